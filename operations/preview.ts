import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { Listr } from "listr2";
import { checkWritable, writeWhole } from "./diagnose/writeWhole";
import { explain } from "./operationError";
import { parseCommandLine, type PreviewOptions } from "./preview/commandLine";
import { exitCode } from "./preview/exitCode";
import { lostBuckets, redirected } from "./preview/findings";
import { judge } from "./preview/judge";
import { previewStack, type PreviewedStack } from "./preview/previewStack";
import { markdown } from "./preview/print/markdown";
import { readGroups } from "./preview/projectGroups";
import { openProject, projectDirectory } from "./project";
import { progressOnStderr } from "./terminal";
import { visibleJson } from "./visible";

/** How many stacks are previewed at once: each takes an engine, a program and the AWS plug-in. */
const atOnce = 4;

/** `npm run preview`: what a deployment would mean and change, for reviewers. */
async function main(options: PreviewOptions): Promise<void> {
    if (options.output !== undefined) {
        await checkWritable(options.output);
    }
    const project = await openProject(options.projectDirectory);
    const groups = options.groups === "all" ? await readGroups(project) : options.groups;
    const previewed = await previewAll([...new Set(groups.flat())], options, project.pulumiCommand);
    const judged = groups.map((stacks) =>
        judge(
            stacks.flatMap((stack) => previewed.get(stack) ?? []),
            {
                profiles: options.profiles,
                ...(options.projectDirectory !== projectDirectory && {
                    projectFolder: options.projectDirectory,
                }),
            },
        ),
    );

    const text = markdown(judged);
    if (options.output !== undefined) {
        await writeWhole(options.output, text);
    }
    const stacks = judged.flatMap((one) => one.stacks);
    const together = judged.map((one) => one.stacks.map(({ stack }) => stack));
    const document = {
        exitCode: exitCode(judged, options),
        findings: judged.flatMap(({ findings }, index) =>
            findings.map((finding) => ({ ...finding, stacks: together[index] })),
        ),
        order: judged.map(({ order }, index) => ({ stacks: together[index], ...order })),
        lostBuckets: lostBuckets(stacks),
        redirected: redirected(stacks),
        stacks,
    };
    process.stdout.write(options.json ? `${visibleJson(JSON.stringify(document, undefined, 2))}\n` : text);
    process.exitCode = document.exitCode;
}

/** Previews side by side. */
async function previewAll(
    stacks: readonly string[],
    options: PreviewOptions,
    pulumiCommand: PulumiCommand,
): Promise<ReadonlyMap<string, PreviewedStack>> {
    const previewed = new Map<string, PreviewedStack>();
    const tasks = stacks.map((stack) => ({
        title: `Preview of ${stack}`,
        task: async (_: unknown, shown: { output: string; title: string }) => {
            const request = {
                stack,
                projectDirectory: options.projectDirectory,
                pulumiCommand,
                profile: options.profiles.get(stack),
            };
            const result = await previewStack(request, (resource) => (shown.output = resource));
            previewed.set(stack, result);
            if (result.preview.failure !== undefined) {
                shown.title = `Preview of ${stack} failed`;
            }
        },
    }));
    await new Listr(tasks, { ...progressOnStderr(), concurrent: atOnce }).run();
    return previewed;
}

main(parseCommandLine(process.argv.slice(2))).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
});
