import type {
    CreateJobCommandInput,
    GeneratedManifestEncryption,
    JobManifest,
    JobManifestGenerator,
} from "@aws-sdk/client-s3-control";
import { manifestPrefix, reportPrefix } from "../../../components/policies/backfillPaths";
import { requestedPrefix } from "../report/location";
import type { BatchPlace } from "../plan/batchPlace";
import { descriptionOf, tokenOf, type FilterSelection, type Selection } from "../plan/selection";

/** What a job is made of. */
export interface JobRequest {
    readonly bucket: { readonly name: string; readonly arn: string; readonly accountId: string };
    readonly place: BatchPlace;
    readonly selection: Selection;
    readonly priority: number;
    /** The list of a retry, as it lies there. */
    readonly list?: { readonly objectArn: string; readonly etag: string };
}

/**
 * The request for a job that S3 begins at once.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export function requestOf(
    { bucket, place, selection, priority, list }: JobRequest,
    lastEnded: string | undefined,
): Omit<CreateJobCommandInput, "AccountId"> {
    return {
        Operation: { S3ReplicateObject: {} },
        ConfirmationRequired: false,
        ...("retryOf" in selection
            ? { Manifest: manifestOf(list) }
            : { ManifestGenerator: generatorOf(bucket, place, selection) }),
        Report: {
            Enabled: true,
            Bucket: place.bucketArn,
            ExpectedBucketOwner: bucket.accountId,
            Prefix: requestedPrefix(reportPrefix(place.prefix)),
            Format: "Report_CSV_20180820",
            ReportScope: "AllTasks",
        },
        RoleArn: place.roleArn,
        Priority: priority,
        Description: descriptionOf(bucket.name, selection),
        ClientRequestToken: tokenOf(bucket.name, selection, lastEnded),
    };
}

function generatorOf(
    bucket: JobRequest["bucket"],
    place: BatchPlace,
    { statuses, prefix, createdAfter, createdBefore }: FilterSelection,
): JobManifestGenerator {
    return {
        S3JobManifestGenerator: {
            SourceBucket: bucket.arn,
            ExpectedBucketOwner: bucket.accountId,
            EnableManifestOutput: true,
            ManifestOutputLocation: {
                Bucket: place.bucketArn,
                ExpectedManifestBucketOwner: bucket.accountId,
                ManifestPrefix: requestedPrefix(manifestPrefix(place.prefix)),
                ManifestEncryption: encryptionBy(place.kmsKeyArn),
                ManifestFormat: "S3InventoryReport_CSV_20211130",
            },
            Filter: {
                EligibleForReplication: true,
                ObjectReplicationStatuses: [...statuses],
                ...(createdAfter && { CreatedAfter: createdAfter }),
                ...(createdBefore && { CreatedBefore: createdBefore }),
                ...(prefix !== "" && { KeyNameConstraint: { MatchAnyPrefix: [prefix] } }),
            },
        },
    };
}

function encryptionBy(keyArn: string | undefined): GeneratedManifestEncryption {
    return keyArn === undefined ? { SSES3: {} } : { SSEKMS: { KeyId: keyArn } };
}

function manifestOf(list: JobRequest["list"]): JobManifest {
    if (list === undefined) {
        throw new Error("The list of a retry was not written.");
    }
    return {
        Spec: { Format: "S3BatchOperations_CSV_20180820", Fields: ["Bucket", "Key", "VersionId"] },
        Location: { ObjectArn: list.objectArn, ETag: list.etag },
    };
}
