import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot, sandboxHome } from "../../sandbox/paths";
import type { Proxy } from "../../sandbox/proxy/proxy";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { rememberAnswers } from "./rememberedAnswers";
import { initStack, operate } from "../command";
import { prepareProgram } from "../programs";
import type { Tell } from "../rounds";

const timesSchema = v.object({
    /** A plain script that makes the same calls. */
    plain: v.number(),
    /** The diagnosis of the shipped pair. */
    ours: v.number(),
    /** The diagnosis of the same pair with 1,000 rules. */
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
        const proxies = await Promise.all([rememberAnswers(sandbox), rememberAnswers(sandbox)]);
        try {
            return await measurePair(sandbox, proxies, stop);
        } finally {
            proxies.forEach((proxy) => {
                proxy.stop();
            });
        }
    } finally {
        await sandbox.stop();
    }
}

async function measurePair(
    sandbox: Sandbox,
    proxies: readonly Proxy[],
    stop: AbortSignal,
): Promise<PairTimes> {
    const script = path.join(__dirname, "pairProcess.ts");
    const addresses = proxies.map(({ endpoint }) => endpoint);
    const { stdout } = await execa(
        "node",
        ["--require", "ts-node/register", script, ...buckets, ...addresses],
        {
            cwd: projectRoot,
            env: sandbox.env("source"),
            stdin: "ignore",
            cancelSignal: stop,
        },
    );
    return v.parse(timesSchema, JSON.parse(stdout));
}
