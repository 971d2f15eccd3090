import { AwsCallError } from "../../aws/awsCallError";
import type { ListedEntry } from "../../diagnose/object/answers";
import type { BucketReader } from "../../diagnose/object/bucketReader";
import { lookAtObject } from "../../diagnose/object/objectDiagnosis";
import type { ObjectFacts } from "../../diagnose/object/objectFacts";
import { destinationOf, hasOtherDestinations, type ObjectPair } from "../../diagnose/object/pair";
import { readReplica, type Replica } from "../../diagnose/object/replica";
import { causeByHead } from "../../diagnose/object/selection";
import { replicatesDeleteMarkers } from "../../replicationRules";
import { describedDifferences } from "../../verify/comparison";
import type { ReportedObject } from "../report/report";
import { contentsOf } from "./content";
import { readVersion } from "./storedVersion";

/** Both sides, as they can be asked. */
export interface Sides extends Pick<ObjectPair, "facts" | "clients"> {
    readonly source: BucketReader;
    readonly destination: BucketReader;
}

/** What an object and its replica come to. */
export interface Comparison {
    /** Empty where they are equal; absent where there is nothing to compare any more, or nothing that S3 would tell of. */
    readonly differs?: readonly string[];
    /** Why that is so, and what was not compared. */
    readonly notes: readonly string[];
}

/** Compares an object with its replica. What differs may have been changed between two calls: it is told where it stays so. */
export async function compareObject(object: ReportedObject, sides: Sides): Promise<Comparison> {
    const first = await compare(object, sides).catch(unlessGone);
    return first === undefined || isDifferent(first) ? compare(object, sides) : first;
}

/** A version that was deleted between two calls. */
function unlessGone(error: unknown): undefined {
    if (!(error instanceof AwsCallError && ["NoSuchKey", "NoSuchVersion", "NotFound"].includes(error.code))) {
        throw error;
    }
}

function isDifferent({ differs = [] }: Comparison): boolean {
    return differs.length > 0;
}

async function compare(object: ReportedObject, sides: Sides): Promise<Comparison> {
    const original = await lookAtObject(sides, object);
    if (original === undefined) {
        return { notes: ["the source does not have it any more"] };
    }
    const { entry, head } = original;
    if (head.kind === "delete marker") {
        return unlessElsewhere(await compareMarker(entry, sides.destination), original, sides);
    }
    if (head.kind === "customer key") {
        return { notes: ["it is under a key of a customer's own (SSE-C), of which S3 tells nothing"] };
    }
    const compared = unlessElsewhere(await compareReplica(original, sides), original, sides);
    // A change of tags is replicated too, and then the status says that it is on its way.
    return head.kind === "version" && head.status === "PENDING" && isDifferent(compared)
        ? { notes: ["S3 is replicating it just now: it was changed since"] }
        : compared;
}

/** A job replicates by all rules of the source, and those of some objects lead to other destinations alone. */
function unlessElsewhere(
    compared: Comparison,
    object: Pick<ObjectFacts, "head" | "selection">,
    { facts }: Pick<Sides, "facts">,
): Comparison {
    return isDifferent(compared) && hasOtherDestinations(facts) && isLeftOut(object)
        ? { notes: [`no rule takes it to ${destinationOf(facts)}, and others were not looked at`] }
        : compared;
}

/** Whether it is certain that no rule to the destination takes it. */
function isLeftOut({ head, selection }: Pick<ObjectFacts, "head" | "selection">): boolean {
    if ("cause" in selection) {
        return selection.cause !== "unknown";
    }
    return head.kind === "version"
        ? causeByHead({ ...head, status: "none" }, selection) === "kms-left-out"
        : head.kind === "delete marker" && !replicatesDeleteMarkers(selection.rule);
}

async function compareReplica({ entry, head, replica }: ObjectFacts, sides: Sides): Promise<Comparison> {
    const found = replica ?? (await readReplica(entry, sides.source, sides.destination, undefined));
    if ("unread" in found) {
        throw new AwsCallError(found.unread, "");
    }
    if ("value" in found) {
        return compareVersions(entry, found.value, sides);
    }
    if (head.kind === "version" && head.status === "PENDING") {
        throw new AwsCallError("it is not at the destination yet: S3 says PENDING", "");
    }
    return { differs: ["it is not at the destination"], notes: [] };
}

/** Where a deletion was replicated, the destination has a delete marker too. Amazon S3 gives it the same id, others may not. */
async function compareMarker(entry: ListedEntry, destination: BucketReader): Promise<Comparison> {
    for await (const { isDeleteMarker } of destination.entriesOfKey(entry.key)) {
        if (isDeleteMarker) {
            return { differs: [], notes: [] };
        }
    }
    return { differs: ["it is a delete marker, and the destination has none of this key"], notes: [] };
}

async function compareVersions(
    { key, versionId }: ListedEntry,
    replica: Replica,
    { source, destination }: Sides,
): Promise<Comparison> {
    const [original, copy] = await Promise.all([
        readVersion(source, key, versionId),
        readVersion(destination, key, replica.versionId),
    ]);
    const { note, ...contents } = await contentsOf(original, copy);
    const status = copy.replicationStatus;
    return {
        differs: [
            ...ownerProblems(replica),
            ...(status === "REPLICA"
                ? []
                : [`its replication status is ${status ?? "not set"}, expected REPLICA`]),
            ...describedDifferences(
                { ...original, content: contents.original },
                { ...copy, content: contents.replica },
            ),
        ],
        notes: [
            ...(note === undefined ? [] : [note]),
            ...(replica.ownedByBucketOwner === undefined
                ? ["whether the bucket's owner owns it is not known"]
                : []),
            ...(replica.change?.at === "destination"
                ? [`it was ${replica.change.kind} at the destination since`]
                : []),
        ],
    };
}

function ownerProblems({ ownerId, ownedByBucketOwner }: Replica): readonly string[] {
    return ownedByBucketOwner === false
        ? [`its owner is ${ownerId ?? "not known"}, expected the owner of the bucket`]
        : [];
}
