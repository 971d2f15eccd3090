import { explainReason } from "../diagnose/explainedReason";
import type { Diagnosed } from "../diagnose/finding";
import { reasons } from "../diagnose/judge/reasons";
import { clientsOf } from "../diagnose/object/pair";
import { messageOf, OperationError } from "../operationError";
import { checkSample } from "./check";
import type { Context } from "./context";
import type { Job } from "./job/jobs";
import type { Backfill, BackfillReport, SampleCheck } from "./outcome";
import { many } from "./print/amounts";
import type { ReportSummary } from "./report/report";
import { verdictOn } from "./verdict";

/** Reads the report of a job that has ended, compares a sample, and gives the verdict. */
export async function conclude(
    context: Context,
    job: Job,
    tell: (at: string) => void,
): Promise<Pick<Backfill, "result" | "message" | "report" | "check">> {
    const { options, pair, failedFile } = context;
    const summary = await context.readReport(job, {
        sample: options.check,
        tell,
        ...(failedFile && { onFailed: (row) => failedFile.add(row) }),
    });
    await failedFile?.write();
    const { sample = [] } = summary ?? {};
    if (sample.length > 0) {
        tell(`comparing ${many(sample.length, "object")} with the destination`);
    }
    const check = sample.length > 0 ? await compare(context, sample) : undefined;
    const report = summary && reportOf(summary, pair.findings, failedFile?.file);
    return { ...verdictOn(job, report, check), ...(report && { report }), ...(check && { check }) };
}

async function compare(context: Context, objects: ReportSummary["sample"]): Promise<SampleCheck> {
    const { facts, connections } = context.pair;
    try {
        return await context.inTime(() => checkSample(objects, { facts, clients: clientsOf(connections) }));
    } catch (error) {
        if (error instanceof OperationError) {
            return { checked: 0, equal: 0, differing: [], unread: [messageOf(error)], notes: [] };
        }
        throw error;
    }
}

function reportOf(
    { sample, reasons: found, ...summary }: ReportSummary,
    findings: readonly Diagnosed[],
    failedFile: string | undefined,
): BackfillReport {
    return {
        ...summary,
        reasons: found.map((reason) => ({
            ...reason,
            ...(Object.hasOwn(reasons, reason.code) && { explained: explainReason(reason.code, findings) }),
        })),
        ...(failedFile !== undefined && { failedFile }),
    };
}
