import * as path from "node:path";
import { Command } from "commander";
import { Listr, type ListrTask } from "listr2";
import { onInterruption } from "../operations/interruption";
import { emulatorPython } from "./emulator/python";
import { prepareToolchain, type Toolchain } from "./engine/toolchain";
import { versions } from "./engine/versions";
import { defaultRun, projectRoot } from "./paths";
import { sides } from "./profiles";
import { copyProject } from "./project";
import { selectStack } from "./pulumi";
import { openSandbox, startSandbox, stopSandbox, type Sandbox } from "./sandbox";
import { shellLines } from "./shell";

const program = new Command("npm run sandbox --")
    .description(
        "AWS with two accounts and an outsider on this machine, and the Pulumi engine that deploys to it",
    )
    .option("--directory <folder>", "where the sandbox keeps its files", defaultRun)
    .showHelpAfterError();

const directoryOf = () => path.resolve(program.opts<{ directory: string }>().directory);

function task(title: string, run: (progress: (text: string) => void) => Promise<void>): ListrTask {
    return {
        title,
        task: (_, own) =>
            run((text) => {
                own.output = text;
            }),
    };
}

function setupTasks(refresh: boolean): ListrTask[] {
    return [
        task("The AWS emulator and the AWS CLI", async (progress) => {
            await emulatorPython(progress);
        }),
        task("The Pulumi engine, its language host and the AWS plug-in", async (progress) => {
            await prepareToolchain({ progress, refresh });
        }),
    ];
}

function describe({ engine, language, awsPlugin }: Toolchain): string {
    const whose = { official: "the official one", "stand-in": "the project's stand-in" };
    return [
        `engine         pulumi ${engine.version}, ${engine.origin}: ${engine.path}`,
        `language host  ${whose[language.kind]}: ${language.path}`,
        `AWS plug-in    ${whose[awsPlugin.kind]}, version ${versions.awsPlugin}: ${awsPlugin.path}`,
    ].join("\n");
}

/** A sandbox with both stacks; where that fails or is interrupted, none. */
async function startWhole(directory: string, interruption: AbortSignal): Promise<Sandbox> {
    const started: Sandbox[] = [];
    const tasks = [
        task("MiniStack, two accounts and an outsider", async (progress) => {
            started.push(await startSandbox({ directory, detached: true, interruption, progress }));
        }),
        task("The stacks destination and source, still empty", async () => {
            for (const sandbox of started) {
                await selectStack(sandbox, "destination");
                await selectStack(sandbox, "source");
            }
            interruption.throwIfAborted();
        }),
    ];
    try {
        // Listr's own handler would end the process before anything is removed.
        await new Listr(tasks, { registerSignalListeners: false }).run();
        return await running();
    } catch (error) {
        await Promise.all(started.map((sandbox) => sandbox.stop()));
        throw error;
    }
}

async function running(): Promise<Sandbox> {
    const sandbox = await openSandbox(directoryOf());
    if (!sandbox) {
        throw new Error(`No sandbox is running in ${directoryOf()}. Start one: npm run sandbox -- start`);
    }
    return sandbox;
}

program
    .command("setup")
    .description("download and build everything; does nothing that is already done")
    .option("--refresh", "try again what could not be downloaded before", false)
    .action(async ({ refresh }: { refresh: boolean }) => {
        await new Listr(setupTasks(refresh), { concurrent: true }).run();
        console.log(describe(await prepareToolchain()));
    });

program
    .command("start")
    .description("start a sandbox that stays until it is stopped")
    .action(async () => {
        const directory = directoryOf();
        await new Listr(setupTasks(false)).run();
        const interruption = onInterruption(
            "Interrupted: removing what was started. Once more ends at once.",
        );
        const sandbox = await startWhole(directory, interruption);
        console.log(`Running at ${sandbox.endpoint}. To use it in this shell:`);
        console.log('    eval "$(npm run --silent sandbox -- env)"');
        console.log("To end it: npm run sandbox -- stop");
    });

program
    .command("status")
    .description("say what is running, and what it is made of")
    .action(async () => {
        const sandbox = await running();
        const accounts = sides.map((side) => {
            const { accountId, region } = sandbox.accounts[side];
            return `profile ${side.padEnd(12)} account ${accountId}, ${region}`;
        });
        console.log(`endpoint       ${sandbox.endpoint} (process ${sandbox.pid})`);
        console.log(`directory      ${sandbox.directory}`);
        console.log(describe(sandbox.toolchain));
        console.log(accounts.join("\n"));
    });

program
    .command("env")
    .description('print what a shell needs: eval "$(npm run --silent sandbox -- env)"')
    .argument("[side]", `whose credentials: ${sides.join(", ")}`, "source")
    .option("--json", "as a JSON object", false)
    .action(async (text: string, { json }: { json: boolean }) => {
        const side = sides.find((known) => known === text);
        if (side === undefined) {
            throw new Error(`side: "${text}" is not one of ${sides.join(", ")}.`);
        }
        const sandbox = await running();
        if (json) {
            console.log(JSON.stringify(sandbox.env(side), undefined, 2));
            return;
        }
        const project = await copyProject(sandbox.directory, projectRoot, ["destination", "source"]);
        console.log(shellLines(sandbox, side, project));
    });

program
    .command("stop")
    .description("end the sandbox, and remove all that it deployed")
    .action(async () => {
        console.log((await stopSandbox(directoryOf())) ? "Stopped and removed." : "No sandbox is running.");
    });

program.parseAsync().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
