import { argumentError, type ArgumentPlace } from "../validation/error";
import type { CheckedRule } from "./schema";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html: 2 MB. */
const maximumConfigurationBytes = 2 * 1024 * 1024;

/** No more than these are the elements around the texts, with the longest ARNs: around all rules, one, and its options. */
const frameBytes = 1_000;
const ruleBytes = 700;
const keyBytes = 300;
const timeControlBytes = 200;
const tagBytes = "<Tag><Key></Key><Value></Value></Tag>".length;

/** How long the rules are in the XML that S3 is sent, at most. */
export function configurationBytes(rules: readonly CheckedRule[]): number {
    return rules.reduce(
        (sum, { id, prefix, tags, kmsEncryptedObjects, replicationTimeControl }) =>
            sum +
            ruleBytes +
            (kmsEncryptedObjects ? keyBytes : 0) +
            (replicationTimeControl ? timeControlBytes : 0) +
            escapedBytes(id) +
            escapedBytes(prefix) +
            Object.entries(tags).reduce(
                (bytes, [key, value]) => bytes + tagBytes + escapedBytes(key) + escapedBytes(value),
                0,
            ),
        frameBytes,
    );
}

/** In UTF-8, with each character that XML has to write in another way as `&#x2028;`, the longest of them. */
function escapedBytes(text: string): number {
    return Buffer.byteLength(text.replace(/[&<>"'\p{Cc}\p{Zl}\p{Zp}]/gu, "&#x2028;"));
}

/** Refuses rules that are too long together, each of them being none too long. */
export function checkConfigurationSize(
    place: ArgumentPlace,
    rules: readonly CheckedRule[],
): readonly CheckedRule[] {
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
