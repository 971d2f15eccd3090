import type { Scenario } from "../scenarios";
import { backfillEquivalents } from "./backfillEquivalents";
import { each, ofEach, type Equivalents } from "./equivalent";
import { monitoringEquivalents } from "./monitoringEquivalents";

const source = "arn:aws:s3:::sre-bucket-source";
const destination = "arn:aws:s3:::sre-bucket-destination";
const archive = "arn:aws:s3:::sre-bucket-archive";
/** The policies of buckets, with their buckets. */
const buckets = {
    // Where it is a destination too.
    sourceBucket: source,
    destinationBucket: destination,
    secondDestinationBucket: archive,
};
const keys = ["sourceKey", "destinationKey", "secondDestinationKey"];

/** The statements that let replicas be written. */
const writers = [
    "rolePermissions WriteReplicas",
    "rolePermissions WriteReplicasToStandby",
    "rolePermissions WriteReplicasToArchive",
    "returningPermissions WriteReplicas",
    ...Object.keys(buckets).map((document) => `${document} AllowReplicas`),
];

const widened = (...kinds: readonly string[]) =>
    kinds.map((kind) => `action s3:Replicate${kind} -> s3:Replicate*`);

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
            `returningPermissions ReadReplicationConfiguration: resource ${destination}/* added`,
            `returningPermissions ReadSourceObjects: resource ${destination} added`,
            `returningPermissions WriteReplicas: resource ${source} added`,
            `rolePermissions ReadSourceTags: resource ${source} added`,
            `rolePermissions WriteReplicas: resource ${destination} added`,
            `rolePermissions WriteReplicasToStandby: resource ${destination} added`,
            `rolePermissions WriteReplicasToArchive: resource ${archive} added`,
            `rolePermissions WriteReplicaTagsAndOwner: resource ${destination} added`,
            ...ofEach(buckets, (document, bucket) => [`${document} AllowReplicas: resource ${bucket} added`]),
            ...ofEach(buckets, (document, bucket) => [
                `${document} DenyAnnotations: resource ${bucket} added`,
            ]),
            `destinationBucket AllowReplicaTags: resource ${destination} added`,
        ],
    },
    {
        because:
            "S3 asks a bucket's policy about that bucket and its objects only, and refuses to store a policy that names " +
            "others. What more of the bucket itself is covered has none of the statement's actions, or is covered already.",
        mutants: [
            ...ofEach(buckets, (document, bucket) =>
                beyond(`${document} DenyInsecureTransport`, bucket, `${bucket}/*`),
            ),
            ...ofEach(buckets, (document, bucket) => beyond(`${document} AllowReplicas`, `${bucket}/*`)),
            ...ofEach(buckets, (document, bucket) => beyond(`${document} DenyAnnotations`, `${bucket}/*`)),
            ...beyond("destinationBucket S3ReplicationPolicyStmt1", destination, `${destination}/*`),
            ...beyond("destinationBucket AllowReplicaTags", `${destination}/*`),
        ],
    },
    {
        because:
            "What more is covered is s3:ReplicateObjectAnnotation, and S3 lets annotations in by s3:ReplicateObject as it is, " +
            "unless a statement denies them.",
        mutants: [
            ...writers.map((statement) => `${statement}: action s3:ReplicateObject -> s3:ReplicateObject*`),
            `destinationBucket S3ReplicationPolicyStmt1: action s3:ReplicateObject -> s3:ReplicateObject*`,
        ],
    },
    {
        because: "The same, where delete markers are replicated: there is no other action of that name.",
        where: ({ deleteMarkers }) => deleteMarkers,
        mutants: [
            ...[
                "rolePermissions WriteReplicas",
                "rolePermissions WriteReplicasToStandby",
                "destinationBucket AllowReplicas",
            ].flatMap((statement) => each(statement, widened("Object", "Tags", "Delete"))),
            ...each("destinationBucket S3ReplicationPolicyStmt1", widened("Object", "Delete")),
            ...each("destinationBucket AllowReplicaTags", widened("Tags")),
            ...each("rolePermissions WriteReplicaTagsAndOwner", widened("Tags")),
        ],
    },
    {
        because:
            "Amazon S3 that acts for a bucket says for whom by both keys, and nobody but a service has them in their context.",
        where: ({ confinedTrust = false }) => confinedTrust,
        mutants: each("roleTrust AmazonS3AssumesTheRole", [
            "principal -> *",
            "condition aws:SourceAccount: passes where the key is absent",
            "condition aws:SourceArn: passes where the key is absent",
        ]),
    },
    {
        because: "A bucket is asked for S3 actions only.",
        mutants: ofEach(buckets, (document) => [`${document} DenyInsecureTransport: action s3:* -> *`]),
    },
    {
        because: "A key is asked for KMS actions only.",
        mutants: keys.map((document) => `${document} AccountGovernsTheKey: action kms:* -> *`),
    },
    {
        because: "Every request has aws:SecureTransport in its context.",
        mutants: ofEach(buckets, (document) => [
            `${document} DenyInsecureTransport: condition aws:SecureTransport: passes where the key is absent`,
        ]),
    },
    {
        because:
            "Nobody but the source account is let into a source that is no destination too, over TLS or not, so that there is " +
            "nobody else to refuse. The refusal is to everyone all the same, should a statement ever let others in.",
        where: ({ twoWay }) => !twoWay,
        mutants: ["sourceBucket DenyInsecureTransport: principal -> AWS,arn:aws:iam::111111111111:root"],
    },
    {
        because:
            "aws:PrincipalArn names one role of one account, and nobody else can have it in their context. The account as " +
            "principal says the same a second time, and keeps AWS from counting the policy as public.",
        where: ({ grant }) => grant === "pinnedRole",
        mutants: ofEach(buckets, (document) => [`${document} AllowReplicas: principal -> *`]),
    },
    {
        because:
            "The same of a key's policy. Beside the grant `article`, which knows no keys, it pins the role too.",
        where: ({ grant }) => grant === "pinnedRole" || grant === "article",
        mutants: keys.map((document) => `${document} AllowReplicaEncryption: principal -> *`),
    },
    {
        because: "Every identity of the account that is the principal has aws:PrincipalArn in its context.",
        mutants: [
            ...ofEach(buckets, (document) => [
                `${document} AllowReplicas: condition aws:PrincipalArn: passes where the key is absent`,
            ]),
            "sourceKey AllowSourceDecryption: condition aws:PrincipalArn: passes where the key is absent",
            ...keys.map(
                (document) =>
                    `${document} AllowReplicaEncryption: condition aws:PrincipalArn: passes where the key is absent`,
            ),
        ],
    },
    {
        because:
            "A bucket policy that names its own account's root lets nobody in whom that account's identity policies do not: " +
            "the article's statement on the source does nothing, and anything like it does nothing.",
        mutants: each("sourceBucket Stmt123", [
            "removed",
            "action s3:ReplicateObject -> s3:ReplicateObject*",
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
    ...monitoringEquivalents,
    ...backfillEquivalents,
];
