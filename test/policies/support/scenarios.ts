import { destinationBucketPolicy, sourceBucketPolicy } from "../../../components/policies/bucketPolicies";
import { type PolicyDocument } from "../../../components/policies/document";
import { type DestinationGrant, type SourcePolicies } from "../../../components/policies/forms";
import { rolePermissions } from "../../../components/policies/rolePermissions";
import { roleTrust } from "../../../components/policies/roleTrust";
import { accounts, bucketArn, buckets, replicationRole, type Partition } from "./setting";

/** The four documents that together decide what replication may do. */
export interface Documents {
    readonly roleTrust: PolicyDocument;
    readonly rolePermissions: PolicyDocument;
    readonly sourceBucket: PolicyDocument;
    readonly destinationBucket: PolicyDocument;
}
export type DocumentName = keyof Documents;
export const documentNames: readonly DocumentName[] = [
    "roleTrust",
    "rolePermissions",
    "sourceBucket",
    "destinationBucket",
];

/** One choice of what the two components are told. */
export interface Choices {
    readonly grant: DestinationGrant;
    readonly policies: SourcePolicies;
    /** Whether the source's rules replicate delete markers, and the destination allows it. */
    readonly deleteMarkers: boolean;
    readonly partition: Partition;
}

/** Names that differ from the setting's, where a test needs others. */
export interface Names {
    readonly sourceBucket: string;
    readonly destinationBucket: string;
    readonly role: string;
}

export interface Scenario extends Choices {
    readonly name: string;
    readonly documents: Documents;
}

const usualNames: Names = {
    sourceBucket: buckets.source,
    destinationBucket: buckets.destination,
    role: replicationRole,
};

/** The documents that the components deploy for a choice; components.test.ts holds them to it. */
export function documentsFor(choices: Choices, names: Names = usualNames): Documents {
    const { partition, deleteMarkers: deleteMarkerReplication } = choices;
    const sourceBucketArn = bucketArn(partition, names.sourceBucket);
    const destinationBucketArn = bucketArn(partition, names.destinationBucket);
    return {
        roleTrust: roleTrust(),
        rolePermissions: rolePermissions(choices.policies, {
            sourceBucketArn,
            destinationBucketArn,
            deleteMarkerReplication,
        }),
        sourceBucket: sourceBucketPolicy(choices.policies, {
            partition,
            accountId: accounts.source,
            sourceBucketArn,
        }),
        destinationBucket: destinationBucketPolicy(choices.grant, {
            partition,
            destinationBucketArn,
            sourceAccountId: accounts.source,
            replicationRoleName: names.role,
            deleteMarkerReplication,
        }),
    };
}

function scenario(
    grant: DestinationGrant,
    policies: SourcePolicies,
    deleteMarkers: boolean,
    partition: Partition = "aws",
): Scenario {
    const choices = { grant, policies, deleteMarkers, partition };
    const parts = [
        grant,
        policies,
        deleteMarkers ? "delete markers" : "no delete markers",
        ...(partition === "aws" ? [] : [partition]),
    ];
    return { ...choices, name: parts.join(", "), documents: documentsFor(choices) };
}

/** Each form of each document, in settings that can be deployed. */
export const scenarios: readonly Scenario[] = [
    scenario("pinnedRole", "minimal", false),
    scenario("pinnedRole", "minimal", true),
    scenario("role", "minimal", false),
    scenario("role", "minimal", true),
    scenario("account", "minimal", false),
    scenario("account", "minimal", true),
    scenario("article", "article", true),
    scenario("pinnedRole", "article", true),
    scenario("article", "minimal", true),
];

/** The default and the widest forms once more, where no ARN begins with `arn:aws:`. */
export const scenariosElsewhere: readonly Scenario[] = [
    scenario("pinnedRole", "minimal", true, "aws-cn"),
    scenario("article", "article", true, "aws-us-gov"),
];
