import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot, sandboxHome } from "../../sandbox/paths";
import { startSandbox } from "../../sandbox/sandbox";
import { initStack, operate } from "../command";
import { prepareProgram } from "../programs";
import type { Tell } from "../rounds";

const timesSchema = v.object({
    /** A plain script that makes the same calls. */
    plain: v.number(),
    /** The diagnosis of the shipped pair. */
    ours: v.number(),
    /** The diagnosis of the pair with one rule, and with 1,000. */
    oneRule: v.number(),
    manyRules: v.number(),
});

/** What each took in seconds. */
export type PairTimes = v.InferOutput<typeof timesSchema>;

/** The buckets of the settings that ship. */
const buckets = ["sre-bucket-source", "sre-bucket-destination"];

/** Deploys what ships, and diagnoses it in a process of its own. */
export async function measurePairRound(stop: AbortSignal, tell: Tell): Promise<PairTimes> {
    const sandbox = await startSandbox({ directory: path.join(sandboxHome, "bench", "diagnose") });
    try {
        for (const deployment of await prepareProgram(sandbox, "ours")) {
            tell(`up of ${deployment.stack}`);
            await initStack(deployment, stop);
            await operate(deployment, "up", stop);
        }
        tell("diagnosis of the pair");
        const script = path.join(__dirname, "pairProcess.ts");
        const { stdout } = await execa("node", ["--require", "ts-node/register", script, ...buckets], {
            cwd: projectRoot,
            env: sandbox.env("source"),
            stdin: "ignore",
            cancelSignal: stop,
        });
        return v.parse(timesSchema, JSON.parse(stdout));
    } finally {
        await sandbox.stop();
    }
}
