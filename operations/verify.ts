import { onInterruption } from "./interruption";
import { messageOf } from "./operationError";
import { openProject } from "./project";
import { parseCommandLine, type VerifyOptions } from "./verify/commandLine";
import { connect } from "./verify/connect";
import { diagnoseAfterwards, type Diagnosis } from "./verify/diagnosis";
import { deployedStacks } from "./stacks/deployedStacks";
import { end } from "./terminal";
import { runWithProgress } from "./verify/progress";
import { report, table, type Report } from "./verify/report";

/** What was proven, or why nothing was; and where it was not proven that replication works, why it may not. */
interface Outcome {
    readonly result: Report | { readonly passed: false; readonly error: string };
    readonly diagnosis?: Diagnosis;
}

/** `npm run verify`: proves on the deployed buckets that replication works. */
async function main(options: VerifyOptions): Promise<Outcome> {
    const signal = onInterruption("Interrupted: the probes are removed. Interrupt again to leave them.");
    const result = await prove(options, signal).catch((error: unknown) => ({
        passed: false as const,
        error: messageOf(error),
    }));
    return result.passed || signal.aborted
        ? { result }
        : { result, diagnosis: await diagnoseAfterwards(options, signal) };
}

async function prove(options: VerifyOptions, signal: AbortSignal): Promise<Report> {
    const context = await connect({
        ...options,
        stacks: deployedStacks(await openProject(options.projectDirectory)),
        signal,
    });
    return report(context, await runWithProgress(context));
}

function inJson({ result, diagnosis }: Outcome): string {
    return JSON.stringify({ ...result, ...(diagnosis && { diagnosis: diagnosis.report }) }, undefined, 2);
}

/** For people: what was proven goes to stdout, and why nothing was to stderr, as all errors do. */
function print({ result, diagnosis }: Outcome, columns: number | undefined): void {
    const own = "error" in result ? result.error : table(result, columns);
    const why = diagnosis?.text(columns) ?? "";
    // Where nothing can be read, both say so in the same words.
    const text = why === "" || why.endsWith(own) ? own : `${own}\n\n${why}`;
    end("error" in result ? process.stderr : process.stdout, text, result.passed ? 0 : 1);
}

const options = parseCommandLine(process.argv.slice(2));
void main(options).then((outcome) => {
    if (options.json) {
        end(process.stdout, inJson(outcome), outcome.result.passed ? 0 : 1);
    } else {
        print(outcome, process.stdout.columns);
    }
});
