import type { ListedEntry } from "../../diagnose/object/answers";
import type { BucketReader } from "../../diagnose/object/bucketReader";
import { archives } from "../../diagnose/object/selection";
import { sideBySide } from "../../diagnose/sample/sideBySide";
import type { FilterSelection, Status } from "./selection";

/** What there is under a selection, whatever its replication status, which no listing tells. */
export interface Count {
    readonly versions: number;
    readonly bytes: number;
    readonly deleteMarkers: number;
    /** Versions of the classes that S3 does not replicate; they are not among `versions`. */
    readonly archived: number;
    /** Whether all was listed; where not, there is more than was counted. */
    readonly complete: boolean;
    /** Of some versions, taken at random, what their replication status is. */
    readonly sample: StatusSample;
}

interface StatusSample {
    readonly looked: number;
    /** How many of them have a status that is asked for. */
    readonly wanted: number;
    readonly byStatus: Readonly<Record<string, number>>;
}

/** How much is looked at, at most. */
export interface Limits {
    readonly entries: number;
    readonly milliseconds: number;
    /** How many versions are asked for their status. */
    readonly sample: number;
}

/** A thousand requests or so: a bucket of billions is not listed for hours. */
const limits: Limits = { entries: 1_000_000, milliseconds: 120_000, sample: 100 };

/** How many versions are asked about at the same time. */
const width = 16;

/** Counts what a selection may be of, page by page, and looks at the status of a few. Nothing is kept but those few. */
export async function count(
    source: BucketReader,
    selection: FilterSelection,
    tell: (counted: string) => void = () => undefined,
    { entries, milliseconds, sample }: Limits = limits,
    random: () => number = Math.random,
): Promise<Count> {
    const started = performance.now();
    const kept: ListedEntry[] = [];
    const sum = { versions: 0, bytes: 0, deleteMarkers: 0, archived: 0 };
    let listed = 0;
    let complete = true;
    for await (const page of source.pages(selection.prefix)) {
        if (listed >= entries || performance.now() - started >= milliseconds) {
            complete = false;
            break;
        }
        listed += page.length;
        for (const entry of page.filter((each) => isCreatedWithin(each, selection))) {
            if (entry.isDeleteMarker) {
                sum.deleteMarkers += 1;
            } else if (archives.has(entry.storageClass ?? "")) {
                sum.archived += 1;
            } else {
                sum.versions += 1;
                sum.bytes += entry.size;
                // Each of so many has the same chance to be kept: reservoir sampling.
                const place = kept.length < sample ? kept.length : Math.floor(random() * sum.versions);
                if (place < sample) {
                    kept[place] = entry;
                }
            }
        }
        tell(`${listed} versions and delete markers listed`);
    }
    return { ...sum, complete, sample: await statusOf(source, kept, selection.statuses) };
}

function isCreatedWithin(
    { modified }: ListedEntry,
    { createdAfter, createdBefore }: FilterSelection,
): boolean {
    return (
        (createdAfter === undefined || modified >= createdAfter) &&
        (createdBefore === undefined || modified <= createdBefore)
    );
}

async function statusOf(
    source: BucketReader,
    entries: readonly ListedEntry[],
    wanted: readonly Status[],
): Promise<StatusSample> {
    const byStatus: Record<string, number> = {};
    await sideBySide(entries.values(), width, async ({ key, versionId }) => {
        const head = await source.head(key, versionId);
        const status =
            head.kind !== "version"
                ? head.kind
                : head.status === "none"
                  ? ("NONE" satisfies Status)
                  : head.status;
        byStatus[status] = (byStatus[status] ?? 0) + 1;
    });
    const looked = Object.values(byStatus).reduce((sum, one) => sum + one, 0);
    return { looked, wanted: wanted.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0), byStatus };
}

/** Whether it is certain that there is nothing to replicate: all was listed, and all of it was looked at. */
export function isNothing({ versions, deleteMarkers, complete, sample }: Count): boolean {
    const allLooked = sample.looked === versions && sample.wanted === 0;
    const unclear = (sample.byStatus["customer key"] ?? 0) > 0;
    return complete && deleteMarkers === 0 && allLooked && !unclear;
}
