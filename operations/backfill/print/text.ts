import { conclusionOf } from "../../diagnose/print/conclusion";
import { placeOf } from "../../diagnose/print/pair";
import { table } from "../../diagnose/print/table";
import { visible, visibleLines } from "../../visible";
import type { Read } from "../../diagnose/facts";
import type { Backfill, BackfillReason } from "../outcome";
import type { Count } from "../plan/count";
import type { LifecycleEffect } from "../plan/lifecycle";
import type { Plan } from "../plan/plan";
import type { ReportedObject } from "../report/report";
import { stateOf } from "../job/states";
import { bytes, duration, many, number } from "./amounts";

/** The pair that a backfill is of. */
type Pair = Pick<Backfill, "source" | "destination">;

/** What came of it, for people. */
export function textOf(backfill: Backfill, columns?: number): string {
    const { result, message, next, plan, job, report, check, notes, diagnosis } = backfill;
    return paragraphs(
        ...(result === "refused"
            ? [table(diagnosis, pairOf(backfill), columns)]
            : [visible(pairOf(backfill)), diagnosisOf(backfill)]),
        // Before a job was made, it was shown.
        plan && !job ? planText(plan, notes) : list("To know:", notes),
        job && jobText(job),
        report && reportText(report, diagnosis),
        check && checkText(check),
        visible(message),
        visibleLines(next),
    );
}

/** What a job would do, for whoever is asked whether it is to be made. */
export function planned(
    backfill: Pair & Pick<Backfill, "diagnosis" | "notes"> & { readonly plan: Plan },
): string {
    const { plan, notes } = backfill;
    return paragraphs(visible(pairOf(backfill)), diagnosisOf(backfill), planText(plan, notes));
}

/** Those of them that say something. */
function paragraphs(...texts: readonly (string | undefined)[]): string {
    return texts.filter(Boolean).join("\n\n");
}

function pairOf({ source, destination }: Pair): string {
    const [from, to] = [source, destination].map((side) => side && placeOf(side.bucketName, side));
    return `${from} → ${to ?? "no destination"}`;
}

function diagnosisOf({ diagnosis }: Pick<Backfill, "diagnosis">): string {
    const said = visible(`Diagnosis: ${conclusionOf(diagnosis)}`);
    return list(said, diagnosis.unread) || said;
}

function planText(
    { selection, count, failed, lifecycle, billed, notes }: Plan,
    besides: readonly string[],
): string {
    return paragraphs(
        visible(`Selected: ${selection}.`),
        count && list("What there is, whatever its replication status:", countLines(count)),
        failed === undefined ? "" : `Failed there: ${many(failed, "version")}.`,
        lifecycleText(lifecycle),
        list("AWS bills:", billed),
        list("To know:", [...notes, ...besides]),
    );
}

function countLines(count: Read<Count>): readonly string[] {
    if (!("value" in count)) {
        return [`Not counted. ${"unread" in count ? count.unread : ""}`];
    }
    const { versions, bytes: size, deleteMarkers, archived, complete } = count.value;
    const more = complete ? "" : "more than ";
    return [
        `${more}${many(versions, "version")} of ${more}${bytes(size)}, and ${more}${many(deleteMarkers, "delete marker")}`,
        ...(archived === 0
            ? []
            : [`${more}${many(archived, "version")} of Glacier classes, which S3 does not replicate`]),
        ...sampleLines(count.value),
        "A listing tells no replication status, so that this is the most that it can be. Not known: how many a job would be of, " +
            "what of it a rule takes, and how long it would take",
    ];
}

function sampleLines({ versions, complete, sample: { looked, wanted, byStatus } }: Count): readonly string[] {
    const which =
        complete && looked === versions
            ? "the status of all of these versions was looked at"
            : `the status of ${number(looked)} of these versions, taken at random, was looked at`;
    const statuses = Object.entries(byStatus).map(([status, each]) => `${status}: ${number(each)}`);
    return looked === 0
        ? []
        : [`${which}: ${number(wanted)} with one that is asked for (${statuses.join(", ")})`];
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
    const why = reasons.length === 0 ? "" : ` ${reasons.join("; ").replace(/\.$/, "")}.`;
    return visible(
        `Job ${id}: ${state}, ${stateOf(state).says}. ${many(tasks, "version")}, ${number(succeeded)} replicated, ` +
            `${number(failed)} failed.${active}${why}`,
    );
}

function reportText(
    { reasons, problems, failedFile }: NonNullable<Backfill["report"]>,
    diagnosis: Backfill["diagnosis"],
): string {
    const part = problems.length === 0 ? "" : ", as far as they could be read,";
    return paragraphs(
        ...reasons.map((reason) => reasonText(reason, diagnosis)),
        list("The report is not whole:", problems),
        failedFile === undefined ? "" : visible(`The failed${part} are in ${failedFile}.`),
    );
}

/** A reason with examples, and with what the diagnosis says that mends it. */
function reasonText(
    { code, count, examples, explained }: BackfillReason,
    { findings }: Backfill["diagnosis"],
): string {
    const ids = explained?.findings ?? [];
    return [
        visible(`${number(count)} failed${code ? ` by ${code}.` : ", and S3 does not say why."}`) +
            (explained ? ` ${visible(explained.text)}` : ""),
        ...findings
            .filter(({ id, severity }) => severity !== "ok" && ids.includes(id))
            .flatMap(({ where, message, fix }) => [
                `  ${visible(where)}: ${visibleLines(message).replaceAll("\n", "\n  ")}`,
                ...(fix === "" ? [] : [visibleLines(fix)]),
            ]),
        ...examples.map((example) => objectLine(example, example.message)),
    ].join("\n");
}

function checkText({ checked, equal, differing, unread, notes }: NonNullable<Backfill["check"]>): string {
    return [
        `Compared with the destination: ${many(checked, "object")}; equal there: ${equal}.`,
        ...differing.map((object) => objectLine(object, object.what)),
        ...unread.map((why) => `- Not compared: ${visible(why)}`),
        ...notes.map((note) => `- ${visible(note)}`),
    ].join("\n");
}

function objectLine({ key, versionId }: ReportedObject, said: string | undefined): string {
    return visible(`- ${key}${versionId ? `, version ${versionId}` : ""}${said ? `: ${said}` : ""}`);
}

/** Nothing, where there are no items. */
function list(title: string, items: readonly string[]): string {
    return items.length === 0
        ? ""
        : [title, ...items.map((item) => `- ${visibleLines(item).replaceAll("\n", "\n  ")}`)].join("\n");
}
