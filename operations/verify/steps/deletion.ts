import { OperationError } from "../../operationError";
import type { ListedVersion } from "../bucket";
import type { Trial } from "../trial";
import { waitFor, type Tell } from "../waiting";
import { checkVersions, versionsOf, type Pair } from "./versions";

/** An object is deleted at the source, without naming a version; the rule says what the destination is to make of it. */
export async function deletion(trial: Trial, tell?: Tell): Promise<string> {
    const { plain } = trial.probes;
    const before = await checkVersions(trial, plain, tell);
    await trial.context.source.remove(trial.keyOf(plain));
    return trial.context.rule.deleteMarkers
        ? markerArrives(trial, before, tell)
        : objectStays(trial, before, tell);
}

async function markerArrives(trial: Trial, before: readonly Pair[], tell?: Tell): Promise<string> {
    const { plain } = trial.probes;
    // S3 reports no replication status of a delete marker; the destination is all there is to look at.
    await waitFor(
        "the delete marker at the destination",
        trial.context,
        async () => {
            const versions = await trial.listed("destination", plain);
            if (isDeleted(versions)) {
                return { found: undefined };
            }
            // A write that was long on its way may have come after the deletion, on both sides.
            const arrived = versions.some(({ isDeleteMarker }) => isDeleteMarker);
            return arrived && !isDeleted(await trial.listed("source", plain))
                ? { found: undefined }
                : { yet: "the object is still the latest version" };
        },
        tell,
    );
    await unchanged(trial, before, { behindMarker: true });
    const { length } = before;
    return `delete marker; ${length} older version${length === 1 ? " is" : "s are"} still there, unchanged`;
}

function isDeleted(versions: readonly ListedVersion[]): boolean {
    return versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
}

/** That nothing arrives can only be seen by something later that does. */
async function objectStays(trial: Trial, before: readonly Pair[], tell?: Tell): Promise<string> {
    const { plain, afterDeletion } = trial.probes;
    await trial.write(afterDeletion);
    await trial.replicated(afterDeletion, tell);
    if ((await trial.listed("destination", plain)).some(({ isDeleteMarker }) => isDeleteMarker)) {
        throw new OperationError("the destination has a delete marker, which the rule does not replicate");
    }
    await unchanged(trial, before);
    return "no delete marker, after a later object has arrived; the object is still there, unchanged";
}

/** A deletion leaves the older versions as they are. */
async function unchanged(
    trial: Trial,
    before: readonly Pair[],
    options?: { readonly behindMarker: boolean },
): Promise<void> {
    const after = await versionsOf(trial, "destination", trial.probes.plain);
    for (const { replica, content } of before) {
        if (!after.some(({ versionId }) => versionId === replica.versionId)) {
            throw new OperationError(`the older version ${replica.versionId} is gone at the destination`);
        }
        await trial.checkReplica(replica, content, options);
    }
}
