/*
 * What S3 Batch Operations asks of AWS as the role of a backfill, request by request. The actions are written out here too, and
 * not taken from the function that makes the role's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
 */
import { manifestPrefix, reportPrefix, retryPrefix } from "./backfillPaths";
import type { Request } from "./evaluation/request";
import type { UsedKey } from "./keyUse";
import { keyRequests, ofObjects, requestsTo, roleAssumption, type BucketSide } from "./replicationRequests";

/** What marks an object version to be replicated. */
export const objectMark = "s3:InitiateReplication";

/** What a job reads of the source, and how it has S3 list the objects. */
export const listing: readonly string[] = ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"];

/** How a job reads a list of objects. */
export const manifestReads: readonly string[] = ["s3:GetObject", "s3:GetObjectVersion"];

/** How a job writes a list of objects, or a report. */
export const reportWrite = "s3:PutObject";

/** How a job encrypts and decrypts lists. Those with many objects are put in parts, for which S3 decrypts too. */
export const manifestKeyUse: readonly string[] = ["kms:GenerateDataKey", "kms:Decrypt"];

/** Where a job keeps its lists and reports. */
interface BackfillSide extends Omit<BucketSide, "objectKeys"> {
    /** Empty, or ends with a slash. */
    readonly prefix: string;
    /** The key of the lists; none where they are under SSE-S3. */
    readonly key?: UsedKey;
}

/** Everything that a job asks as the role. */
export function backfillRequests(
    roleArn: string,
    source: BucketSide,
    backfill: BackfillSide,
): readonly Request[] {
    return [...markRequests(roleArn, source), ...reportRequests(roleArn, backfill)];
}

/** What a job asks of the source. */
export function markRequests(roleArn: string, source: BucketSide): readonly Request[] {
    const request = requestsTo(roleArn, source);
    return [
        ...listing.map((action) => request(action, source.bucketArn)),
        ...ofObjects(source, (object) => [request(objectMark, object)]),
    ];
}

/** What a job asks of the bucket of its lists and reports, and of their key. */
export function reportRequests(roleArn: string, backfill: BackfillSide): readonly Request[] {
    const request = requestsTo(roleArn, backfill);
    const under = (prefix: string) => `${prefix}job/object`;
    const { bucketArn, prefix, key } = backfill;
    const manifest = under(manifestPrefix(prefix));
    const retry = under(retryPrefix(prefix));
    const report = under(reportPrefix(prefix));
    return [
        ...[manifest, retry].flatMap((list) =>
            manifestReads.map((action) => request(action, `${bucketArn}/${list}`)),
        ),
        ...[manifest, report].map((written) => request(reportWrite, `${bucketArn}/${written}`)),
        ...(key ? keyRequests(roleArn, key, [manifest], manifestKeyUse) : []),
    ];
}

/** How S3 Batch Operations becomes the role. */
export function backfillAssumption(roleArn: string): Request {
    return roleAssumption(roleArn, undefined, "batchoperations.s3.amazonaws.com");
}
