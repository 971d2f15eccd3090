import { each, type Equivalents } from "./equivalent";

const source = "arn:aws:s3:::sre-bucket-source";
const bucket = "arn:aws:s3:::sre-bucket-source-backfill";
const tls = "backfillBucket DenyInsecureTransport";

/** Those of what is made for jobs. */
export const backfillEquivalents: readonly Equivalents[] = [
    {
        because:
            "The actions of a job's role do not exist on what is added: they are on objects only, or on buckets only.",
        mutants: [
            `backfillPermissions InitiateReplication: resource ${source} added`,
            `backfillPermissions ListWhatIsReplicated: resource ${source}/* added`,
        ],
    },
    {
        because:
            "S3 asks the policy of the bucket of reports about that bucket and its objects only, by S3's actions, over TLS or not.",
        mutants: [
            ...each(
                tls,
                [bucket, `${bucket}/*`].flatMap((resource) => [
                    `resource ${resource} -> ${bucket}*`,
                    `resource ${resource} -> *`,
                ]),
            ),
            `${tls}: action s3:* -> *`,
            `${tls}: condition aws:SecureTransport: passes where the key is absent`,
        ],
    },
    {
        because:
            "Nobody but the source account is let into the bucket of reports, so that there is nobody else to refuse.",
        mutants: [`${tls}: principal -> AWS,arn:aws:iam::111111111111:root`],
    },
];
