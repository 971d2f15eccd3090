import type { Scenario } from "../scenarios";

/** Mutants that change nothing which AWS would decide, by the names that they have in every setting. */
interface Equivalents {
    readonly because: string;
    /** The settings where that is so. Default: all that have such a mutant. */
    readonly where?: (scenario: Scenario) => boolean;
    readonly mutants: readonly string[];
}

const source = "arn:aws:s3:::sre-bucket-source";
const destination = "arn:aws:s3:::sre-bucket-destination";

function each(statement: string, changes: readonly string[]): readonly string[] {
    return changes.map((change) => `${statement}: ${change}`);
}

/** A bucket's resources in its own policy, made to cover more than that bucket. */
function beyond(statement: string, ...resources: readonly string[]): readonly string[] {
    return resources.flatMap((resource) => [
        `${statement}: resource ${resource} -> ${resource.replace("/*", "")}*`,
        `${statement}: resource ${resource} -> *`,
    ]);
}

/** The names of the mutants that a setting cannot be expected to notice. */
export function equivalentIn(scenario: Scenario): ReadonlySet<string> {
    return new Set(
        equivalents
            .filter(({ where }) => where === undefined || where(scenario))
            .flatMap(({ mutants }) => mutants),
    );
}

/** mutation.test.ts fails on an entry that no setting has, and on one that is caught somewhere. */
export const equivalents: readonly Equivalents[] = [
    {
        because:
            "The statement's actions do not exist on what is added: lint.test.ts has each of them on objects only, or on " +
            "buckets only.",
        mutants: [
            `rolePermissions ReadReplicationConfiguration: resource ${source}/* added`,
            `rolePermissions ReadSourceObjects: resource ${source} added`,
            `rolePermissions ReadSourceTags: resource ${source} added`,
            `rolePermissions WriteReplicas: resource ${destination} added`,
            `rolePermissions WriteReplicaTagsAndOwner: resource ${destination} added`,
            `destinationBucket AllowReplicas: resource ${destination} added`,
            `destinationBucket AllowReplicaTags: resource ${destination} added`,
        ],
    },
    {
        because:
            "S3 asks a bucket's policy about that bucket and its objects only, and refuses to store a policy that names " +
            "others. What more of the bucket itself is covered has none of the statement's actions, or is covered already.",
        mutants: [
            ...beyond("sourceBucket DenyInsecureTransport", source, `${source}/*`),
            ...beyond("destinationBucket DenyInsecureTransport", destination, `${destination}/*`),
            ...beyond("destinationBucket AllowReplicas", `${destination}/*`),
            ...beyond("destinationBucket S3ReplicationPolicyStmt1", destination, `${destination}/*`),
            ...beyond("destinationBucket AllowReplicaTags", `${destination}/*`),
        ],
    },
    {
        because: "A bucket is asked for S3 actions only.",
        mutants: [
            "sourceBucket DenyInsecureTransport: action s3:* -> *",
            "destinationBucket DenyInsecureTransport: action s3:* -> *",
        ],
    },
    {
        because: "Every request has aws:SecureTransport in its context.",
        mutants: [
            "sourceBucket DenyInsecureTransport: condition aws:SecureTransport: passes where the key is absent",
            "destinationBucket DenyInsecureTransport: condition aws:SecureTransport: passes where the key is absent",
        ],
    },
    {
        because:
            "Nobody but the source account is let into the source, over TLS or not, so that there is nobody else to refuse. " +
            "The refusal is to everyone all the same, should a statement ever let others in.",
        mutants: ["sourceBucket DenyInsecureTransport: principal -> AWS,arn:aws:iam::111111111111:root"],
    },
    {
        because:
            "aws:PrincipalArn names one role of one account, and nobody else can have it in their context. The account as " +
            "principal says the same a second time, and keeps S3 from counting the policy as public.",
        where: ({ grant }) => grant === "pinnedRole",
        mutants: ["destinationBucket AllowReplicas: principal -> *"],
    },
    {
        because: "Every identity of the account that is the principal has aws:PrincipalArn in its context.",
        mutants: [
            "destinationBucket AllowReplicas: condition aws:PrincipalArn: passes where the key is absent",
        ],
    },
    {
        because:
            "A bucket policy that names its own account's root lets nobody in whom that account's identity policies do not: " +
            "the article's statement on the source does nothing, and anything like it does nothing.",
        mutants: each("sourceBucket Stmt123", [
            "removed",
            ...["ReplicateObject", "ReplicateDelete"].flatMap((action) => [
                `action s3:${action} removed`,
                `action s3:${action} -> s3:Replicate*`,
                `action s3:${action} -> s3:*`,
                `action s3:${action} -> *`,
            ]),
            `resource ${source}/* -> one prefix`,
            `resource ${source} added`,
            `resource ${source}/* -> ${source}*`,
            `resource ${source}/* -> *`,
        ]),
    },
];
