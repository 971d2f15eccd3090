import { argumentError, type ArgumentPlace } from "../validation/error";
import type { CheckedRule } from "./schema";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html: 2 MB. */
const maximumConfigurationBytes = 2 * 1024 * 1024;

/** The most bytes of XML around the texts, with the longest ARNs: around all rules, around one, and for its options. */
const frameBytes = 1_000;
const ruleBytes = 700;
const keyBytes = 300;
const timeControlBytes = 200;
const tagBytes = "<Tag><Key></Key><Value></Value></Tag>".length;

/** The most bytes that the rules take in the XML that S3 is sent. */
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

/** The bytes of a text in UTF-8. Each character that XML has to escape counts as `&#x2028;`, the longest escape. */
function escapedBytes(text: string): number {
    return Buffer.byteLength(text.replace(/[&<>"'\p{Cc}\p{Zl}\p{Zp}]/gu, "&#x2028;"));
}

/** Refuses rules that are too long together, where none is too long by itself. */
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
