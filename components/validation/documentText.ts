import { argumentError, type ArgumentPlace } from "./error";

/**
 * How long AWS lets each kind of document be, in bytes. IAM does not count white space, and there is none in ours.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit
 */
const documentLimits = {
    "bucket policy": 20 * 1024,
    "inline policy of the role": 10_240,
    "key policy": 32 * 1024,
} as const;

/** A document as AWS takes it, as text. One that is too long is an error here, and not half-way through an update. */
export function documentText(
    place: ArgumentPlace,
    kind: keyof typeof documentLimits,
    document: object,
    advice: string,
): string {
    const text = JSON.stringify(document);
    const bytes = Buffer.byteLength(text);
    if (bytes > documentLimits[kind]) {
        throw argumentError(
            { ...place, argument: `the ${kind} that ${place.argument} makes` },
            bytes,
            `up to ${documentLimits[kind]} bytes`,
            advice,
        );
    }
    return text;
}
