import { execa } from "execa";
import * as path from "node:path";
import { projectRoot, sandboxHome } from "../../sandbox/paths";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { initStack, operate, pulumi } from "../command";
import { prepareProgram, type Deployment } from "../programs";
import { rotated, type Tell } from "../rounds";

/** What previews of both stacks took, in seconds. */
export interface PreviewTimes {
    /** `pulumi preview`, of one stack after the other. */
    readonly pulumi: number;
    /** The command, of both. */
    readonly ours: number;
}

/** Deploys what ships, changes a setting of both sides, and previews that in both ways. */
export async function measurePreviewRound(
    round: number,
    stop: AbortSignal,
    tell: Tell,
): Promise<PreviewTimes> {
    const sandbox = await startSandbox({ directory: path.join(sandboxHome, "bench", "preview") });
    try {
        const deployments = await prepareProgram(sandbox, "ours");
        for (const deployment of deployments) {
            tell(`up of ${deployment.stack}`);
            await initStack(deployment, stop);
            await operate(deployment, "up", stop);
            await pulumi(
                deployment,
                ["config", "set", "deleteMarkerReplication", "false", "--non-interactive"],
                stop,
            );
        }
        const seconds = { pulumi: 0, ours: 0 };
        const ways = {
            pulumi: async () => {
                for (const deployment of deployments) {
                    await operate(deployment, "preview", stop);
                }
            },
            ours: () => previewBoth(sandbox, deployments, stop),
        };
        for (const way of rotated(["pulumi", "ours"] as const, round)) {
            tell(`previews of both stacks, ${way}`);
            const start = performance.now();
            await ways[way]();
            seconds[way] = (performance.now() - start) / 1000;
        }
        return seconds;
    } finally {
        await sandbox.stop();
    }
}

async function previewBoth(
    sandbox: Sandbox,
    [{ folder, stack }, other]: readonly [Deployment, Deployment],
    stop: AbortSignal,
): Promise<void> {
    const profiles = [stack, other.stack].flatMap((side) => ["--profile", `${side}=${side}`]);
    const { stdout } = await execa(
        "npm",
        ["run", "--silent", "preview", "--", "--cwd", folder, ...profiles],
        { cwd: projectRoot, env: sandbox.env("source"), stdin: "ignore", cancelSignal: stop },
    );
    if (!stdout.includes("delete-markers-skipped")) {
        throw new Error(`The previews do not say that deletions would no longer be replicated:\n${stdout}`);
    }
}
