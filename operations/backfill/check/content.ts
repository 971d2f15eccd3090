import { createHash } from "node:crypto";
import { AwsCallError } from "../../aws/awsCallError";
import { inWords } from "../../verify/comparison";
import type { StoredVersion } from "./storedVersion";

/** What is not larger is read whole. */
const wholeBytes = 4 * 1024 * 1024;

/** How much is read of each end of what is larger. */
const endBytes = 1024 * 1024;

/** The content of an original and of its replica, in words that are equal for equal content. */
export interface Contents {
    readonly original: string;
    readonly replica: string;
    /** What was not compared; absent where all was. */
    readonly note?: string;
}

/** Compares contents, and reads no more of them than a little, however large they are. */
export async function contentsOf(original: StoredVersion, replica: StoredVersion): Promise<Contents> {
    const { size } = original;
    if (size !== replica.size) {
        return { original: `${size} bytes`, replica: `${replica.size} bytes` };
    }
    const read = size <= wholeBytes ? undefined : byMarks(original, replica);
    try {
        return read ?? (await byBytes(original, replica, size));
    } catch (error) {
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
        if (!(error instanceof AwsCallError && error.code === "InvalidObjectState")) {
            throw error;
        }
        const words = `${size} bytes`;
        return (
            byMarks(original, replica) ?? {
                original: words,
                replica: words,
                note: "its content was not compared, since one of the two is archived; the sizes are equal",
            }
        );
    }
}

/** By what S3 keeps with both; undefined where that says nothing of their contents. */
function byMarks(original: StoredVersion, replica: StoredVersion): Contents | undefined {
    for (const [algorithm, value] of original.checksums) {
        const its = replica.checksums.get(algorithm);
        if (its !== undefined) {
            const words = `${original.size} bytes, ${algorithm}`;
            return { original: `${words} ${value}`, replica: `${words} ${its}` };
        }
    }
    // Equal ETags are of equal content, and others may be too: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    const haveHashes = [original, replica].every(({ encryption = "AES256" }) => encryption === "AES256");
    const { etag } = original;
    return haveHashes && etag !== undefined && etag === replica.etag
        ? { original: `ETag ${etag}`, replica: `ETag ${etag}` }
        : undefined;
}

async function byBytes(original: StoredVersion, replica: StoredVersion, size: number): Promise<Contents> {
    if (size === 0) {
        return { original: "0 bytes", replica: "0 bytes" };
    }
    if (size <= wholeBytes) {
        const [its, theReplicas] = await Promise.all(
            [original, replica].map(async (version) => inWords(await version.bytes(0, size))),
        );
        return { original: its ?? "", replica: theReplicas ?? "" };
    }
    const [its, theReplicas] = await Promise.all([ends(original, size), ends(replica, size)]);
    return {
        original: its,
        replica: theReplicas,
        note: `of its ${size} bytes the first and the last MiB were compared`,
    };
}

async function ends(version: StoredVersion, size: number): Promise<string> {
    const hash = createHash("sha256");
    for (const from of [0, size - endBytes]) {
        hash.update(await version.bytes(from, endBytes));
    }
    return `${size} bytes, SHA-256 of their first and last MiB ${hash.digest("hex")}`;
}
