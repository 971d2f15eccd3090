import { removeMarker } from "./fixes";
import { destinationOf, hasOtherDestinations, type ObjectPair } from "./pair";
import type { Change, Replica } from "./replica";
import type { Explanation, ObjectFacts } from "./objectFacts";

/** How a replica is, that arrived. */
export function explainReplica(
    pair: ObjectPair,
    { entry, head }: ObjectFacts,
    replica: Replica,
): Explanation {
    const { facts } = pair;
    const destination = destinationOf(facts);
    const { change } = replica;
    const unmade = change?.kind === "deleted" && change.at === "destination";
    return {
        message: [
            `It has arrived at ${destination}, as version ${replica.versionId}` +
                (replica.sameVersionId
                    ? "."
                    : ", which is not the original's: it was recognized by its content."),
            ...statusRemark(head.kind === "version" ? head.status : undefined, hasOtherDestinations(facts)),
            ownerOf(replica),
            ...kept(replica),
            ...(change === undefined ? [] : [changed(change, destination)]),
        ].join(" "),
        fix: unmade ? removeMarker(facts, entry.key, change.versionId) : "",
    };
}

/** Where S3 says that not all is well although this replica is there. */
function statusRemark(status: string | undefined, others: boolean): readonly string[] {
    if (status !== "PENDING" && status !== "FAILED") {
        return [];
    }
    return [
        others
            ? `Its status is ${status}, of another destination: it is COMPLETED only when all have it.`
            : `Its status is ${status}: that is of a later change, as of its tags, or S3 has not told more yet.`,
    ];
}

function ownerOf({ ownerId, ownedByBucketOwner }: Replica): string {
    if (ownedByBucketOwner === undefined) {
        return `Its owner is ${ownerId ?? "not known"}; whether that is the bucket's owner is not known.`;
    }
    return ownedByBucketOwner
        ? "The bucket's owner owns it."
        : `Another account than the bucket's owner owns it (${ownerId}), so that the bucket's owner may not read it.`;
}

function kept({ encryption, keyArn, storageClass, writtenAs }: Replica): readonly string[] {
    const key = keyArn === undefined ? "" : ` under ${keyArn}`;
    return [
        ...(encryption === undefined ? [] : [`It is encrypted by ${encryption}${key}.`]),
        ...(storageClass === undefined ? [] : [`Its storage class is ${storageClass}.`]),
        ...(writtenAs === undefined
            ? []
            : [
                  `The rule writes ${writtenAs}: a lifecycle rule has moved it, or the rule was changed since.`,
              ]),
    ];
}

function changed({ kind, at, versionId, when }: Change, destination: string): string {
    const what =
        kind === "deleted"
            ? `A delete marker (${versionId}, ${when}) is on top of it`
            : `A newer version (${versionId}, ${when}) is on top of it`;
    switch (at) {
        case "source":
            return `${what}, as at the source.`;
        case "destination":
            return kind === "deleted"
                ? `${what}: somebody deleted it at ${destination}, or a lifecycle rule expired it there.`
                : `${what}: somebody wrote it at ${destination}.`;
        case "unknown":
            return `${what}. Where that was done is not known.`;
    }
}

/** What is known of the destination where no replica was found. */
export function notThere({ replica }: Pick<ObjectFacts, "replica">, destination: string): string {
    if (replica !== undefined && "unread" in replica) {
        return `Whether ${destination} has it is not known: ${replica.unread}`;
    }
    return `${destination} does not have it.`;
}
