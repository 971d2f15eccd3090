import { isDeepStrictEqual } from "node:util";
import {
    configurationReads,
    objectReads,
    replicaWrites,
} from "../../../components/policies/replicationRequests";
import { valueOf } from "../../diagnose/facts";
import { accessChanges } from "./access/changes";
import type { Asked } from "./access/requests";
import { annotations } from "./access/requests";
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
        old.find(({ key }) => key === one.key) ?? old.find(({ urn }) => urn === one.urn);
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
    const others = wider.filter((each) => !isOwn(each));
    // Of what is made here it goes without saying that it lets the replication in, and nobody had anything to lose.
    const isNew = old === undefined && !(guarded.kind === "bucket" && isThere(fresh.key, before));
    const tell = (id: Parameters<typeof meaning>[0], asked: readonly Asked[], verb: string) => {
        const requests = gathered(asked);
        const told = requests.map((each) => `${sentence(each)}`);
        return asked.length === 0
            ? []
            : [
                  meaning(id, {
                      stack,
                      where,
                      message: `The ${where} ${verb}: ${told.slice(0, 3).join("; ")}${told.length > 3 ? `; and ${told.length - 3} more callers` : ""}.`,
                      requests,
                  }),
              ];
    };
    const found = [
        ...tell("wider", others, "newly allows"),
        ...(isNew ? [] : tell("wider-for-replication", wider.filter(isOwn), "newly allows")),
        ...(isNew ? [] : tell("narrower", narrower, "no longer allows")),
        ...tell("access-not-known", unclear, "may allow or refuse, which AWS does not say"),
    ];
    return found.length > 0 || isNew
        ? found
        : [
              meaning("reworded", {
                  stack,
                  where,
                  message: `The ${where} is worded otherwise, and allows the same.`,
              }),
          ];
}

/** Requests by who sends them. Of those who may do the same, only they are told who stand for most. */
function gathered(asked: readonly Asked[]): readonly ChangedAccess[] {
    const broadest = new Map<string, number>();
    const keyOf = ({ request: { resource }, actions, circumstance }: Asked) =>
        JSON.stringify([resource, actions, circumstance]);
    for (const each of asked) {
        broadest.set(keyOf(each), Math.max(broadest.get(keyOf(each)) ?? 0, each.by.breadth));
    }
    const told = asked.filter(
        (each) => each.by.ofReplication || broadest.get(keyOf(each)) === each.by.breadth,
    );
    const byCaller = new Map<string, Asked[]>();
    for (const each of told) {
        byCaller.set(each.by.label, [...(byCaller.get(each.by.label) ?? []), each]);
    }
    return [...byCaller].map(([by, all]) => {
        const plain = all.some(({ circumstance }) => Object.keys(circumstance).length === 0);
        const [first] = all;
        return {
            by,
            actions: [...new Set(all.flatMap(({ actions }) => actions))].sort(),
            on: [...new Set(all.map(({ request }) => request.resource))].sort(),
            ...(!plain && first && { with: first.circumstance }),
        };
    });
}

function sentence({ by, actions, on, with: circumstance }: ChangedAccess): string {
    const where = Object.entries(circumstance ?? {}).map(([key, value]) => `${key} ${value}`);
    return `${by}: ${listed(actions)} on ${listed(on.slice(0, 2))}${where.length > 0 ? ` (as with ${where.join(", ")})` : ""}`;
}
