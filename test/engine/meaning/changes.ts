import { auditorsRead, policyOf } from "../existingBuckets";
import { bothWays, everywhere, fullRules, places, reports, type BaseName } from "./bases";
import { named, type Change } from "./change";

const nobodyWrites = {
    Sid: "NobodyWrites",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:ReplicateObject",
    Resource: "arn:aws:s3:::plain-destination/*",
};
const theirs = auditorsRead("full-destination");
const described = { bucketArn: "arn:aws:s3:::plain-destination", accountId: "222222222222" };
const ofOthers = { bucketArn: "arn:aws:s3:::of-others", accountId: "333333333333" };

/** The rules of the pair that has everything, one of them with something else. */
function but(id: string, more: object): readonly object[] {
    return fullRules.map((rule) => (rule.id === id ? { ...rule, ...more } : rule));
}

/** Changes of settings, each by itself, of stacks that belong together and are deployed. */
export const changes: Readonly<Record<BaseName, readonly Change[]>> = {
    plain: [
        { title: "nothing", settings: {}, findings: [], order: ["nothing"] },
        {
            title: "the side is said",
            settings: { "plain-source": { side: "source" } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the source is called a destination",
            settings: { "plain-source": { side: "destination" } },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["nothing", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the account is another",
            settings: { "plain-destination": { accountId: "333333333333" } },
            findings: ["not-previewed plain-destination: stack plain-destination"],
            order: ["any", "# Preview plain-destination again before it is deployed."],
        },
        {
            title: "the destination moves to another region",
            settings: { "plain-destination": { region: "ap-northeast-3" } },
            findings: [
                "bucket-lost plain-destination: bucket plain-destination",
                "not-previewed plain-destination: stack plain-destination",
            ],
            order: ["any", "# Preview plain-destination again before it is deployed."],
        },
        {
            title: "the source has another bucket",
            settings: { "plain-source": { bucketName: "plain-renamed" } },
            findings: [
                "bucket-lost plain-source: bucket plain-source",
                "narrower plain-source: policies of the role plain-replication",
                "not-previewed plain-source: stack plain-source",
                "wider-for-replication plain-source: policies of the role plain-replication",
            ],
            order: ["any", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the destination has another bucket, and none is protected",
            settings: { "plain-destination": { bucketName: "plain-renamed", protectBucket: false } },
            findings: [
                "bucket-lost plain-destination: bucket plain-destination",
                "protection-lost plain-destination: bucket plain-destination",
                "fails-after both: bucket plain-destination",
                "not-known both: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the source's bucket is called an existing one",
            settings: { "plain-source": { existingBucket: true } },
            findings: [
                "policy-lost plain-source: bucket plain-source",
                "protection-lost plain-source: bucket plain-source",
                "protection-lost plain-source: bucket plain-source",
                "protection-lost plain-source: bucket plain-source",
                "wider plain-source: policy of the bucket plain-source",
                "not-previewed plain-source: stack plain-source",
                "wider-for-replication plain-source: policy of the bucket plain-source",
            ],
            order: ["any", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the auditors may read the replicas",
            settings: { "plain-destination": { bucketPolicy: policyOf(auditorsRead("plain-destination")) } },
            findings: ["wider plain-destination: policy of the bucket plain-destination"],
            order: ["any", "plain-destination"],
        },
        {
            title: "anybody may read the originals",
            settings: {
                "plain-source": {
                    bucketPolicy: policyOf({ ...auditorsRead("plain-source"), Principal: "*" }),
                },
            },
            findings: ["wider plain-source: policy of the bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "nobody may write replicas",
            settings: { "plain-destination": { bucketPolicy: policyOf(nobodyWrites) } },
            findings: [
                "fails-after both: policy of the bucket plain-destination, statement NobodyWrites",
                "narrower plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination gets a key",
            settings: { "plain-destination": { encryption: { createKmsKey: true } } },
            findings: ["costs-key plain-destination: KMS"],
            order: ["any", "plain-destination"],
        },
        {
            title: "both sides get a key",
            settings: {
                "plain-destination": { encryption: { createKmsKey: true } },
                "plain-source": { encryption: { createKmsKey: true } },
            },
            findings: ["not-previewed plain-source: stack plain-source", "costs-key plain-destination: KMS"],
            order: ["any", "plain-destination", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the destination gets Object Lock",
            settings: { "plain-destination": { objectLock: true } },
            findings: [
                "bucket-lost plain-destination: bucket plain-destination",
                "not-previewed plain-destination: stack plain-destination",
            ],
            order: ["nothing", "# Preview plain-destination again before it is deployed."],
        },
        {
            title: "older versions expire at the source",
            settings: {
                "plain-source": {
                    lifecycle: { noncurrentVersionExpirationDays: 30, noncurrentVersionsToKeep: 2 },
                },
            },
            findings: ["protection-lost plain-source: bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "requests are logged",
            settings: { "plain-destination": { accessLogging: { bucketName: "logs-destination" } } },
            findings: [],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination lets in a role of another name",
            settings: { "plain-destination": { replicationRoleName: "plain-renamed" } },
            findings: [
                "fails-after both: policy of the bucket plain-destination",
                "wider plain-destination: policy of the bucket plain-destination",
                "narrower plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the role has another name on both sides",
            settings: {
                "plain-destination": { replicationRoleName: "plain-renamed" },
                "plain-source": { replicationRoleName: "plain-renamed" },
            },
            findings: [
                "fails-after both: policy of the bucket plain-destination",
                "wider plain-destination: policy of the bucket plain-destination",
                "narrower plain-destination: policy of the bucket plain-destination",
                "not-previewed plain-source: stack plain-source",
            ],
            order: ["any", "plain-destination", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the destination lets in the role under a path",
            settings: { "plain-destination": { replicationRolePath: "/replication/" } },
            findings: [
                "fails-after both: policy of the bucket plain-destination",
                "wider plain-destination: policy of the bucket plain-destination",
                "narrower plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the path that the role has is said",
            settings: { "plain-source": { replicationRolePath: "/" } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination no longer lets in delete markers",
            settings: { "plain-destination": { deleteMarkerReplication: false } },
            findings: [
                "fails-after both: policy of the bucket plain-destination",
                "narrower plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the source no longer replicates deletions",
            settings: { "plain-source": { deleteMarkerReplication: false } },
            findings: [
                "delete-markers-skipped plain-source: replication configuration of the bucket plain-source",
                "narrower plain-source: policies of the role plain-replication",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "deletions are no longer replicated, on both sides",
            settings: {
                "plain-destination": { deleteMarkerReplication: false },
                "plain-source": { deleteMarkerReplication: false },
            },
            findings: [
                "fails-in-other-order plain-destination: policy of the bucket plain-destination",
                "delete-markers-skipped plain-source: replication configuration of the bucket plain-source",
                "narrower plain-destination: policy of the bucket plain-destination",
                "narrower plain-source: policies of the role plain-replication",
            ],
            order: ["this", "plain-source", "plain-destination"],
        },
        {
            title: "the destination lets in annotations",
            settings: { "plain-destination": { objectAnnotations: true } },
            findings: ["wider-for-replication plain-destination: policy of the bucket plain-destination"],
            order: ["any", "plain-destination"],
        },
        {
            title: "the source is protected no more",
            settings: { "plain-source": { protectBucket: false } },
            findings: ["protection-lost plain-source: bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "objects go with the bucket",
            settings: { "plain-destination": { forceDestroy: true } },
            findings: ["protection-lost plain-destination: bucket plain-destination"],
            order: ["any", "plain-destination"],
        },
        {
            title: "there are more tags, and another value",
            settings: { "plain-source": { tags: { team: "platform", stage: "production" } } },
            findings: [],
            order: ["any", "plain-source"],
        },
        {
            title: "a tag goes",
            settings: { "plain-source": { tags: {} } },
            findings: ["tags-lost plain-source: stack plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "the credentials are named",
            settings: { "plain-source": { profile: "source" } },
            findings: [],
            order: ["any", "plain-source"],
        },
        {
            title: "the credentials are those of the other side",
            settings: { "plain-source": { profile: "destination" } },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["any", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "a role is assumed to deploy",
            settings: {
                "plain-source": { assumeRole: { roleArn: "arn:aws:iam::111111111111:role/deploy" } },
            },
            findings: [],
            order: ["any", "plain-source"],
        },
        {
            title: "a role of the other account is assumed to deploy",
            settings: {
                "plain-source": { assumeRole: { roleArn: "arn:aws:iam::222222222222:role/deploy" } },
            },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["nothing", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the endpoint is said",
            settings: { "plain-source": { endpoint: named.endpoint } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination lets in another account",
            settings: { "plain-destination": { sourceAccountId: "333333333333" } },
            findings: [
                "fails-after both: policy of the bucket plain-destination",
                "wider plain-destination: policy of the bucket plain-destination",
                "narrower plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination lets in the account",
            settings: { "plain-destination": { grant: "account" } },
            findings: ["wider plain-destination: policy of the bucket plain-destination"],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination lets in the role as principal",
            settings: { "plain-destination": { grant: "role" } },
            findings: ["reworded plain-destination: policy of the bucket plain-destination"],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination lets in what the article does",
            settings: { "plain-destination": { grant: "article" } },
            findings: [
                "wider plain-destination: policy of the bucket plain-destination",
                "wider-for-replication plain-destination: policy of the bucket plain-destination",
            ],
            order: ["any", "plain-destination"],
        },
        {
            title: "the destination says that it replicates back",
            settings: { "plain-destination": { replicaModificationSync: true } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination's stack is said",
            settings: { "plain-source": { destinationStack: "plain-destination" } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination's stack is one for another role",
            settings: { "plain-source": { destinationStack: "tokyo-destination" } },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["nothing", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the destination's account is said",
            settings: { "plain-source": { destinationAccountId: "222222222222" } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination's account is not the one that is said",
            settings: { "plain-source": { destinationAccountId: "333333333333" } },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["nothing", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "the destination is described, and what it lets in is left out",
            settings: { "plain-source": { destinations: { tokyo: described } } },
            findings: [
                "delete-markers-skipped plain-source: replication configuration of the bucket plain-source",
                "narrower plain-source: policies of the role plain-replication",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the destination is somebody else's",
            settings: {
                "plain-source": { destinations: { tokyo: { ...ofOthers, deleteMarkerReplication: true } } },
            },
            findings: [
                "replication-redirected plain-source: rule replication of replication-replication",
                "objects-taken plain-source: replication configuration of the bucket plain-source",
                "narrower plain-source: policies of the role plain-replication",
                "not-known both: policy of the bucket of-others",
                "wider-for-replication plain-source: policies of the role plain-replication",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the role is one that exists, and the destination lets in another",
            settings: { "plain-source": { existingRoleArn: "arn:aws:iam::111111111111:role/deploy" } },
            findings: ["not-previewed plain-source: stack plain-source"],
            order: ["nothing", "# Preview plain-source again before it is deployed."],
        },
        {
            title: "S3 may assume the role for the bucket alone",
            settings: { "plain-source": { confineTrust: true } },
            findings: [
                "narrower plain-source: trust policy of the role plain-replication",
                "not-known both: trust policy of the role plain-replication",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the role gets a permissions boundary",
            settings: {
                "plain-source": { permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" },
            },
            findings: ["not-known both: policy of the bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "failures raise alarms",
            settings: { "plain-source": { monitoring: { alarms: true } } },
            findings: ["costs-alarms plain-source: CloudWatch"],
            order: ["any", "plain-source"],
        },
        {
            title: "there is what a backfill needs",
            settings: { "plain-source": { backfill: { expirationDays: 30 } } },
            findings: [
                "wider plain-source: trust policy of the role plain-replication-backfill",
                "wider plain-source: policies of the role plain-replication-backfill",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the source's documents are the article's",
            settings: { "plain-source": { policies: "article" } },
            findings: [
                "reworded plain-source: policies of the role plain-replication",
                "reworded plain-source: policy of the bucket plain-source",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule is narrowed",
            settings: { "plain-source": { rules: [{ prefix: "logs/" }] } },
            findings: ["objects-skipped plain-source: replication configuration of the bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule is paused",
            settings: { "plain-source": { rules: [{ enabled: false }] } },
            findings: ["objects-skipped plain-source: replication configuration of the bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule has another name",
            settings: { "plain-source": { rules: [{ id: "everything" }] } },
            findings: [],
            order: ["any", "plain-source"],
        },
        {
            title: "replicas are in another storage class",
            settings: { "plain-source": { rules: [{ storageClass: "GLACIER_IR" }] } },
            findings: [
                "costs-storage-class plain-source: replication configuration of the bucket plain-source",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule has Replication Time Control",
            settings: { "plain-source": { rules: [{ replicationTimeControl: true }] } },
            findings: [
                "costs-replication-time-control plain-source: replication configuration of the bucket plain-source",
            ],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule has no metrics",
            settings: { "plain-source": { rules: [{ metrics: false }] } },
            findings: ["alarms-lost plain-source: replication configuration of the bucket plain-source"],
            order: ["any", "plain-source"],
        },
        {
            title: "the rule goes by tags",
            settings: { "plain-source": { rules: [{ tags: { keep: "yes" } }] } },
            findings: [
                "objects-skipped plain-source: replication configuration of the bucket plain-source",
                "narrower plain-source: policies of the role plain-replication",
            ],
            order: ["any", "plain-source"],
        },
    ],
    full: [
        { title: "nothing", settings: {}, findings: [], order: ["nothing"] },
        {
            title: "the auditors may read less",
            settings: {
                "full-destination": {
                    bucketPolicy: policyOf({ ...theirs, Resource: "arn:aws:s3:::full-destination/audit/*" }),
                },
            },
            findings: ["narrower full-destination: policy of the bucket full-destination"],
            order: ["any", "full-destination"],
        },
        {
            title: "the auditors may read the same in more words",
            settings: {
                "full-destination": {
                    bucketPolicy: policyOf({
                        ...theirs,
                        Resource: [theirs.Resource, "arn:aws:s3:::full-destination/audit/*"],
                    }),
                },
            },
            findings: ["reworded full-destination: policy of the bucket full-destination"],
            order: ["any", "full-destination"],
        },
        {
            title: "the auditors are named otherwise, which AWS does not tell apart",
            settings: {
                "full-destination": {
                    bucketPolicy: policyOf({ ...theirs, Principal: { AWS: ["333333333333"] } }),
                },
            },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "the destination has no key any more",
            settings: { "full-destination": { encryption: {} } },
            findings: [
                "protection-lost full-destination: bucket full-destination",
                "fails-after both: policies of the role full-replication",
            ],
            order: ["any", "full-destination"],
        },
        {
            title: "neither side has a key any more",
            settings: {
                "full-destination": { encryption: {} },
                "full-source": { encryption: {}, rules: but("plain", { kmsEncryptedObjects: undefined }) },
            },
            findings: [
                "protection-lost full-destination: bucket full-destination",
                "protection-lost full-source: bucket full-source",
                "objects-skipped full-source: replication configuration of the bucket full-source",
                "fails-in-other-order full-destination: policies of the role full-replication",
                "objects-taken full-source: replication configuration of the bucket full-source",
                "narrower full-source: policies of the role full-replication",
            ],
            order: ["this", "full-source", "full-destination"],
        },
        {
            title: "the destination's key is another",
            settings: {
                "full-destination": {
                    encryption: { kmsKeyArn: named.givenKey("222222222222"), bucketKey: true },
                },
            },
            findings: [],
            order: ["any", "full-destination"],
        },
        {
            title: "the source's key is another",
            settings: {
                "full-source": { encryption: { kmsKeyArn: named.givenKey("111111111111"), bucketKey: true } },
            },
            findings: [
                "narrower full-source: policies of the role full-replication",
                "wider-for-replication full-source: policies of the role full-replication",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "the destination has no Bucket Key any more",
            settings: { "full-destination": { encryption: { createKmsKey: true, bucketKey: false } } },
            findings: [
                "fails-after both: policies of the role full-replication",
                `fails-after both: policy of the key ${named.keyOf("222222222222")}`,
                `narrower full-destination: policy of the key ${named.keyOf("222222222222")}`,
                `wider-for-replication full-destination: policy of the key ${named.keyOf("222222222222")}`,
                "costs-key full-destination: bucket full-destination",
            ],
            order: ["any", "full-destination"],
        },
        {
            title: "nobody says any more that the destination has Object Lock",
            settings: { "full-destination": { objectLock: false } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "nobody says any more that the source has Object Lock",
            settings: { "full-source": { objectLock: false } },
            findings: [
                "fails-after both: policies of the role full-replication",
                "narrower full-source: policies of the role full-replication",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "older versions expire sooner",
            settings: {
                "full-destination": {
                    lifecycle: { noncurrentVersionExpirationDays: 7, abortIncompleteMultipartUploadDays: 7 },
                },
            },
            findings: ["protection-lost full-destination: bucket full-destination"],
            order: ["any", "full-destination"],
        },
        {
            title: "older versions expire later",
            settings: {
                "full-destination": {
                    lifecycle: { noncurrentVersionExpirationDays: 90, abortIncompleteMultipartUploadDays: 1 },
                },
            },
            findings: [],
            order: ["any", "full-destination"],
        },
        {
            title: "requests are not logged any more",
            settings: { "full-destination": { accessLogging: {} } },
            findings: ["alarms-lost full-destination: bucket full-destination"],
            order: ["any", "full-destination"],
        },
        {
            title: "annotations are no longer replicated, on both sides",
            settings: {
                "full-destination": { objectAnnotations: false },
                "full-source": { objectAnnotations: false },
            },
            findings: [
                "fails-in-other-order full-destination: policy of the bucket full-destination, statement DenyAnnotations",
                "narrower full-destination: policy of the bucket full-destination",
                "narrower full-source: policies of the role full-replication",
            ],
            order: ["this", "full-source", "full-destination"],
        },
        {
            title: "the buckets are protected",
            settings: { "full-source": { protectBucket: true } },
            findings: [],
            order: ["any", "full-source"],
        },
        {
            title: "objects no longer go with the buckets",
            settings: { "full-source": { forceDestroy: false } },
            findings: [],
            order: ["any", "full-source"],
        },
        {
            title: "S3 may assume the role for any bucket",
            settings: { "full-source": { confineTrust: false } },
            findings: [
                "wider full-source: trust policy of the role full-replication-backfill",
                "wider-for-replication full-source: trust policy of the role full-replication",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "the role has no permissions boundary any more",
            settings: { "full-source": { permissionsBoundary: "" } },
            findings: [
                "protection-lost full-source: role full-replication-backfill",
                "protection-lost full-source: role full-replication",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "failures are seen by nobody",
            settings: { "full-source": { monitoring: {} } },
            findings: [
                "notification-lost full-source: bucket full-source",
                "alarms-lost full-source: CloudWatch",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "what a backfill needs goes",
            settings: { "full-source": { backfill: {} } },
            findings: ["bucket-lost full-source: bucket full-source-backfill"],
            order: ["any", "full-source"],
        },
        {
            title: "reports expire sooner",
            settings: { "full-source": { backfill: { expirationDays: 7 } } },
            findings: [],
            order: ["any", "full-source"],
        },
        {
            title: "the rules are in another order",
            settings: { "full-source": { rules: fullRules.toReversed() } },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "a rule is resumed",
            settings: { "full-source": { rules: but("paused", { enabled: true }) } },
            findings: [
                "objects-taken full-source: replication configuration of the bucket full-source",
                "costs-alarms full-source: CloudWatch",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "a rule leaves out objects under SSE-KMS",
            settings: { "full-source": { rules: but("reports", { kmsEncryptedObjects: false }) } },
            findings: ["objects-skipped full-source: replication configuration of the bucket full-source"],
            order: ["any", "full-source"],
        },
        {
            title: "a rule goes by another tag",
            settings: { "full-source": { rules: but("kept", { tags: { keep: "no" } }) } },
            findings: [
                "objects-skipped full-source: replication configuration of the bucket full-source",
                "objects-taken full-source: replication configuration of the bucket full-source",
            ],
            order: ["any", "full-source"],
        },
        {
            title: "a rule goes, and its alarms",
            settings: { "full-source": { rules: fullRules.filter(({ id }) => id !== "kept") } },
            findings: ["objects-skipped full-source: replication configuration of the bucket full-source"],
            order: ["any", "full-source"],
        },
    ],
    existing: [
        { title: "nothing", settings: {}, findings: [], order: ["nothing"] },
        {
            title: "versioning is managed elsewhere",
            settings: { "existing-destination": { manageVersioning: false } },
            findings: [],
            order: ["any", "existing-destination"],
        },
        {
            title: "the policy is managed elsewhere",
            settings: { "existing-destination": { bucketPolicy: {} } },
            findings: [],
            order: ["any", "existing-destination"],
        },
        {
            title: "others' statements are left out",
            settings: { "existing-destination": { bucketPolicy: policyOf() } },
            findings: [
                "policy-lost existing-destination: replication",
                "narrower existing-destination: policy of the bucket existing-destination",
            ],
            order: ["any", "existing-destination"],
        },
        {
            title: "the destination lets in the role alone",
            settings: { "existing-destination": { grant: "pinnedRole" } },
            findings: ["narrower existing-destination: policy of the bucket existing-destination"],
            order: ["any", "existing-destination"],
        },
        {
            title: "the role no longer gets the source's policy",
            settings: { "existing-source": { attachRolePolicy: false } },
            findings: ["narrower existing-source: policies of the role existing-replication"],
            order: ["any", "existing-source"],
        },
        {
            title: "the bucket is to be made",
            settings: { "existing-source": { existingBucket: false } },
            findings: [],
            order: ["any", "existing-source"],
        },
    ],
    fanOut: [
        { title: "nothing", settings: {}, findings: [], order: ["nothing"] },
        {
            title: "the account of a destination is said",
            settings: {
                "several-source": {
                    destinations: { ...places, tokyo: { ...places.tokyo, accountId: "222222222222" } },
                },
            },
            findings: [],
            order: ["nothing"],
        },
        {
            title: "one of two destinations is another",
            settings: { "several-source": { destinations: { ...places, singapore: ofOthers } } },
            findings: [
                "replication-redirected several-source: rule reports of replication-replication",
                "objects-taken several-source: replication configuration of the bucket several-source",
            ],
            order: ["any", "several-source"],
        },
        {
            title: "one of two destinations goes",
            settings: { "several-source": { destinations: { tokyo: places.tokyo }, rules: [everywhere] } },
            findings: [
                "objects-skipped several-source: replication configuration of the bucket several-source",
            ],
            order: ["any", "several-source"],
        },
        {
            title: "there is a third destination",
            settings: {
                "several-source": {
                    destinations: { ...places, osaka: ofOthers },
                    rules: [everywhere, reports, { id: "osaka", priority: 3, destination: "osaka" }],
                },
            },
            findings: [
                "objects-taken several-source: replication configuration of the bucket several-source",
                "costs-metrics several-source: replication configuration of the bucket several-source",
                "costs-destination several-source: replication configuration of the bucket several-source",
            ],
            order: ["any", "several-source"],
        },
        {
            title: "the role gets the source's policy",
            settings: { "several-source": { attachRolePolicy: true } },
            findings: ["wider-for-replication several-source: policies of the role several-replication"],
            order: ["any", "several-source"],
        },
        {
            title: "a destination lets in delete markers",
            settings: { "tokyo-destination": { deleteMarkerReplication: true } },
            findings: ["wider-for-replication tokyo-destination: policy of the bucket several-tokyo"],
            order: ["any", "tokyo-destination"],
        },
    ],
    twoWay: [
        { title: "nothing", settings: {}, findings: [], order: ["nothing"] },
        {
            title: "modifications of replicas are no longer synced",
            settings: { "here-source": { rules: [{ deleteMarkerReplication: true }] } },
            findings: [],
            order: ["any", "here-source"],
        },
        {
            title: "one bucket no longer lets in delete markers",
            settings: { "there-destination": { deleteMarkerReplication: false } },
            findings: [
                "fails-after both: policy of the bucket both-there",
                "narrower there-destination: policy of the bucket both-there",
            ],
            order: ["any", "there-destination"],
        },
        {
            title: "one way is paused",
            settings: { "there-source": { rules: [{ ...bothWays, enabled: false }] } },
            findings: ["objects-skipped there-source: replication configuration of the bucket both-there"],
            order: ["any", "there-source"],
        },
    ],
};
