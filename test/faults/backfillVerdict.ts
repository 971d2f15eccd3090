import * as v from "valibot";
import { couldNotRun, exitCodes } from "../../operations/backfill/exitCodes";
import { isWaitedOut } from "./diagnosisVerdict";
import type { BackfillPlan } from "./plan";
import { wordsOf } from "./verdict";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const texts = v.array(v.string());

/** What `backfill --json` prints, as far as it is judged here. With `error` it could not run. */
const reportSchema = v.union([
    v.strictObject({ result: v.literal("unknown"), error: v.pipe(v.string(), v.minLength(1)) }),
    v.looseObject({
        result: v.picklist(Object.keys(exitCodes) as (keyof typeof exitCodes)[]),
        message: v.pipe(v.string(), v.minLength(1)),
        job: v.optional(v.looseObject({ id: v.string(), tasks: count, succeeded: count, failed: count })),
        report: v.optional(
            v.looseObject({
                tasks: count,
                succeeded: count,
                failed: count,
                reasons: v.array(v.looseObject({ code: v.string(), count })),
                problems: texts,
            }),
        ),
        check: v.optional(
            v.looseObject({ checked: count, equal: count, differing: v.array(v.unknown()), unread: texts }),
        ),
    }),
]);
export type BackfillReport = v.InferOutput<typeof reportSchema>;

/** What `backfill --json` has printed; undefined where that is no report. */
export function readBackfill(stdout: string): BackfillReport | undefined {
    const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), reportSchema), stdout);
    return success ? output : undefined;
}

/** What a job of all objects comes to indeed. */
export interface Truth {
    readonly tasks: number;
    /** By their code, which is of all that fail. */
    readonly failed: number;
    readonly code: string;
}

/** Whether a report has a result, right or wrong, and is not one of what is not known. */
export function isResult(report: BackfillReport): boolean {
    return report.result !== "unknown";
}

type Plan = Pick<BackfillPlan, "kind" | "extent">;

/** What a report says that is not so, and what it should have said; without a plan nothing befell the command. */
export function wrongBackfills(
    report: BackfillReport,
    exitCode: number | undefined,
    truth: Truth,
    plan?: Plan,
): readonly string[] {
    const text = JSON.stringify(report);
    const expected = "error" in report ? couldNotRun : exitCodes[report.result];
    const isKnown = plan === undefined || isWaitedOut(plan);
    return [
        ...(exitCode === expected ? [] : [`exit code ${exitCode} with ${text}`]),
        ...(/\\n +at /.test(text) ? [`a stack trace: ${text}`] : []),
        ...(isResult(report)
            ? wrongResults(report, truth, isKnown)
            : isKnown
              ? [`it does not know how it ended: ${text}`]
              : []),
        ...(plan === undefined ||
        isResult(report) ||
        plan.extent === "seldom" ||
        wordsOf[plan.kind].test(text)
            ? []
            : [`it does not tell ${plan.kind}: ${text}`]),
    ];
}

function wrongResults(
    report: BackfillReport,
    { tasks, failed, code }: Truth,
    isKnown: boolean,
): readonly string[] {
    if ("error" in report) {
        return [];
    }
    const { result, job, report: summary, check } = report;
    const succeeded = tasks - failed;
    const wrong = (what: string) => `${what}: ${JSON.stringify(report)}`;
    const isAll = (counts: { tasks: number; succeeded: number; failed: number } | undefined) =>
        counts?.tasks === tasks && counts.succeeded === succeeded && counts.failed === failed;
    const reasons = summary?.reasons.map((reason) => `${reason.code} ${reason.count}`).join();
    const isWhole =
        isAll(summary) &&
        summary?.problems.length === 0 &&
        reasons === (failed === 0 ? "" : `${code} ${failed}`) &&
        check?.checked === succeeded &&
        check.equal === succeeded &&
        check.unread.length === 0;
    return [
        ...(result === (failed === 0 ? "replicated" : "failed") ? [] : [wrong(`it is ${result}`)]),
        ...(isAll(job) ? [] : [wrong("the job's counts are others")]),
        ...((check?.differing.length ?? 0) === 0 ? [] : [wrong("replicas differ")]),
        // What is not whole has to say so.
        ...(isWhole || (!isKnown && (summary?.problems.length ?? 1) + (check?.unread.length ?? 1) > 0)
            ? []
            : [wrong("its report or its check is not whole")]),
    ];
}
