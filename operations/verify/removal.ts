import { messageOf, OperationError } from "../operationError";
import type { Bucket } from "./bucket";
import type { Context } from "./connect";

/**
 * Removes what a run has written: all versions and markers under its own prefix, on both sides, each with that side's own
 * credentials, and nothing else. Tries both, whatever becomes of the first. Returns what it did.
 */
export async function removeProbes({
    source,
    destination,
    prefix,
}: Pick<Context, "source" | "destination" | "prefix">): Promise<string> {
    const underWay = await countUnderWay(source, prefix);
    const sides = [
        { bucket: source, outcome: await settled(purgeUnder(source, prefix)) },
        { bucket: destination, outcome: await settled(purgeUnder(destination, prefix)) },
    ];
    const told = sides.map(({ bucket, outcome }) => `${bucket.side}: ${outcome.told}`).join("; ");
    if (sides.some(({ outcome }) => outcome.failed)) {
        throw new OperationError(`${told}. Remove by hand what is left under ${prefix}`);
    }
    return underWay === 0
        ? told
        : `${told}. ${underWay} were still on their way: look once more under ${prefix} in ${destination.name}`;
}

async function purgeUnder(bucket: Bucket, prefix: string): Promise<string> {
    const own = (await bucket.versions(prefix)).filter(({ key }) => key.startsWith(prefix));
    await bucket.purge(own);
    const left = await bucket.versions(prefix);
    if (left.length > 0) {
        throw new OperationError(`${left.length} of ${own.length} versions are still there`);
    }
    return `${own.length} versions and markers removed`;
}

/** The versions that may still arrive at the destination once it has been tidied. */
async function countUnderWay(source: Bucket, prefix: string): Promise<number> {
    const outcome = await Promise.allSettled(
        (await source.versions(prefix).catch(() => []))
            .filter(({ isDeleteMarker }) => !isDeleteMarker)
            .map(({ key, versionId }) => source.replicationStatus(key, versionId)),
    );
    return outcome.filter((status) => status.status === "fulfilled" && status.value === "PENDING").length;
}

async function settled(work: Promise<string>): Promise<{ readonly told: string; readonly failed: boolean }> {
    return work.then(
        (told) => ({ told, failed: false }),
        (error: unknown) => ({ told: messageOf(error), failed: true }),
    );
}
