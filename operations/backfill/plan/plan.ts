import { clientsOf, hasOtherDestinations, readerOf, rulesOf } from "../../diagnose/object/pair";
import { readUnlessRefused } from "../../diagnose/object/refusal";
import { valueOf, type Facts, type Read } from "../../diagnose/facts";
import type { ReadPair } from "../../diagnose/read/pair";
import { OperationError } from "../../operationError";
import { prefixOf, replicatesDeleteMarkers, tagsOf } from "../../replicationRules";
import { billedItems } from "./billed";
import { count, type Count } from "./count";
import { readLifecycle, type LifecycleEffect } from "./lifecycle";
import { inWords, type FilterSelection, type Selection } from "./selection";

/** What a job would do, as far as it can be known beforehand. */
export interface Plan {
    /** In words. */
    readonly selection: string;
    /** What there is to find; absent of the failed of a job. */
    readonly count?: Read<Count>;
    /** How many versions failed in the job that is tried again. */
    readonly failed?: number;
    /** What the lifecycle of the destination may do to replicas meanwhile. */
    readonly lifecycle: Read<readonly LifecycleEffect[]>;
    readonly billed: readonly string[];
    /** What is to be known besides. */
    readonly notes: readonly string[];
}

/** The filter that options come to: a rule stands for its prefix. */
export function filterOf(
    facts: Facts,
    options: Omit<FilterSelection, "prefix"> & { readonly prefix?: string; readonly rule?: string },
): FilterSelection {
    const { statuses, createdAfter, createdBefore, rule, prefix = "" } = options;
    const of = (found: string): FilterSelection => ({
        statuses,
        prefix: found,
        ...(createdAfter && { createdAfter }),
        ...(createdBefore && { createdBefore }),
    });
    if (rule === undefined) {
        return of(prefix);
    }
    const rules = rulesOf(facts);
    const named = rules?.find(({ ID }) => ID === rule);
    if (named === undefined) {
        const ids =
            rules?.map(({ ID }) => ID).join(", ") ?? "not known, since the configuration was not read";
        throw new OperationError(
            `--rule is ${rule}, and the source has no such rule to this destination. Its rules: ${ids || "none"}.`,
        );
    }
    return of(prefixOf(named));
}

/** Looks at what a selection is of. It reads alone. */
export async function planOf(
    { facts, connections }: Pick<ReadPair, "facts" | "connections">,
    selection: Selection,
    { rule, failed }: { readonly rule?: string; readonly failed?: number },
    tell: (at: string) => void,
): Promise<Plan> {
    const { destination } = connections;
    const reader = readerOf({ facts, clients: clientsOf(connections) }, "source");
    const [there] = facts.destinations;
    const lifecycle: Promise<Plan["lifecycle"]> =
        destination === undefined || there === undefined
            ? Promise.resolve({ unread: "There are no credentials of the destination." })
            : readLifecycle(
                  destination.connection.s3,
                  { name: there.bucket.name, accountId: destination.accountId },
                  "retryOf" in selection ? "" : selection.prefix,
              );
    const counted =
        reader === undefined || "retryOf" in selection
            ? undefined
            : readUnlessRefused(async () => ({ value: await count(reader, selection, tell) }));
    const [effects, sum] = await Promise.all([lifecycle, counted]);
    return {
        selection: inWords(selection),
        ...(sum && { count: sum }),
        ...(failed !== undefined && { failed }),
        lifecycle: effects,
        billed: billedItems(facts, selection),
        notes: notesOn(facts, selection, rule),
    };
}

/** What a selection means and does not say by itself. */
function notesOn(facts: Facts, selection: Selection, ruleId: string | undefined): readonly string[] {
    const rules = valueOf(facts.source.configuration)?.Rules ?? [];
    const enabled = rules.filter(({ Status }) => Status === "Enabled");
    const named = rules.find(({ ID }) => ID === ruleId);
    const filter = "retryOf" in selection ? undefined : selection;
    const prefix = filter?.prefix ?? "";
    const touched = enabled.filter(
        (rule) => prefixOf(rule).startsWith(prefix) || prefix.startsWith(prefixOf(rule)),
    );
    const notes = [
        touched.length === 0 &&
            "value" in facts.source.configuration &&
            `No enabled rule is about objects under ${JSON.stringify(prefix)}: S3 would find nothing to replicate.`,
        named &&
            tagsOf(named).length > 0 &&
            `Rule ${ruleId} goes by tags, and a job cannot: it is of all that rules replicate under ` +
                `${JSON.stringify(prefix)}, and S3 takes of that what a rule takes. What no rule takes is not replicated.`,
        named && named.Status !== "Enabled" && `Rule ${ruleId} is disabled: S3 replicates nothing by it.`,
        named &&
            touched.some((rule) => rule !== named) &&
            `A job goes by prefix and not by rule: it acts on the others there too, ` +
                `${touched.flatMap((rule) => (rule === named ? [] : (rule.ID ?? ""))).join(", ")}.`,
        hasOtherDestinations(facts) &&
            "The source has rules to other destinations too, and a job replicates to all of them.",
        !enabled.some(replicatesDeleteMarkers) &&
            "No rule replicates delete markers: objects that were deleted here are there again.",
        filter?.statuses.includes("COMPLETED") &&
            "COMPLETED is for a destination that was added later: what is replicated already has this status, whatever " +
                "rules came since. It is replicated to every destination of its rules again; a replica keeps the " +
                "original's version id, so that nothing is doubled, and all of it is billed.",
        filter?.statuses.includes("REPLICA") &&
            "REPLICA is of versions that came here by replication themselves, which live replication does not pass on.",
        "A version that was deleted at the destination by its id is not replicated again.",
    ];
    return notes.filter((note) => typeof note === "string");
}
