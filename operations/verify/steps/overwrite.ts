import { OperationError } from "../../operationError";
import type { Trial } from "../trial";
import type { Tell } from "../waiting";
import { checkVersions } from "./versions";

/** A second version of an object arrives in front of the first, which can still be read. */
export async function overwrite(trial: Trial, tell?: Tell): Promise<string> {
    const { overwritten } = trial.probes;
    await trial.write(overwritten);
    await trial.replicated(overwritten, tell);
    const pairs = await checkVersions(trial, overwritten, tell);
    const [latest] = pairs;
    if (latest === undefined || pairs.length < 2) {
        throw new OperationError(`the source itself has ${pairs.length} of the object's 2 versions`);
    }
    if (latest.original.isLatest && !latest.replica.isLatest) {
        throw new OperationError(
            `the latest version at the source is not the latest at the destination, ${latest.replica.versionId}`,
        );
    }
    return `${pairs.length} versions, as at the source; the latest is the same, and so are the older ones`;
}
