import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import * as v from "valibot";
import { sandboxHome } from "../../sandbox/paths";
import { startSandbox } from "../../sandbox/sandbox";
import { initStack, pulumi } from "../command";
import { measureCommand, withFakeAws } from "../fakeAws";
import { jobIdOf } from "../fakeAws/report";
import type { MemoryBySize } from "../memorySummary";
import { prepareProgram, type Deployment } from "../programs";
import { rotated, type Tell } from "../rounds";

/** Of how many tasks the reports are. */
const sizes = [10_000, 1_000_000] as const;

const reportSchema = v.object({
    report: v.object({ tasks: v.number(), problems: v.pipe(v.array(v.string()), v.length(0)) }),
});

/** Each size once, in another order each round: a job that has ended is followed, and its report read, with the failed listed. */
export async function measureReportRound(
    round: number,
    stop: AbortSignal,
    tell: Tell,
): Promise<MemoryBySize[]> {
    const sandbox = await startSandbox({ directory: path.join(sandboxHome, "bench", "backfill") });
    try {
        return await withFakeAws(stop, async (endpoint) => {
            const deployments = await prepareProgram(sandbox, "ours");
            for (const deployment of deployments) {
                await initStack(deployment, stop);
                await giveOutputs(deployment, outputsOf(sandbox.accounts, endpoint)[deployment.stack], stop);
            }
            const runs: MemoryBySize[] = [];
            for (const size of rotated(sizes, round)) {
                tell(`report of ${size}`);
                const { folder } = deployments[0];
                const failed = path.join(folder, "failed.csv");
                const { stdout, ...took } = await measureCommand(
                    "backfill",
                    [
                        ...["--cwd", folder, "--job", jobIdOf(size), "--failed", failed, "--json"],
                        ...["--source-profile", "source", "--destination-profile", "destination"],
                    ],
                    sandbox.env("source"),
                    stop,
                );
                const { report } = v.parse(reportSchema, JSON.parse(stdout));
                if (report.tasks !== size) {
                    throw new Error(`Of ${size} tasks ${report.tasks} were read.`);
                }
                runs.push({ round, size, ...took });
            }
            return runs;
        });
    } finally {
        await sandbox.stop();
    }
}

/** What the stacks of a pair that is deployed at this AWS would say. */
function outputsOf(
    { source, destination }: Readonly<Record<"source" | "destination", { readonly accountId: string }>>,
    endpoint: string,
) {
    const there = { bucketArn: "arn:aws:s3:::copy", accountId: destination.accountId };
    const role = `arn:aws:iam::${source.accountId}:role/bench`;
    const region = "eu-west-1";
    return {
        source: {
            bucketArn: "arn:aws:s3:::bench-1",
            bucketName: "bench-1",
            accountId: source.accountId,
            region,
            endpoint,
            roleArn: role,
            destination: there,
            backfill: { roleArn: role, bucketName: "reports", prefix: "" },
        },
        destination: { ...there, bucketName: "copy", region, endpoint },
    };
}

const stateSchema = v.looseObject({ deployment: v.looseObject({}) });

/** Gives a stack outputs without a deployment. */
async function giveOutputs(deployment: Deployment, outputs: object, stop: AbortSignal): Promise<void> {
    const state = v.parse(stateSchema, JSON.parse(await pulumi(deployment, ["stack", "export"], stop)));
    const { stack, folder } = deployment;
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${stack}::bench::${type}::bench-${stack}`;
    const file = path.join(folder, `${stack}.json`);
    const resources = [{ urn, type, custom: false, outputs }];
    await writeFile(file, JSON.stringify({ ...state, deployment: { ...state.deployment, resources } }));
    await pulumi(deployment, ["stack", "import", "--file", file], stop);
}
