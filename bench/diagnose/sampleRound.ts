import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot } from "../../sandbox/paths";
import { watchPeak } from "../processMemory";
import { rotated, type Tell } from "../rounds";

/** How many versions a sample looks at, of a bucket that has no more. */
export const sampleSizes = [1000, 100_000] as const;

/** One look at a sample, by the command of a user. */
export interface SampleMemory {
    readonly round: number;
    readonly size: number;
    readonly seconds: number;
    /** Peak memory in MB; on Linux alone. */
    readonly memory?: number;
}

const packageSchema = v.object({ scripts: v.object({ diagnose: v.string() }) });
const reportSchema = v.object({ sample: v.tuple([v.looseObject({ looked: v.number() })]) });

/** Each size once, in another order each round, by an S3 that makes its versions up. */
export async function measureSampleRound(
    round: number,
    stop: AbortSignal,
    tell: Tell,
): Promise<SampleMemory[]> {
    const server = execa("node", ["--require", "ts-node/register", path.join(__dirname, "fakeS3.ts")], {
        cancelSignal: stop,
        reject: false,
    });
    try {
        const [port] = await firstLine(server.stdout);
        const samples: SampleMemory[] = [];
        for (const size of rotated(sampleSizes, round)) {
            tell(`sample of ${size}`);
            samples.push({ round, size, ...(await look(`http://127.0.0.1:${port}`, size, stop)) });
        }
        return samples;
    } finally {
        server.kill();
        await server;
    }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<readonly string[]> {
    for await (const line of createInterface({ input: stream })) {
        return [line];
    }
    throw new Error("The S3 of the bench did not start.");
}

/** `npm run diagnose`, without npm. */
async function commandLine(): Promise<readonly [command: string, args: readonly string[]]> {
    const text = await readFile(path.join(projectRoot, "package.json"), "utf8");
    const [command = "", ...args] = v.parse(packageSchema, JSON.parse(text)).scripts.diagnose.split(" ");
    return [command, args];
}

async function look(
    endpoint: string,
    size: number,
    stop: AbortSignal,
): Promise<Pick<SampleMemory, "seconds" | "memory">> {
    const [command, args] = await commandLine();
    const buckets = ["--source-bucket", `bench-${size}`, "--destination-bucket", "copy"];
    const start = performance.now();
    const diagnosis = execa(command, [...args, ...buckets, "--sample", `${size}`, "--json"], {
        cwd: projectRoot,
        cancelSignal: stop,
        preferLocal: true,
        stdin: "ignore",
        stderr: "ignore",
        // Its exit code says that not all is known.
        reject: false,
        env: {
            AWS_ACCESS_KEY_ID: "bench",
            AWS_SECRET_ACCESS_KEY: "bench",
            AWS_ENDPOINT_URL: endpoint,
            AWS_REGION: "eu-west-1",
        },
    });
    const watch = watchPeak(diagnosis.pid);
    const { stdout } = await diagnosis.finally(watch.end);
    stop.throwIfAborted();
    const seconds = (performance.now() - start) / 1000;
    const {
        sample: [{ looked }],
    } = v.parse(reportSchema, JSON.parse(stdout));
    if (looked !== size) {
        throw new Error(`Of ${size} versions ${looked} were looked at.`);
    }
    return { seconds, memory: watch.peak() };
}
