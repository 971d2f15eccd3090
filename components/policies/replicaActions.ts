/**
 * The actions on the destination's objects that replication uses; the role and the destination's bucket policy must
 * both allow each of them, since the two are in different accounts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 *
 * `s3:ObjectOwnerOverrideToBucketOwner` belongs to every cross-account rule of this library, since each hands its
 * replicas to the destination account. A destination with Object Ownership `BucketOwnerEnforced` would own them without
 * it; the action stays so that a later change of Object Ownership does not silently change who owns new replicas.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
 */
export function replicaActions({
    deleteMarkerReplication,
    ownerOverride = true,
}: {
    /** Whether any rule replicates delete markers. */
    readonly deleteMarkerReplication: boolean;
    /** Whether any rule hands its replicas to the destination account. Default: yes. */
    readonly ownerOverride?: boolean;
}): readonly string[] {
    return [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        ...(ownerOverride ? ["s3:ObjectOwnerOverrideToBucketOwner"] : []),
        ...(deleteMarkerReplication ? ["s3:ReplicateDelete"] : []),
    ];
}
