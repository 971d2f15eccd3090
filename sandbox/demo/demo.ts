/**
 * `make demo`: the main job from nothing, on this machine. Deploys both stacks as they ship, proves on the buckets that
 * replication works, and takes everything down again. KEEP=1 leaves it running.
 */
import type { Stack } from "@pulumi/pulumi/automation";
import { execa } from "execa";
import { Listr, type ListrTask } from "listr2";
import * as v from "valibot";
import { onInterruption } from "../../operations/interruption";
import { prepareToolchain } from "../engine/toolchain";
import { emulatorPython } from "../emulator/python";
import { projectRoot } from "../paths";
import { logged, selectStack } from "../pulumi";
import { startSandbox, type Sandbox } from "../sandbox";
import { Comparison } from "./article";
import { seeArrived, writeBefore } from "./backfill";
import { refuseOutsider } from "./outsider";

const keep = !["", "0", undefined].includes(process.env.KEEP);
const interruption = onInterruption("Interrupted: taking down what was made. Once more ends at once.");

/** Listr's own handler would end the process before anything is taken down. */
const listOptions = { registerSignalListeners: false };

/** A step of the demo, with what it found in its title once it is done. */
function step(title: string, run: (progress: (text: string) => void) => Promise<string>): ListrTask {
    return {
        title,
        task: async (_, own) => {
            interruption.throwIfAborted();
            const seen = await run((text) => {
                own.output = text;
            });
            interruption.throwIfAborted();
            own.title = `${title}: ${seen}`;
        },
    };
}

async function deploy(stack: Stack, sandbox: Sandbox): Promise<string> {
    const { summary } = await stack.up(logged(sandbox));
    return `${summary.resourceChanges?.create ?? 0} resources`;
}

async function deployAgain(stack: Stack, sandbox: Sandbox): Promise<string> {
    const { summary } = await stack.up(logged(sandbox));
    const { same = 0, ...changes } = summary.resourceChanges ?? {};
    if (Object.keys(changes).length > 0) {
        throw new Error(
            `A second \`pulumi up\` of ${stack.name} changes something: ${JSON.stringify(changes)}`,
        );
    }
    return `${same} resources, all the same`;
}

const outputsSchema = v.object({
    bucketName: v.string(),
    roleArn: v.string(),
    destination: v.object({ bucketArn: v.string(), bucketName: v.string(), accountId: v.string() }),
});

async function sourceOutputs(source: Stack) {
    const outputs = Object.entries(await source.outputs()).map(([name, { value }]): [string, unknown] => [
        name,
        value,
    ]);
    return v.parse(outputsSchema, Object.fromEntries(outputs));
}

/** Starts the sandbox, and hands it over at once: from then on it has to be taken down. */
async function start(own: (sandbox: Sandbox) => void): Promise<void> {
    await new Listr(
        [
            step("Set-up of the AWS emulator", async (progress) => {
                await emulatorPython(progress);
                return "MiniStack";
            }),
            step("Set-up of Pulumi", async (progress) => {
                const { engine, language, awsPlugin } = await prepareToolchain({ progress });
                return (
                    `engine ${engine.version} (${engine.origin}), language host: ${language.kind}, ` +
                    `AWS plug-in: ${awsPlugin.kind}`
                );
            }),
            step("AWS with two accounts", async (progress) => {
                const sandbox = await startSandbox({ detached: keep, interruption, progress });
                own(sandbox);
                return sandbox.endpoint;
            }),
        ],
        listOptions,
    ).run();
}

async function show(sandbox: Sandbox): Promise<void> {
    const destination = await selectStack(sandbox, "destination");
    const source = await selectStack(sandbox, "source");
    await new Listr(
        [
            step("pulumi up --stack destination", () => deploy(destination, sandbox)),
            step("pulumi up --stack source", () => deploy(source, sandbox)),
        ],
        listOptions,
    ).run();

    await runCommand(sandbox, source, "verify", "--timeout", "30");

    const { bucketName, roleArn, destination: target } = await sourceOutputs(source);
    const buckets = {
        source: bucketName,
        destination: target.bucketName,
        destinationArn: target.bucketArn,
        roleName: roleArn.split("/").at(-1) ?? roleArn,
    };
    const comparison = await Comparison.ask(sandbox, bucketName, {
        roleArn,
        destinationArn: target.bucketArn,
        destinationAccountId: target.accountId,
    });
    await new Listr(
        [
            step("The replication configuration says what the article's says", () =>
                comparison.same()
                    ? Promise.resolve("in today's form")
                    : Promise.reject(new Error(`They differ:\n${comparison.toString()}`)),
            ),
            step("A third account is refused", () => refuseOutsider(sandbox, buckets)),
            step("pulumi up --stack destination, again", () => deployAgain(destination, sandbox)),
            step("pulumi up --stack source, again", () => deployAgain(source, sandbox)),
            step("An object from before the replication", () => writeBefore(sandbox, buckets)),
            step("pulumi up --stack source, with the setting backfill", async () => {
                await source.setConfig("backfill.expirationDays", { value: "30" }, true);
                return deploy(source, sandbox);
            }),
        ],
        listOptions,
    ).run();

    await runCommand(sandbox, source, "backfill", "--yes");
    await new Listr(
        [step("The object from before has arrived", () => seeArrived(sandbox, buckets))],
        listOptions,
    ).run();
    console.log(comparison.toString());
}

/** Runs a command of the project. The sandbox's copy of it is where its stacks are; each side has a profile of its name. */
async function runCommand(
    sandbox: Sandbox,
    source: Stack,
    command: "verify" | "backfill",
    ...options: readonly string[]
): Promise<void> {
    console.log(`\nnpm run ${command}`);
    const profiles = ["--source-profile", "source", "--destination-profile", "destination"];
    const shared = ["--cwd", source.workspace.workDir, ...profiles];
    await execa("npm", ["run", "--silent", command, "--", ...shared, ...options], {
        cwd: projectRoot,
        env: sandbox.env("source"),
        stdio: ["ignore", "inherit", "inherit"],
        cancelSignal: interruption,
    });
}

async function main(): Promise<void> {
    const started: Sandbox[] = [];
    try {
        await start((sandbox) => started.push(sandbox));
        for (const sandbox of started) {
            await show(sandbox);
        }
    } finally {
        if (keep && started.length > 0) {
            console.log("\nLeft running. To look: npm run sandbox -- status, npm run sandbox -- env");
            console.log("To stop it: npm run sandbox -- stop");
        } else {
            await Promise.all(started.map((sandbox) => sandbox.stop()));
            console.log("\nTaken down: nothing is left.");
        }
    }
}

main().catch((error: unknown) => {
    console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
});
