import { createHash } from "node:crypto";
import { visible } from "../../visible";

/** The replication status of versions that a job can be of, in the words of S3's manifest generator. */
export const statuses = ["NONE", "FAILED", "COMPLETED", "REPLICA"] as const;
export type Status = (typeof statuses)[number];

/** Versions that are to be replicated: found by S3, or exactly those that failed in a job. */
export type Selection = FilterSelection | { readonly retryOf: string };

/** What S3 finds versions by. A prefix of "" is that of every key. */
export interface FilterSelection {
    readonly statuses: readonly Status[];
    readonly prefix: string;
    readonly createdAfter?: Date;
    readonly createdBefore?: Date;
}

/** The selection in a line, as people read it. */
export function inWords(selection: Selection): string {
    if ("retryOf" in selection) {
        return `versions that failed in job ${selection.retryOf}`;
    }
    const { prefix, createdAfter, createdBefore } = selection;
    return [
        `versions with the replication status ${selection.statuses.join(" or ")}`,
        ...(prefix === "" ? [] : [`under ${visible(JSON.stringify(prefix))}`]),
        ...(createdAfter ? [`created after ${createdAfter.toISOString()}`] : []),
        ...(createdBefore ? [`created before ${createdBefore.toISOString()}`] : []),
    ].join(", ");
}

/** What stands for a selection of a bucket, and is another for every other. */
export function idOf(bucket: string, selection: Selection): string {
    const parts =
        "retryOf" in selection
            ? ["retry", selection.retryOf]
            : [
                  "filter",
                  selection.statuses.toSorted(),
                  selection.prefix,
                  selection.createdAfter?.toISOString() ?? "",
                  selection.createdBefore?.toISOString() ?? "",
              ];
    return createHash("sha256")
        .update(JSON.stringify([bucket, ...parts]))
        .digest("hex")
        .slice(0, 16);
}

/**
 * The text that S3 keeps with a job and lists: a token itself it does not tell. 256 characters at most.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export function descriptionOf(bucket: string, selection: Selection): string {
    const [begin, end] = [beginOf(bucket), endOf(bucket, selection)];
    const room = 256 - begin.length - end.length;
    // Half a character would be no text any more.
    const words = inWords(selection).replaceAll(/[^ -~]/gu, "?");
    return `${begin}${words.length <= room ? words : `${words.slice(0, room - 3)}...`}${end}`;
}

const beginOf = (bucket: string) => `Backfill of ${bucket}: `;
const endOf = (bucket: string, selection: Selection) => ` [${idOf(bucket, selection)}]`;

/** The bucket that a job is of by its description; undefined of a job that was made otherwise. */
export function bucketIn(description: string | undefined): string | undefined {
    return /^Backfill of ([^ :]+): .* \[[0-9a-f]{16}\]$/.exec(description ?? "")?.[1];
}

/** Whether a job's description says that it was made for this bucket, and for this selection of it. */
export function relationOf(
    description: string | undefined,
    bucket: string,
    selection: Selection,
): "same" | "other" | "foreign" {
    if (description?.startsWith(beginOf(bucket)) !== true) {
        return "foreign";
    }
    return description.endsWith(endOf(bucket, selection)) ? "same" : "other";
}

/**
 * What makes two requests one job, however often they are sent: the same selection, and the same job of it that ended last.
 * 64 characters.
 */
export function tokenOf(bucket: string, selection: Selection, lastEnded = ""): string {
    return createHash("sha256")
        .update(JSON.stringify([idOf(bucket, selection), lastEnded]))
        .digest("hex");
}
