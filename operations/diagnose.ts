import { couldNotRun, parseCommandLine, type DiagnoseOptions } from "./diagnose/commandLine";
import { html } from "./diagnose/print/html";
import { pairOf } from "./diagnose/print/pair";
import { pathOf } from "./diagnose/print/path";
import { table } from "./diagnose/print/table";
import { withProgress } from "./diagnose/progress";
import { openStacks } from "./diagnose/read/openStacks";
import { failedReport, type Report } from "./diagnose/report";
import { runDiagnosis, type Outcome } from "./diagnose/run";
import { checkWritable, writeWhole } from "./diagnose/writeWhole";
import { onInterruption } from "./interruption";
import { messageOf } from "./operationError";
import { end } from "./terminal";
import { visibleJson, visibleLines } from "./visible";

const exitCodes = { works: 0, broken: 1, unknown: 2 } as const;

/** `npm run diagnose`: why a pair does not replicate, and what mends it. */
async function diagnose(options: DiagnoseOptions, signal: AbortSignal): Promise<Outcome> {
    if (options.html !== undefined) {
        await checkWritable(options.html);
    }
    const stacks = () => openStacks(options.projectDirectory);
    return withProgress({
        title: "Reading what is deployed",
        run: (tell) => runDiagnosis({ ...options, openStacks: stacks, signal }, options, tell),
    });
}

/** Prints it, and writes the page. A page that cannot be written takes nothing away from what is printed. */
async function tell(options: DiagnoseOptions, { facts, findings, report }: Outcome): Promise<void> {
    const text = options.json ? inJson(report) : table(report, pairOf(facts), process.stdout.columns);
    try {
        if (options.html !== undefined) {
            const page = { pair: pairOf(facts, "to"), path: pathOf(facts, findings), readAt: new Date() };
            await writeWhole(options.html, html(report, page));
        }
        end(process.stdout, text, exitCodes[report.result]);
    } catch (error) {
        process.stdout.write(`${text}\n`, () => {
            end(process.stderr, visibleLines(messageOf(error)), couldNotRun);
        });
    }
}

function inJson(report: Report): string {
    return visibleJson(JSON.stringify(report, undefined, 2));
}

const options = parseCommandLine(process.argv.slice(2));
const signal = onInterruption(undefined, couldNotRun);
diagnose(options, signal)
    .then((outcome) => tell(options, outcome))
    .catch((error: unknown) => {
        const message = signal.aborted ? "Interrupted: nothing was changed." : messageOf(error);
        if (options.json) {
            end(process.stdout, inJson(failedReport(message)), couldNotRun);
        } else {
            end(process.stderr, visibleLines(message), couldNotRun);
        }
    });
