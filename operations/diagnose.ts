import { couldNotRun, parseCommandLine, type DiagnoseOptions } from "./diagnose/commandLine";
import type { Facts } from "./diagnose/facts";
import type { Diagnosed } from "./diagnose/finding";
import { html } from "./diagnose/print/html";
import { pairOf } from "./diagnose/print/pair";
import { failedReport, type Report } from "./diagnose/report";
import { table } from "./diagnose/print/table";
import { pathOf } from "./diagnose/print/path";
import { withProgress } from "./diagnose/progress";
import { openStacks } from "./diagnose/read/openStacks";
import { runDiagnosis } from "./diagnose/run";
import { writeWhole } from "./diagnose/writeWhole";
import { onInterruption } from "./interruption";
import { messageOf } from "./operationError";
import { end } from "./terminal";
import { visibleJson, visibleLines } from "./visible";

const exitCodes = { works: 0, broken: 1, unknown: 2 } as const;

/** `npm run diagnose`: why a pair does not replicate, and what mends it. */
async function main(options: DiagnoseOptions): Promise<{ readonly text: string; readonly exitCode: number }> {
    const signal = onInterruption("Interrupted. Nothing was changed.", couldNotRun);
    const stacks = () => openStacks(options.projectDirectory);
    const { facts, findings, report } = await withProgress({
        title: "Reading what is deployed",
        run: (tell) => runDiagnosis({ ...options, openStacks: stacks, signal }, options, tell),
    });
    if (options.html !== undefined) {
        await writeWhole(options.html, page(report, facts, findings));
    }
    return {
        text: options.json ? inJson(report) : table(report, pairOf(facts), process.stdout.columns),
        exitCode: exitCodes[report.result],
    };
}

function page(report: Report, facts: Facts, findings: readonly Diagnosed[]): string {
    return html(report, { pair: pairOf(facts, "to"), path: pathOf(facts, findings), readAt: new Date() });
}

function inJson(report: Report): string {
    return visibleJson(JSON.stringify(report, undefined, 2));
}

const options = parseCommandLine(process.argv.slice(2));
main(options).then(
    ({ text, exitCode }) => {
        end(process.stdout, text, exitCode);
    },
    (error: unknown) => {
        const message = messageOf(error);
        if (options.json) {
            end(process.stdout, inJson(failedReport(message)), couldNotRun);
        } else {
            end(process.stderr, visibleLines(message), couldNotRun);
        }
    },
);
