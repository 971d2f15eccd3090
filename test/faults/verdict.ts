import * as v from "valibot";
import type { FaultKind, VerifyPlan } from "./plan";

const reportSchema = v.object({
    passed: v.boolean(),
    verdict: v.optional(v.picklist(["works", "fails", "unknown"])),
    error: v.optional(v.string()),
    steps: v.optional(
        v.array(
            v.object({
                id: v.string(),
                result: v.picklist(["passed", "failed", "skipped"]),
                seen: v.string(),
            }),
        ),
        [],
    ),
});
export type VerifyReport = v.InferOutput<typeof reportSchema>;

/** What `verify --json` has printed; undefined where that is no report. */
export function readReport(stdout: string): VerifyReport | undefined {
    const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), reportSchema), stdout);
    return success ? output : undefined;
}

/** The words by which a person sees what befell a call. */
export const wordsOf: Readonly<Record<FaultKind, RegExp>> = {
    lost: /reset|hang up|hung up|closed|broken|broke off|connection|ECONNRESET|no answer/i,
    reset: /reset|hang up|hung up|closed|broken|broke off|connection|ECONNRESET|no answer/i,
    cut: /cut short|aborted|incomplete|reset|closed|broke off|connection|ECONNRESET/i,
    stall: /time ?out|timed out|within \d+|no answer|connection/i,
    error: /InternalError|\b500\b/,
    errorAfterEffect: /InternalError|\b500\b/,
    slowDown: /SlowDown|\b503\b/,
    forbidden: /AccessDenied|\b403\b|may not do/,
};

/** What a report says that is not so; empty where it is right, be it without a proof. */
export function wrongVerdicts(
    report: VerifyReport,
    { kind, extent, broken }: Pick<VerifyPlan, "kind" | "extent" | "broken">,
): readonly string[] {
    if (broken !== undefined) {
        return report.verdict === "works" ? [`it works, though its ${broken} was broken`] : [];
    }
    if (report.passed) {
        return [];
    }
    const said = [
        ...report.steps.filter(({ result }) => result === "failed").map(({ id, seen }) => `${id}: ${seen}`),
        ...(report.error === undefined ? [] : [report.error]),
    ];
    const told = extent === "seldom" ? Object.values(wordsOf) : [wordsOf[kind]];
    return [
        ...(report.verdict === "fails"
            ? [`it fails, though calls alone were at fault: ${said.join("; ")}`]
            : []),
        ...said.filter((text) => /\n +at /.test(text)).map((text) => `a stack trace: ${text.split("\n")[0]}`),
        ...(said.some((text) => told.some((cause) => cause.test(text)))
            ? []
            : [`another cause than ${extent === "seldom" ? "what befell it" : kind}: ${said.join("; ")}`]),
    ];
}
