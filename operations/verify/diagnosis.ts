import { messageOf } from "../operationError";
import { pairOf } from "../diagnose/print/pair";
import { failedReport, type FailedReport, type Report } from "../diagnose/report";
import { table } from "../diagnose/print/table";
import { openStacks } from "../diagnose/read/openStacks";
import { runDiagnosis } from "../diagnose/run";
import type { VerifyOptions } from "./commandLine";

/** Why it does not replicate, for JSON and for people. */
export interface Diagnosis {
    readonly report: Report | FailedReport;
    readonly text: (columns?: number) => string;
}

/** How long AWS is given for a diagnosis, at most: whoever waits for the result has waited long already. */
const secondsToDiagnose = 60;

/** Diagnoses what was not seen to work. What goes wrong in it is told as such, and hides nothing. */
export async function diagnoseAfterwards(
    { source, destination, projectDirectory, timeoutSeconds }: VerifyOptions,
    signal: AbortSignal,
): Promise<Diagnosis> {
    try {
        const { facts, report } = await runDiagnosis({
            pair: { stacks: { source: source.stack, destination: destination.stack } },
            source,
            destination,
            projectDirectory,
            timeoutSeconds: Math.min(timeoutSeconds, secondsToDiagnose),
            openStacks: () => openStacks(projectDirectory),
            signal,
        });
        return { report, text: (columns) => table(report, pairOf(facts), columns) };
    } catch (error) {
        const message = messageOf(error);
        return { report: failedReport(message), text: () => `No diagnosis: ${message}` };
    }
}
