import { isDeepStrictEqual } from "node:util";
import {
    configurationReads,
    objectReads,
    replicaWrites,
} from "../../../components/policies/replicationRequests";
import { valueOf } from "../../diagnose/facts";
import { accessChanges } from "./access/changes";
import { annotations, type Asked } from "./access/requests";
import { documentsIn, sharedBy, type StateDocument } from "./documents";
import { listed, meaning, type ChangedAccess, type MeaningFinding } from "./finding";
import { bucketNameOf, isOf, untoldReason, type State } from "./state";

/** What replication does, whatever its settings are. */
const ofReplication: ReadonlySet<string> = new Set([
    ...configurationReads,
    ...objectReads({ objectLock: true, objectAnnotations: true }),
    ...replicaWrites({ deleteMarkerReplication: true }),
    annotations,
    ...["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "sts:AssumeRole", "sns:Publish"],
]);

/** Who may do more, and who less. */
export function judgeAccess(before: State, after: State): readonly MeaningFinding[] {
    const shared = sharedBy([before, after]);
    const [old, fresh] = [documentsIn(before, shared), documentsIn(after, shared)];
    const earlier = (one: StateDocument) =>
        old.find(({ key }) => key === one.key) ??
        // A bucket of another name is another bucket.
        old.find(({ urn, guarded }) => urn === one.urn && guarded.kind !== "bucket");
    const taken = new Set(fresh.flatMap((each) => earlier(each)?.key ?? []));
    return [
        ...fresh.flatMap((each) => compared(earlier(each), each, before)),
        // Of what is gone nobody asks any more; a bucket without its policy is still there.
        ...old
            .filter(({ key }) => !taken.has(key))
            .filter(({ guarded, key }) => guarded.kind === "bucket" && isThere(key, after))
            .flatMap((each) => compared(each, { ...each, contents: [] }, before)),
    ];
}

function isThere(key: string, state: State): boolean {
    return state.resources.some(
        (each) => isOf(each, "bucket") && key === `bucket ${bucketNameOf(each, state)}`,
    );
}

function compared(
    old: StateDocument | undefined,
    fresh: StateDocument,
    before: State,
): readonly MeaningFinding[] {
    const { where, stack, guarded } = fresh;
    const [had, has] = [old?.contents ?? [], fresh.contents];
    if (isDeepStrictEqual(had, has)) {
        return [];
    }
    const { accountId } = guarded;
    const unread = [...had, ...has].some((read) => "unread" in read);
    if (unread || accountId === undefined) {
        const why = unread ? untoldReason : "the preview does not say which account it is of";
        return old === undefined && guarded.kind === "role"
            ? []
            : [
                  meaning("access-not-known", {
                      stack,
                      where,
                      message: `What the ${where} newly allows is not known: ${why}.`,
                  }),
              ];
    }
    const contents = (reads: typeof had) => reads.flatMap((read) => valueOf(read) ?? []);
    const { wider, narrower, unclear } = accessChanges(
        { ...guarded, accountId },
        contents(had),
        contents(has),
    );
    const isOwn = ({ by, actions, request }: Asked) =>
        by.ofReplication &&
        actions.every((action) => ofReplication.has(action)) &&
        (guarded.kind !== "role" ||
            guarded.pairArns.some(
                (arn) => request.resource === arn || request.resource.startsWith(`${arn}/`),
            ));
    const told = broadest(wider, isOwn);
    const others = told.filter((each) => !isOwn(each));
    // Of what is made here it goes without saying that it lets the replication in, and nobody had anything to lose.
    const isNew = old === undefined && !(guarded.kind === "bucket" && isThere(fresh.key, before));
    const tell = (id: Parameters<typeof meaning>[0], asked: readonly Asked[], verb: string) => {
        const requests = gathered(asked);
        const sentences = requests.map(sentence);
        return asked.length === 0
            ? []
            : [
                  meaning(id, {
                      stack,
                      where,
                      message: `${verb} by the ${where}: ${sentences.slice(0, 3).join("; ")}${sentences.length > 3 ? `; and ${sentences.length - 3} more callers` : ""}.`,
                      requests,
                  }),
              ];
    };
    const found = [
        ...tell("wider", others, "Newly allowed"),
        ...(isNew ? [] : tell("wider-for-replication", told.filter(isOwn), "Newly allowed")),
        ...(isNew ? [] : tell("narrower", broadest(narrower, isOwn), "No longer allowed")),
        ...tell("access-not-known", broadest(unclear, isOwn), "AWS does not say whether this is allowed"),
    ];
    return found.length > 0 || isNew
        ? found
        : [
              meaning("reworded", {
                  stack,
                  where,
                  message: `The wording of the ${where} would change, and what it allows would not.`,
              }),
          ];
}

/** Of callers who may do the same, those who stand for most; and the replication, which is told by its name. */
function broadest(asked: readonly Asked[], isOwn: (asked: Asked) => boolean): readonly Asked[] {
    const most = new Map<string, number>();
    const keyOf = ({ request: { resource }, actions, circumstance }: Asked) =>
        JSON.stringify([resource, actions, circumstance]);
    for (const each of asked) {
        most.set(keyOf(each), Math.max(most.get(keyOf(each)) ?? 0, each.by.breadth));
    }
    return asked.filter((each) => isOwn(each) || most.get(keyOf(each)) === each.by.breadth);
}

/** Requests by who sends them. */
function gathered(asked: readonly Asked[]): readonly ChangedAccess[] {
    const byCaller = new Map<string, Asked[]>();
    for (const each of asked) {
        byCaller.set(each.by.label, [...(byCaller.get(each.by.label) ?? []), each]);
    }
    return [...byCaller].map(([by, all]) => {
        const circumstances = all.map(({ circumstance }) => unusual(circumstance));
        const plain = circumstances.some((each) => Object.keys(each).length === 0);
        const [first] = circumstances;
        return {
            by,
            actions: [...new Set(all.flatMap(({ actions }) => actions))].sort(),
            on: [...new Set(all.map(({ request }) => anyObject(request.resource)))].sort(),
            ...(!plain && first && { with: first }),
        };
    });
}

/** TLS is what all requests go over. */
function unusual({ "aws:securetransport": tls, ...others }: Asked["circumstance"]): Asked["circumstance"] {
    return tls === undefined || tls === "true" ? others : { ...others, "aws:securetransport": tls };
}

/** An object that no document names stands for all of these. */
function anyObject(arn: string): string {
    return arn.replace(/\/(object|-any-other-object-|any-other(-2)?)$/, "/*");
}

function sentence({ by, actions, on, with: circumstance }: ChangedAccess): string {
    const where = Object.entries(circumstance ?? {}).map(([key, value]) => `${key} ${value}`);
    return `${by}: ${listed(actions)} on ${listed(on.slice(0, 2))}${where.length > 0 ? ` (as with ${where.join(", ")})` : ""}`;
}
