import { OperationError } from "../../operationError";
import type { Trial } from "../trial";
import type { Tell } from "../waiting";

/** A second version of an object arrives in front of the first, which can still be read. */
export async function overwrite(trial: Trial, tell?: Tell): Promise<string> {
    const { plain, overwritten } = trial.probes;
    await trial.write(overwritten);
    await trial.replicated(overwritten, tell);
    const versions = await trial.atDestination(overwritten);
    const [latest, old, ...more] = [...versions].sort(
        (one, other) => Number(other.isLatest) - Number(one.isLatest),
    );
    if (latest === undefined || old === undefined || more.length > 0) {
        throw new OperationError(`the destination has ${versions.length} versions of the object, expected 2`);
    }
    await trial.checkReplica(latest, overwritten.content);
    await trial.checkReplica(old, plain.content);
    return `2 versions; the latest is the new one, the old one (${old.versionId}) is unchanged`;
}
