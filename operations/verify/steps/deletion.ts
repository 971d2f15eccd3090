import { OperationError } from "../../operationError";
import type { ListedVersion } from "../bucket";
import type { Trial } from "../trial";
import { waitFor, type Tell } from "../waiting";

/** An object is deleted at the source, without naming a version; the rule says what the destination is to make of it. */
export async function deletion(trial: Trial, tell?: Tell): Promise<string> {
    const { plain } = trial.probes;
    const before = await trial.atDestination(plain);
    await trial.context.source.remove(trial.keyOf(plain));
    return trial.context.rule.deleteMarkers
        ? markerArrives(trial, before, tell)
        : objectStays(trial, before, tell);
}

async function markerArrives(trial: Trial, before: readonly ListedVersion[], tell?: Tell): Promise<string> {
    const { plain } = trial.probes;
    // S3 reports no replication status of a delete marker; the destination is all there is to look at.
    const after = await waitFor<readonly ListedVersion[]>(
        "the delete marker at the destination",
        trial.context,
        async () => {
            const versions = await trial.atDestination(plain);
            const arrived = versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
            return arrived ? { found: versions } : { yet: "the object is still the latest version" };
        },
        tell,
    );
    await stillReadable(trial, before, after);
    return `delete marker; ${before.length} older version${before.length === 1 ? " is" : "s are"} still there`;
}

/** That nothing arrives can only be seen by something later that does. */
async function objectStays(trial: Trial, before: readonly ListedVersion[], tell?: Tell): Promise<string> {
    const { plain, afterDeletion } = trial.probes;
    await trial.write(afterDeletion);
    await trial.replicated(afterDeletion, tell);
    const after = await trial.atDestination(plain);
    if (after.some(({ isDeleteMarker }) => isDeleteMarker)) {
        throw new OperationError("the destination has a delete marker, which the rule does not replicate");
    }
    await stillReadable(trial, before, after);
    return "no delete marker, after a later object has arrived; the object is still there";
}

async function stillReadable(
    trial: Trial,
    before: readonly ListedVersion[],
    after: readonly ListedVersion[],
): Promise<void> {
    for (const { key, versionId } of before) {
        if (!after.some((version) => version.versionId === versionId)) {
            throw new OperationError(`the older version ${versionId} is gone at the destination`);
        }
        await trial.context.destination.read(key, versionId);
    }
}
