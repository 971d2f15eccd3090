import { OperationError } from "../../operationError";
import type { Trial } from "../trial";

/**
 * The replica is the destination account's, and the object at the source still the source account's. Owners are canonical
 * user ids; S3 itself has confirmed whose each bucket is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html
 */
export async function ownership(trial: Trial): Promise<string> {
    const { source, destination } = trial.context;
    const { plain } = trial.probes;
    const [sourceId, destinationId, replica, originals] = await Promise.all([
        trial.ownerOf("source"),
        trial.ownerOf("destination"),
        trial.latestReplica(plain),
        trial.listed("source", plain),
    ]);
    const names = new Map([
        [sourceId, `the source account, ${source.accountId}`],
        [destinationId, `the destination account, ${destination.accountId}`],
    ]);
    const named = (id: string | undefined) =>
        id === undefined ? "nobody" : (names.get(id) ?? `somebody else, ${id}`);
    if (sourceId === destinationId) {
        throw new OperationError(`both buckets belong to one owner, ${sourceId}; expected: two accounts`);
    }
    if (replica.ownerId !== destinationId) {
        throw new OperationError(
            `the replica belongs to ${named(replica.ownerId)}; expected: ${named(destinationId)}. The rule needs ` +
                "AccessControlTranslation, and the destination's Object Ownership should be BucketOwnerEnforced",
        );
    }
    for (const original of originals) {
        if (original.ownerId !== sourceId) {
            throw new OperationError(
                `the object at the source belongs to ${named(original.ownerId)}; expected: ${named(sourceId)}`,
            );
        }
    }
    return `replica: ${destination.accountId} (${short(destinationId)}); original: ${source.accountId} (${short(sourceId)})`;
}

/** A canonical user id has 64 characters. */
function short(id: string): string {
    return id.length > 12 ? `${id.slice(0, 12)}…` : id;
}
