import { argumentError, type ArgumentPlace } from "./arguments";
import type { ReplicationRule } from "./replicationRules";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html: 2 MB. */
const maximumConfigurationBytes = 2 * 1024 * 1024;

/** No more than this are the elements of one rule around its texts, with the longest ARNs. */
const ruleBytes = 1_300;
const tagBytes = "<Tag><Key></Key><Value></Value></Tag>".length;

/** How long the rules are in the XML that S3 is sent, at most. */
export function configurationBytes(rules: readonly ReplicationRule[]): number {
    return rules.reduce(
        (sum, { id, prefix, tags }) =>
            sum +
            ruleBytes +
            escapedBytes(id) +
            escapedBytes(prefix) +
            Object.entries(tags).reduce(
                (bytes, [key, value]) => bytes + tagBytes + escapedBytes(key) + escapedBytes(value),
                0,
            ),
        0,
    );
}

/** In UTF-8, with each character that XML has to write in another way as `&quot;`, the longest of them. */
function escapedBytes(text: string): number {
    return Buffer.byteLength(text.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, "&quot;$&"));
}

/** Refuses rules that are too long together, each of them being none too long. */
export function checkConfigurationSize(
    place: ArgumentPlace,
    rules: readonly ReplicationRule[],
): readonly ReplicationRule[] {
    const bytes = configurationBytes(rules);
    if (bytes > maximumConfigurationBytes) {
        throw argumentError(
            { ...place, argument: `the replication configuration that ${place.argument} makes` },
            bytes,
            `up to ${maximumConfigurationBytes} bytes`,
            "Shorten ids, prefixes and tags, or have fewer rules.",
        );
    }
    return rules;
}
