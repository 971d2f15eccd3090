import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, OperationError } from "../operationError";
import type { Bucket } from "./bucket";
import type { Context } from "./connect";
import { bound, within } from "../aws/time";

/** How long the removal may take on each side; the user's timeout is for what is proven. */
const secondsPerSide = 30;

/** How long what is on its way is asked for. */
const secondsForStatus = 10;

/** How long a write is still looked for whose answer never came. */
const secondsForLateWrites = 3;

/** How often something may be found again, as what arrived meanwhile. */
const looksAtOnce = 3;

/**
 * Removes what a run has written: all versions, markers and open uploads under its own prefix, on both sides, each with that
 * side's own credentials, and nothing else. Tries both, whatever becomes of the first, also after an interruption. Returns
 * what it did.
 */
export async function removeProbes(
    { source, destination, prefix }: Pick<Context, "source" | "destination" | "prefix">,
    lateWrites = secondsForLateWrites,
): Promise<string> {
    const underWay = await within(secondsForStatus, "status", () => countUnderWay(source, prefix)).catch(
        () => 0,
    );
    const sides = [
        { bucket: source, outcome: await settled(source, prefix, lateWrites) },
        { bucket: destination, outcome: await settled(destination, prefix, lateWrites) },
    ];
    const told = sides.map(({ bucket, outcome }) => `${bucket.side}: ${outcome.told}`).join("; ");
    if (sides.some(({ outcome }) => outcome.failed)) {
        throw new OperationError(`${told}. Remove by hand what is left under ${prefix}`);
    }
    const late = [
        { count: underWay, what: "objects were still on their way", bucket: destination },
        { count: source.unansweredWrites, what: "writes had no answer", bucket: source },
    ];
    return [
        told,
        ...late
            .filter(({ count }) => count > 0)
            .map(
                ({ count, what, bucket }) =>
                    `${count} ${what}: look once more under ${prefix} in ${bucket.name}`,
            ),
    ].join(". ");
}

async function purgeUnder(bucket: Bucket, prefix: string, lateWrites: number): Promise<string> {
    let versions = await purgeVersions(bucket, prefix);
    let uploads = bucket.side === "source" ? await bucket.abortUploads(prefix) : 0;
    if (bucket.unansweredWrites > 0) {
        // S3 may do only now what it was asked for then.
        await sleep(lateWrites * 1000, undefined, { signal: bound() });
        uploads += await bucket.abortUploads(prefix);
        versions += await purgeVersions(bucket, prefix);
    }
    return `${versions} versions and markers removed${uploads === 0 ? "" : `, ${uploads} uploads ended`}`;
}

async function purgeVersions(bucket: Bucket, prefix: string): Promise<number> {
    let purged = 0;
    for (let looks = 1; ; looks++) {
        const found = (await bucket.versions(prefix)).filter(({ key }) => key.startsWith(prefix));
        if (found.length === 0) {
            return purged;
        }
        if (looks > looksAtOnce) {
            throw new OperationError(`${found.length} versions and markers are still there`);
        }
        await bucket.purge(found);
        purged += found.length;
    }
}

/** The versions that may still arrive at the destination once it has been tidied. */
async function countUnderWay(source: Bucket, prefix: string): Promise<number> {
    const states = await Promise.allSettled(
        (await source.versions(prefix))
            .filter(({ isDeleteMarker }) => !isDeleteMarker)
            .map(({ key, versionId }) => source.state(key, versionId)),
    );
    return states.filter(
        (state) => state.status === "fulfilled" && state.value.replicationStatus === "PENDING",
    ).length;
}

async function settled(
    bucket: Bucket,
    prefix: string,
    lateWrites: number,
): Promise<{ readonly told: string; readonly failed: boolean }> {
    return within(secondsPerSide, `the removal in ${bucket.name}`, () =>
        purgeUnder(bucket, prefix, lateWrites),
    ).then(
        (told) => ({ told, failed: false }),
        (error: unknown) => ({ told: messageOf(error), failed: true }),
    );
}
