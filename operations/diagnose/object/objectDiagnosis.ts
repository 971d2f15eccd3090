import { OperationError } from "../../operationError";
import { credentialFlags } from "../../aws/side";
import type { Read } from "../facts";
import type { Head, ListedEntry, VersionHead } from "./answers";
import type { BucketReader } from "./bucketReader";
import { explain } from "./explain";
import { readMarker } from "./marker";
import { readerOf, rulesOf, type ObjectPair } from "./pair";
import { unlessRefused } from "./refusal";
import { readReplica, type Replica } from "./replica";
import type { ObjectDiagnosis, ObjectQuestion, ObjectFacts } from "./objectFacts";
import { causeByHead, needsTags, selectionOf, type Cause, type Selection } from "./selection";

/** Says of one object why it is not at the destination. Fails where the source cannot be read. */
export async function diagnoseObject(
    pair: ObjectPair,
    question: ObjectQuestion,
    now = new Date(),
): Promise<ObjectDiagnosis> {
    const object = await lookAtObject(pair, question, now);
    if (object === undefined) {
        return missing(pair, question);
    }
    const { entry, head, selection, cause, replica } = object;
    return {
        key: entry.key,
        versionId: entry.versionId,
        modified: entry.modified.toISOString(),
        status: statusOf(head),
        cause,
        ...("rule" in selection ? { rule: selection.rule.ID ?? "" } : {}),
        ...(replica === undefined ? {} : { replica }),
        ...explain(pair, object),
    };
}

/** Reads all of an object; undefined where the source does not have it. Fails where the source cannot be read. */
export async function lookAtObject(
    pair: Pick<ObjectPair, "facts" | "clients">,
    question: ObjectQuestion,
    now = new Date(),
): Promise<ObjectFacts | undefined> {
    const source = readerOf(pair, "source");
    if (source === undefined) {
        throw new OperationError(
            `An object is looked at with credentials of the source, and there are none. Name some: ${credentialFlags("source")}`,
        );
    }
    const entry = await find(source, question);
    if (entry === undefined) {
        return undefined;
    }
    const { key, versionId } = entry;
    const head: Head = entry.isDeleteMarker ? { kind: "delete marker" } : await source.head(key, versionId);
    if (head.kind === "missing") {
        return undefined;
    }
    const rules = rulesOf(pair.facts);
    // A delete marker has no tags.
    const readsTags = head.kind !== "delete marker" && rules !== undefined && needsTags(rules, key);
    const tags = readsTags ? await source.tags(key, versionId).catch(unlessRefused) : {};
    const selection = selectionOf(rules, key, tags);
    const there = await lookForReplica(pair, source, { entry, head, selection });
    return { entry, head, tags, selection, ...there, cause: causeOf(head, selection, there.replica), now };
}

async function find(
    source: BucketReader,
    { key, versionId }: ObjectQuestion,
): Promise<ListedEntry | undefined> {
    for await (const entry of source.entriesOfKey(key)) {
        if (versionId === undefined ? entry.isLatest : entry.versionId === versionId) {
            return entry;
        }
    }
    return undefined;
}

function missing({ facts }: ObjectPair, { key, versionId }: ObjectQuestion): ObjectDiagnosis {
    const what = versionId === undefined ? `no object ${key}` : `no version ${versionId} of ${key}`;
    return {
        key,
        status: "missing",
        cause: "missing",
        message: `The source bucket ${facts.source.bucket.name} has ${what}, so there is nothing to replicate.`,
        fix: "",
    };
}

/** What is at the destination, where something is to be expected there. */
async function lookForReplica(
    pair: Pick<ObjectPair, "facts" | "clients">,
    source: BucketReader,
    { entry, head, selection }: Pick<ObjectFacts, "entry" | "head" | "selection">,
): Promise<Pick<ObjectFacts, "replica" | "marker">> {
    const destination = readerOf(pair, "destination");
    const unread = { unread: "The destination was not looked at: there are no credentials of it." };
    if (head.kind === "delete marker") {
        return { marker: destination === undefined ? unread : await readMarker(entry, destination) };
    }
    if (head.kind === "version" && (head.status === "none" || head.status === "REPLICA")) {
        return {};
    }
    if (destination === undefined) {
        return { replica: unread };
    }
    const original = head.kind === "version" ? head.storageClass : undefined;
    const byRule = "rule" in selection ? selection.rule.Destination?.StorageClass : undefined;
    return { replica: await readReplica(entry, source, destination, byRule ?? original) };
}

function statusOf(head: Head): ObjectDiagnosis["status"] {
    if (head.kind === "version") {
        return head.status;
    }
    return head.kind === "customer key" ? "unknown" : head.kind;
}

function causeOf(head: Head, selection: Selection, replica: Read<Replica> | undefined): Cause {
    if (replica !== undefined && "value" in replica) {
        return replica.value.change === undefined ? "arrived" : "changed";
    }
    switch (head.kind) {
        case "version":
            return causeOfVersion(head, selection, replica !== undefined && "none" in replica);
        case "customer key":
            return "customer-key";
        case "delete marker":
            return "deleted";
        case "missing":
            return "missing";
    }
}

function causeOfVersion(head: VersionHead, selection: Selection, isGone: boolean): Cause {
    if (head.status === "COMPLETED" && isGone) {
        return "gone";
    }
    return causeByHead(head, selection);
}
