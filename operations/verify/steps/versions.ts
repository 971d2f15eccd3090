import { OperationError } from "../../operationError";
import type { ListedVersion, StoredContent } from "../bucket";
import type { Probe } from "../probes";
import type { Side } from "../../aws/side";
import type { Trial } from "../trial";
import { waitUntilReplicated, type Tell } from "../waiting";

/** A version at the source, what it is made of, and its replica. */
export interface Pair {
    readonly original: ListedVersion;
    readonly content: StoredContent;
    readonly replica: ListedVersion;
}

/**
 * Waits for every version that the source has of an object, and checks its replica. How many there are is not known before:
 * a write whose answer was lost is made again, and is there twice then. Returns the pairs, the newest first.
 */
export async function checkVersions(trial: Trial, probe: Probe, tell?: Tell): Promise<readonly Pair[]> {
    const { source } = trial.context;
    const originals = await versionsOf(trial, "source", probe);
    for (const { key, versionId } of originals) {
        await waitUntilReplicated(trial.context, key, versionId, tell);
    }
    const replicas = await versionsOf(trial, "destination", probe);
    if ((await versionsOf(trial, "source", probe)).length !== originals.length) {
        // One more was written meanwhile, by a request that was long on its way.
        return checkVersions(trial, probe, tell);
    }
    const pairs: Pair[] = [];
    for (const { original, replica } of paired(originals, replicas)) {
        const { key, versionId } = original;
        const content = { ...(await source.read(key, versionId)), tags: await source.tags(key, versionId) };
        await trial.checkReplica(replica, content);
        pairs.push({ original, content, replica });
    }
    return pairs;
}

/** The versions of a probe on a side, without delete markers. */
export async function versionsOf(trial: Trial, side: Side, probe: Probe): Promise<readonly ListedVersion[]> {
    return (await trial.listed(side, probe)).filter(({ isDeleteMarker }) => !isDeleteMarker);
}

/**
 * A replica has its original's version id, and is found by it; where no id is known, as in the sandbox, by its place.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
function paired(originals: readonly ListedVersion[], replicas: readonly ListedVersion[]) {
    const replicaOf = (versionId: string) => replicas.find((replica) => replica.versionId === versionId);
    const byId = originals.some(({ versionId }) => replicaOf(versionId) !== undefined);
    return originals.map((original, place) => {
        const replica = byId ? replicaOf(original.versionId) : replicas[place];
        if (replica === undefined || originals.length !== replicas.length) {
            throw new OperationError(
                `of the object's ${originals.length} versions at the source the destination has ${replicas.length}` +
                    (byId && replica === undefined ? `, and not ${original.versionId}` : ""),
            );
        }
        return { original, replica };
    });
}
