import type { Redirection } from "./redirection";
import type { ResourceChange } from "./resourceChange";
import type { StackChanges } from "./stackChanges";

/** What a finding is of. */
interface OfStack {
    readonly stack: string;
}

/** A bucket that a deployment would take away. */
export interface LostBucket extends ResourceChange, OfStack {}

/** Replication that a deployment would turn to another bucket or account, or of which nobody can tell that. */
export interface Redirected extends Redirection, OfStack {}

/** The buckets, of both names that the provider has had for them. */
const buckets: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

export function lostBuckets(stacks: readonly StackChanges[]): readonly LostBucket[] {
    return stacks.flatMap(({ stack, changes }) =>
        changes
            .filter(
                ({ type, operation }) =>
                    buckets.includes(type) && (operation === "delete" || operation === "replace"),
            )
            .map((change) => ({ stack, ...change })),
    );
}

export function redirected(stacks: readonly StackChanges[]): readonly Redirected[] {
    return stacks.flatMap(({ stack, redirections }) => redirections.map((change) => ({ stack, ...change })));
}
