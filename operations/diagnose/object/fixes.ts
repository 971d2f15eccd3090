import type { Tag } from "@aws-sdk/client-s3";
import { aws, json, quoted } from "../commands";
import type { Facts } from "../facts";
import type { ListedEntry, VersionHead } from "./answers";
import { archives, type Tags } from "./selection";

/** The most that one copy takes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const largestCopy = 5 * 1024 ** 3;

/**
 * Copies an object onto itself: the copy is a new version, which S3 replicates anew. With a storage class, be it the same, S3
 * takes a copy onto itself for a change.
 */
export function copyOntoItself(
    facts: Facts,
    { key, versionId, size }: ListedEntry,
    head: VersionHead,
    tags?: Readonly<Record<string, string>>,
): string {
    const { name } = facts.source.bucket;
    const storageClass = archives.has(head.storageClass) ? "STANDARD" : head.storageClass;
    const kms = head.encryption?.startsWith("aws:kms") && head.keyArn !== undefined;
    if (size > largestCopy) {
        const itself = quoted(`s3://${name}/${key}`);
        const encryption = kms ? ` --sse ${head.encryption} --sse-kms-key-id ${quoted(head.keyArn)}` : "";
        // It copies in parts, and takes tags with it.
        return aws(facts, "source", `s3 cp ${itself} ${itself} --storage-class ${storageClass}${encryption}`);
    }
    const encryption = kms
        ? ` --server-side-encryption ${head.encryption} --ssekms-key-id ${quoted(head.keyArn)}`
        : "";
    const tagging =
        tags === undefined ? "" : ` --tagging-directive REPLACE --tagging ${quoted(asQuery(tags))}`;
    const from = quoted(`${name}/${key}?versionId=${versionId}`);
    return aws(
        facts,
        "source",
        `s3api copy-object --bucket ${name} --key ${quoted(key)} --copy-source ${from} ` +
            `--storage-class ${storageClass}${encryption}${tagging}`,
    );
}

/** Takes an object out of an archive for a day. */
export function restoreFromArchive(facts: Facts, { key, versionId }: ListedEntry, head: VersionHead): string {
    // Objects that S3 Intelligent-Tiering has archived come back for good.
    const request = head.archived ? {} : { Days: 1 };
    return aws(
        facts,
        "source",
        `s3api restore-object --bucket ${facts.source.bucket.name} --key ${quoted(key)} ` +
            `--version-id ${quoted(versionId)} --restore-request ${json(request)}`,
    );
}

/** Takes a delete marker away from the destination, so that the version below it is read again. */
export function removeMarker(facts: Facts, key: string, versionId: string): string {
    const bucket = facts.destinations[0]?.bucket.name ?? "";
    return aws(
        facts,
        "destination",
        `s3api delete-object --bucket ${bucket} --key ${quoted(key)} --version-id ${quoted(versionId)}`,
    );
}

/** The tags of an object, and those that a rule needs. */
export function withTags(tags: Tags, needed: readonly Tag[]): Readonly<Record<string, string>> {
    return { ...tags, ...Object.fromEntries(needed.map(({ Key = "", Value = "" }) => [Key, Value])) };
}

function asQuery(tags: Readonly<Record<string, string>>): string {
    return Object.entries(tags)
        .map((tag) => tag.map(encodeURIComponent).join("="))
        .join("&");
}
