import type { FindingId } from "../../operations/diagnose/catalogue";
import type { DiagnosisReport } from "./diagnosisReport";
import type { Breakage, DiagnosePlan } from "./plan";
import { wordsOf } from "./verdict";

/** What the first finding has to be. */
const firstOf: Readonly<Record<Breakage, FindingId>> = {
    policy: "bucket-policy-lacks",
    versioning: "destination-versioning-off",
    configuration: "configuration-missing",
    rule: "rules-paused",
    permissions: "role-lacks",
    trust: "trust-refuses",
};

/** What is asked of a plan here. */
type Plan = Pick<DiagnosePlan, "kind" | "extent" | "call" | "question" | "broken">;

const exitCodes = { works: 0, broken: 1, unknown: 2 } as const;

/** What a diagnosis says that is not so, and what it should have said; empty where it is right, be it that it is not known. */
export function wrongDiagnoses(
    report: DiagnosisReport,
    exitCode: number | undefined,
    plan: Plan,
    /** What is said without faults to what the plan asks besides. */
    usual: string,
): readonly string[] {
    const text = JSON.stringify(report);
    const expected = "error" in report ? 3 : exitCodes[report.result];
    return [
        ...(exitCode === expected ? [] : [`exit code ${exitCode} with ${nameOf(report)}`]),
        ...(/\\n +at /.test(text) ? [`a stack trace: ${text}`] : []),
        ...wrongResults(report, plan),
        ...("error" in report || !isWaitedOut(plan) ? [] : wrongAnswers(report, plan, usual)),
        ...(mustBeTold(report, plan) && !tells(text, plan) ? [`it does not tell ${plan.kind}: ${text}`] : []),
    ];
}

/** The calls that are not of those that read, by their names. */
export function changing(calls: readonly string[]): readonly string[] {
    return calls.filter((name) => !/^(Get|Head|List|Describe)[A-Z]/.test(name));
}

/** What a run is said to come to, that a fault may pass in time for. A refusal is not asked about again, but in HTTP. */
export function isWaitedOut({ kind, extent }: Pick<Plan, "kind" | "extent">): boolean {
    switch (extent) {
        case "seldom":
            return true;
        case "once":
            return kind !== "forbidden";
        case "twice":
            // Two calls that stall may take all of the time.
            return kind !== "forbidden" && kind !== "stall";
        case "lasting":
        case "everything":
            return false;
    }
}

function wrongResults(report: DiagnosisReport, plan: Plan): readonly string[] {
    const { broken, extent } = plan;
    if ("error" in report) {
        return extent === "everything" ? [] : [`it could not run, though a side answers: ${report.error}`];
    }
    const { result, findings } = report;
    const truth = broken === undefined ? "works" : "broken";
    if (result !== truth && (result !== "unknown" || isWaitedOut(plan))) {
        return [`it is ${result}, and is ${truth} indeed: ${JSON.stringify(report)}`];
    }
    const [first] = findings;
    return result === "broken" && broken !== undefined && first?.id !== firstOf[broken]
        ? [`the first finding is ${first?.id}, and not ${firstOf[broken]}: ${first?.message}`]
        : [];
}

/** A fault that passes leaves nothing behind. */
function wrongAnswers(
    report: Exclude<DiagnosisReport, { error: string }>,
    { broken }: Plan,
    usual: string,
): readonly string[] {
    const { unread } = report;
    // What is broken may have another sample.
    const answer = broken === undefined || report.object !== undefined ? answerOf(report) : usual;
    return [
        ...(unread.length === 0 ? [] : [`it could not read: ${unread.join("; ")}`]),
        ...(answer === usual ? [] : [`it answers ${answer}, and without faults ${usual}`]),
    ];
}

/** What is said of an object, without the words, or of a sample. */
export function answerOf(report: DiagnosisReport): string {
    if ("error" in report) {
        return report.error;
    }
    const { object, sample } = report;
    const replica = object?.replica !== undefined && "value" in object.replica;
    return JSON.stringify({
        object: object && [object.key, object.status, object.cause, replica],
        // Which is answered first is not always the same.
        sample: sample?.map((row) => ({
            ...row,
            examples: row.examples.toSorted((one, other) => one.key.localeCompare(other.key)),
        })),
    });
}

/** Whether something could not be read, so that the report has to say why. */
function mustBeTold(report: DiagnosisReport, plan: Plan): boolean {
    const { kind, extent, call, broken } = plan;
    if (isWaitedOut(plan)) {
        return false;
    }
    if (report.result === "unknown" || extent === "everything") {
        return true;
    }
    const isHead = call.name.startsWith("Head");
    // An answer without a body is whole when its body is cut, and whose bucket it is is told by other calls too.
    const isMade =
        !(kind === "cut" && isHead) && !(kind === "forbidden" && call.name.startsWith("HeadBucket"));
    // What is broken may have nothing of what the call asks for, and two calls that stall may be in time.
    return broken === undefined && isMade && !(kind === "stall" && extent === "twice");
}

function tells(text: string, { kind }: Plan): boolean {
    return wordsOf[kind].test(text);
}

function nameOf(report: DiagnosisReport): string {
    return "error" in report ? `the error ${report.error}` : `the result ${report.result}`;
}
