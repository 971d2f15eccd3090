import * as path from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import * as v from "valibot";
import { rotated, type Tell } from "../rounds";

/** How many versions a sample looks at, of a bucket that has no more. */
export const sampleSizes = [1000, 100_000] as const;

/** One look at a sample, in a process of its own. */
export interface SampleMemory {
    readonly round: number;
    readonly size: number;
    readonly seconds: number;
    /** Peak memory in MB; on Linux alone. */
    readonly memory?: number;
}

const said = v.object({ looked: v.number(), memory: v.optional(v.number()) });

/** Of Node, as `npm run diagnose` is to give them: a new space of 16 MB, filled three times over, is memory that nobody needs. */
const nodeOptions = ["--max-semi-space-size=1"];
const script = (name: string) => ["--require", "ts-node/register", path.join(__dirname, name)];

/** Each size once, in another order each round, by an S3 that makes its versions up. */
export async function measureSampleRound(
    round: number,
    stop: AbortSignal,
    tell: Tell,
): Promise<SampleMemory[]> {
    const server = execa("node", script("fakeS3.ts"), { cancelSignal: stop, reject: false });
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

async function look(
    endpoint: string,
    size: number,
    stop: AbortSignal,
): Promise<Pick<SampleMemory, "seconds" | "memory">> {
    const start = performance.now();
    const { stdout } = await execa(
        "node",
        [...nodeOptions, ...script("sampleProcess.ts"), endpoint, `bench-${size}`, `${size}`],
        {
            cancelSignal: stop,
            env: { AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
        },
    );
    const seconds = (performance.now() - start) / 1000;
    const { looked, memory } = v.parse(said, JSON.parse(stdout));
    if (looked !== size) {
        throw new Error(`Of ${size} versions ${looked} were looked at.`);
    }
    return { seconds, memory };
}
