/*
 * Every finding, in the order in which a cause comes before what follows from it: of several findings the first is the cause.
 * docs/diagnose.md is written from this.
 */

/** Where on the way from original to replica something is wrong. */
export const legs = ["source bucket", "role", "destination policy", "key", "destination bucket"] as const;
export type Leg = (typeof legs)[number];

interface Entry {
    readonly leg: Leg;
    /** What it means, for somebody who has never heard of it. */
    readonly meaning: string;
    /** How it is mended, in words. The commands are the finding's. */
    readonly mend: string;
}

export const catalogue = {
    "not-read": {
        leg: "source bucket",
        meaning: "AWS did not tell something that the diagnosis asks for, so that this part is not judged.",
        mend: "Allow the credentials what the message names, or name others.",
    },
    "source-bucket-missing": {
        leg: "source bucket",
        meaning: "The source's account has no such bucket, or it is another account's.",
        mend: "Correct the name, or deploy the source again.",
    },
    "configuration-missing": {
        leg: "source bucket",
        meaning: "The source bucket has no replication configuration, so nothing is replicated.",
        mend: "Put the configuration there again.",
    },
    "no-rule-to-destination": {
        leg: "source bucket",
        meaning: "No rule of the source goes to this destination.",
        mend: "Add a rule, or name the destination that the rules go to.",
    },
    "rules-paused": {
        leg: "source bucket",
        meaning: "Every rule to this destination is disabled, so nothing new is replicated there.",
        mend: "Enable a rule.",
    },
    "rule-paused": {
        leg: "source bucket",
        meaning: "Some of the rules to this destination are disabled.",
        mend: "Enable the rule, if its objects are to be replicated.",
    },
    "rule-account-wrong": {
        leg: "source bucket",
        meaning: "A rule names another account than the one that owns the destination bucket.",
        mend: "Correct the account in the rule.",
    },
    "kms-objects-left-out": {
        leg: "source bucket",
        meaning:
            "New objects of the source are under a KMS key by default, and a rule leaves out such objects. S3 skips them: no status, no metric, no event.",
        mend: "Let the rule select objects under SSE-KMS, and name the key of the replicas.",
    },
    "rule-without-replica-key": {
        leg: "source bucket",
        meaning: "A rule selects objects under SSE-KMS and names no key for the replicas.",
        mend: "Name the key in the rule.",
    },
    "owner-not-overridden": {
        leg: "source bucket",
        meaning:
            "Replicas belong to the source's account, so the destination's account may not be able to read them.",
        mend: "Let the rule override the owner, or enforce the owner at the destination bucket.",
    },
    "source-versioning-off": {
        leg: "source bucket",
        meaning: "The source bucket is not versioned, and S3 replicates versions alone.",
        mend: "Turn on versioning.",
    },
    "object-lock-missing": {
        leg: "destination bucket",
        meaning:
            "The source has Object Lock and the destination has not. Objects with a retention or a legal hold fail.",
        mend: "Turn on Object Lock at the destination.",
    },
    drift: {
        leg: "source bucket",
        meaning: "Something was changed by hand: it is not as the stack deployed it.",
        mend: "Let the stack put it right, or take the change into the stack's settings.",
    },
    "role-missing": {
        leg: "role",
        meaning: "The role that the configuration names does not exist.",
        mend: "Make the role again, with its trust and its policy.",
    },
    "destination-bucket-missing": {
        leg: "destination bucket",
        meaning:
            "The destination's account has no such bucket, or it is another account's. Replicas must not go there.",
        mend: "Correct the rule, or make the bucket again.",
    },
    "destination-versioning-off": {
        leg: "destination bucket",
        meaning: "Versioning is off or suspended at the destination, so every object fails.",
        mend: "Turn on versioning.",
    },
    "requester-pays": {
        leg: "destination bucket",
        meaning:
            "The destination bucket is Requester Pays. S3 does not replicate to such a bucket of another account.",
        mend: "Let the bucket's owner pay.",
    },
    "key-missing": {
        leg: "key",
        meaning: "The KMS key does not exist, or is another account's.",
        mend: "Name a key that exists.",
    },
    "trust-refuses": {
        leg: "role",
        meaning: "The role does not trust Amazon S3, so S3 cannot act as the role.",
        mend: "Let s3.amazonaws.com assume the role.",
    },
    "principal-gone": {
        leg: "destination policy",
        meaning:
            "A policy names a role that was deleted: AWS shows its unique id. A role that was made anew under the same name is another one.",
        mend: "Put the policy there again, with the ARN of the role.",
    },
    "statement-denies": {
        leg: "destination policy",
        meaning: "A statement denies Amazon S3, as the role, a request that replication needs.",
        mend: "Take the role out of the statement.",
    },
    "role-lacks": {
        leg: "role",
        meaning: "No policy of the role allows what replication needs.",
        mend: "Allow it in a policy of the role.",
    },
    "boundary-lacks": {
        leg: "role",
        meaning: "The role's permissions boundary does not allow what replication needs.",
        mend: "Allow it in the boundary.",
    },
    "bucket-policy-lacks": {
        leg: "destination policy",
        meaning: "The destination's bucket policy does not let in the role.",
        mend: "Add the statement to the policy.",
    },
    "key-unusable": {
        leg: "key",
        meaning: "The KMS key is disabled, waits for its deletion, or is otherwise not usable.",
        mend: "Enable the key, or cancel its deletion.",
    },
    "key-unfit": {
        leg: "key",
        meaning: "The KMS key is in another region than the bucket, is not symmetric, or is managed by AWS.",
        mend: "Name a symmetric key of your own in the bucket's region.",
    },
    "key-policy-lacks": {
        leg: "key",
        meaning: "The key's policy does not let in the role, or lets it in for another encryption context.",
        mend: "Add the statement to the key's policy.",
    },
    "public-policy-restricted": {
        leg: "destination bucket",
        meaning:
            "The destination's policy counts as public, and the public access block keeps other accounts out of a bucket with a public policy.",
        mend: "Narrow the policy's public statement.",
    },
    "data-key-missing": {
        leg: "key",
        meaning:
            "kms:GenerateDataKey is missing. Without an S3 Bucket Key AWS has been seen to replicate all the same, so it may not be the cause.",
        mend: "Allow kms:GenerateDataKey beside kms:Encrypt.",
    },
    "replica-sync-one-sided": {
        leg: "destination bucket",
        meaning: "A rule syncs modifications of replicas, and the destination has no rule back.",
        mend: "Replicate back, or turn the sync off.",
    },
    "event-target-missing": {
        leg: "source bucket",
        meaning: "The queue, topic or function that failure events go to does not exist.",
        mend: "Make it again, or publish the events elsewhere.",
    },
    "statement-may-deny": {
        leg: "destination policy",
        meaning: "Whether a statement denies replication depends on something that AWS does not say.",
        mend: "Look at the statement, or take the role out of it.",
    },
    "not-known": {
        leg: "destination policy",
        meaning: "Whether a request is allowed is not known.",
        mend: "Look at what the message names.",
    },
    "organization-policies": {
        leg: "role",
        meaning:
            "The policies of an AWS organization (SCP, RCP) cannot be read by its accounts. They may deny what is allowed here.",
        mend: "Ask whoever manages the organization.",
    },
    "failures-unseen": {
        leg: "source bucket",
        meaning: "No alarm and no event tells of objects that fail.",
        mend: "Turn on monitoring.",
    },
    "other-destinations": {
        leg: "source bucket",
        meaning: "The source has rules to other destinations, which were not looked at.",
        mend: "Diagnose each with its own destination.",
    },
    healthy: {
        leg: "source bucket",
        meaning: "A part of the way was looked at, and nothing is wrong with it.",
        mend: "",
    },
} as const satisfies Readonly<Record<string, Entry>>;

export type FindingId = keyof typeof catalogue;
