import type { Facts } from "../facts";
import type { ListedEntry, VersionHead } from "./answers";
import { copyOntoItself } from "./fixes";
import type { Explanation } from "./objectFacts";

/** How a version is replicated whose copy would cover what is newer. */
export const byBatch =
    "It is not the newest version, so that a copy would cover what is newer: replicate it with S3 Batch Replication.";

/** What is wrong with an object that has to be replicated anew, and how that is done. */
export function replicateAgain(
    facts: Facts,
    entry: ListedEntry,
    head: VersionHead,
    message: string,
): Explanation {
    if (!entry.isLatest) {
        return { message: `${message} ${byBatch}`, fix: "" };
    }
    return {
        message:
            `${message} Its copy onto itself is a new version, which S3 replicates; for many objects there is S3 Batch ` +
            "Replication.",
        fix: copyOntoItself(facts, entry, head),
    };
}
