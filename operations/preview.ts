import { Listr } from "listr2";
import { writeFile } from "node:fs/promises";
import { callersPath } from "./callersPath";
import { explain } from "./operationError";
import { parseCommandLine, type PreviewOptions } from "./preview/commandLine";
import { exitCode, lostBuckets, redirected } from "./preview/findings";
import { markdown } from "./preview/markdown";
import { previewStack } from "./preview/previewStack";
import type { StackChanges } from "./preview/stackChanges";
import { visibleJson } from "./visible";
import { progressOnStderr } from "./terminal";

/** `npm run preview`: what a deployment would change, for reviewers. */
async function main(options: PreviewOptions): Promise<void> {
    const stacks: StackChanges[] = [];
    const tasks = options.stacks.map((stack) => ({
        title: `Preview of ${stack}`,
        task: async (_: unknown, shown: { output: string; title: string }) => {
            const request = {
                stack,
                projectDirectory: options.projectDirectory,
                profile: options.profiles.get(stack),
            };
            const changes = await previewStack(request, (resource) => (shown.output = resource));
            stacks.push(changes);
            if (changes.errors.length > 0) {
                shown.title = `Preview of ${stack} failed`;
            }
        },
    }));
    await new Listr(tasks, progressOnStderr()).run();

    const text = markdown(stacks);
    if (options.output !== undefined) {
        await writeFile(callersPath(options.output), text);
    }
    const document = {
        exitCode: exitCode(stacks, options.failOnWarning),
        lostBuckets: lostBuckets(stacks),
        redirected: redirected(stacks),
        stacks,
    };
    process.stdout.write(options.json ? `${visibleJson(JSON.stringify(document, undefined, 2))}\n` : text);
    process.exitCode = document.exitCode;
}

main(parseCommandLine(process.argv.slice(2))).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
});
