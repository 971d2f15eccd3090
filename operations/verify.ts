import { onInterruption } from "./interruption";
import { messageOf } from "./operationError";
import { openProject } from "./project";
import { parseCommandLine, type VerifyOptions } from "./verify/commandLine";
import { connect } from "./verify/connect";
import { deployedStacks } from "./stacks/deployedStacks";
import { end } from "./terminal";
import { runWithProgress } from "./verify/progress";
import { report, table, type Report } from "./verify/report";

/** `npm run verify`: proves on the deployed buckets that replication works. */
async function main(options: VerifyOptions): Promise<Report> {
    const signal = onInterruption("Interrupted: the probes are removed. Interrupt again to leave them.");
    const context = await connect({
        ...options,
        stacks: deployedStacks(await openProject(options.projectDirectory)),
        signal,
    });
    return report(context, await runWithProgress(context));
}

const options = parseCommandLine(process.argv.slice(2));
main(options).then(
    (result) => {
        const text = options.json
            ? JSON.stringify(result, undefined, 2)
            : table(result, process.stdout.columns);
        end(process.stdout, text, result.passed ? 0 : 1);
    },
    (error: unknown) => {
        if (options.json) {
            end(process.stdout, JSON.stringify({ passed: false, error: messageOf(error) }, undefined, 2), 1);
        } else {
            end(process.stderr, messageOf(error), 1);
        }
    },
);
