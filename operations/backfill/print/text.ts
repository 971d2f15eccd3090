import { conclusionOf } from "../../diagnose/print/conclusion";
import { table } from "../../diagnose/print/table";
import { visible, visibleLines } from "../../visible";
import type { Read } from "../../diagnose/facts";
import type { Backfill, BackfillReason, BackfillSide } from "../outcome";
import type { Count } from "../plan/count";
import type { LifecycleEffect } from "../plan/lifecycle";
import type { Plan } from "../plan/plan";
import { stateOf } from "../job/states";
import { bytes, duration, number } from "./progress";

/** The pair that a backfill is of. */
type Pair = Pick<Backfill, "source" | "destination">;

/** What came of it, for people. */
export function textOf(backfill: Backfill, columns?: number): string {
    const { result, message, next, plan, job, report, check, notes, diagnosis } = backfill;
    return [
        ...(result === "refused"
            ? [table(diagnosis, pairOf(backfill), columns)]
            : [visible(pairOf(backfill)), ...diagnosisOf(backfill)]),
        // Before a job was made, it was shown.
        ...(plan && !job ? [planText(plan)] : []),
        ...(notes.length === 0 ? [] : [list("Besides:", notes)]),
        ...(job ? [jobText(job)] : []),
        ...(report ? [reportText(report, diagnosis)] : []),
        ...(check ? [checkText(check)] : []),
        visible(message),
        ...(next === "" ? [] : [visibleLines(next)]),
    ].join("\n\n");
}

/** What a job would do, for whoever is asked whether it is to be made. */
export function planned(
    backfill: Pair & Pick<Backfill, "diagnosis" | "notes"> & { readonly plan: Plan },
): string {
    const { plan, notes } = backfill;
    return [
        visible(pairOf(backfill)),
        ...diagnosisOf(backfill),
        planText(plan),
        ...(notes.length === 0 ? [] : [list("Besides:", notes)]),
    ].join("\n\n");
}

function pairOf({ source, destination }: Pair): string {
    return `${place(source)} → ${destination ? place(destination) : "no destination"}`;
}

function place({ bucketName, accountId, region }: BackfillSide): string {
    const known = [accountId, region].filter((part) => part !== undefined);
    return known.length === 0 ? bucketName : `${bucketName} (${known.join(", ")})`;
}

function diagnosisOf({ diagnosis }: Pick<Backfill, "diagnosis">): readonly string[] {
    const said = visible(`Diagnosis: ${conclusionOf(diagnosis)}`);
    return [diagnosis.unread.length === 0 ? said : list(said, diagnosis.unread)];
}

function planText({ selection, count, failed, lifecycle, billed, notes }: Plan): string {
    return [
        visible(`Selected: ${selection}.`),
        ...(count ? [list("What there is, whatever its replication status:", countLines(count))] : []),
        ...(failed === undefined ? [] : [`Failed there: ${number(failed)} versions.`]),
        lifecycleText(lifecycle),
        list("AWS bills:", billed),
        ...(notes.length === 0 ? [] : [list("To know:", notes)]),
    ].join("\n\n");
}

function countLines(count: Read<Count>): readonly string[] {
    if (!("value" in count)) {
        return [`Not counted. ${"unread" in count ? count.unread : ""}`];
    }
    const { versions, bytes: size, deleteMarkers, archived, complete, sample } = count.value;
    const more = complete ? "" : "more than ";
    return [
        `${more}${number(versions)} versions of ${more}${bytes(size)}, and ${more}${number(deleteMarkers)} delete markers`,
        ...(archived === 0
            ? []
            : [`${more}${number(archived)} versions of Glacier classes, which S3 does not replicate`]),
        ...(sample.looked === 0
            ? []
            : [
                  `of ${number(sample.looked)} of these versions, taken at random, ${number(sample.wanted)} have a status that is ` +
                      `asked for (${Object.entries(sample.byStatus)
                          .map(([status, each]) => `${status}: ${number(each)}`)
                          .join(", ")})`,
              ]),
        "A listing tells no replication status, so that this is the most that it can be. Not known: how many a job would be of, " +
            "what of it a rule takes, and how long it would take",
    ];
}

function lifecycleText(lifecycle: Read<readonly LifecycleEffect[]>): string {
    if ("unread" in lifecycle) {
        return visibleLines(
            `The lifecycle of the destination was not read, and may expire or move replicas meanwhile. ${lifecycle.unread}`,
        );
    }
    const effects = "value" in lifecycle ? lifecycle.value : [];
    return effects.length === 0
        ? "Lifecycle at the destination: nothing that touches replicas."
        : list(
              "The lifecycle of the destination may touch replicas meanwhile, which have the age of their originals. Disable these " +
                  "rules until the job has ended:",
              effects.map(
                  ({ rule, prefix, does }) =>
                      `${rule || "a rule without an id"}${prefix === "" ? "" : ` (${prefix})`}: ${does.join("; ")}`,
              ),
          );
}

function jobText({
    id,
    state,
    tasks,
    succeeded,
    failed,
    activeSeconds,
    reasons,
}: NonNullable<Backfill["job"]>): string {
    const active = activeSeconds === undefined ? "" : ` Active for ${duration(activeSeconds)}.`;
    const why = reasons.length === 0 ? "" : ` ${reasons.join("; ")}.`;
    return visible(
        `Job ${id}: ${state}, ${stateOf(state).says}. ${number(tasks)} versions, ${number(succeeded)} replicated, ` +
            `${number(failed)} failed.${active}${why}`,
    );
}

function reportText(
    { reasons, problems, failedFile }: NonNullable<Backfill["report"]>,
    diagnosis: Backfill["diagnosis"],
): string {
    return [
        ...reasons.map((reason) => reasonText(reason, diagnosis)),
        ...(problems.length === 0 ? [] : [list("The report is not whole:", problems)]),
        ...(failedFile === undefined ? [] : [visible(`The failed are in ${failedFile}.`)]),
    ].join("\n\n");
}

/** A reason with examples, and with what the diagnosis says that mends it. */
function reasonText(
    { code, count, examples, explained }: BackfillReason,
    { findings }: Backfill["diagnosis"],
): string {
    const ids = explained?.findings ?? [];
    return [
        visible(`${number(count)} failed by ${code || "no reason"}.`) +
            (explained ? ` ${visible(explained.text)}` : ""),
        ...findings
            .filter(({ id, severity }) => severity !== "ok" && ids.includes(id))
            .flatMap(({ where, message, fix }) => [
                `  ${visible(where)}: ${visibleLines(message).replaceAll("\n", "\n  ")}`,
                ...(fix === "" ? [] : [visibleLines(fix)]),
            ]),
        ...examples.map(({ key, versionId, message }) =>
            visible(`- ${key}${versionId ? `, version ${versionId}` : ""}${message ? `: ${message}` : ""}`),
        ),
    ].join("\n");
}

function checkText({ checked, equal, differing, unread, notes }: NonNullable<Backfill["check"]>): string {
    return [
        `Compared with their replicas: ${checked}, of which ${equal} are equal.`,
        ...differing.map(({ key, versionId, what }) =>
            visible(`- ${key}${versionId ? `, version ${versionId}` : ""}: ${what}`),
        ),
        ...unread.map((why) => `- Not compared: ${visible(why)}`),
        ...notes.map((note) => `- ${visible(note)}`),
    ].join("\n");
}

function list(title: string, items: readonly string[]): string {
    return [title, ...items.map((item) => `- ${visibleLines(item).replaceAll("\n", "\n  ")}`)].join("\n");
}
