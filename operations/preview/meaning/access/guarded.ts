/** What a document guards, or a role that has it. */
export interface Guarded {
    readonly kind: "bucket" | "key" | "trust" | "topic" | "role";
    /** Of the bucket, the key, the role or the topic. */
    readonly arn: string;
    readonly accountId: string;
    /** The roles that replicate from it or to it. */
    readonly roleArns: readonly string[];
    /** What services act for where they do their part: the bucket that is replicated, its alarms. */
    readonly servedArns: readonly string[];
    /** The buckets and keys of the pair, on which a role does its part. */
    readonly pairArns: readonly string[];
}
