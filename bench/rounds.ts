import * as path from "node:path";
import { sandboxHome } from "../sandbox/paths";
import { startSandbox, type Sandbox } from "../sandbox/sandbox";
import { initStack, measure, operations, type Measurement, type Operation } from "./command";
import { benchSides, prepareProgram, type BenchSide, type Program } from "./programs";

export interface Sample extends Measurement {
    readonly round: number;
    readonly program: Program;
    readonly side: BenchSide;
    readonly operation: Operation;
}

/** Takes what is being done just now. */
export type Tell = (text: string) => void;

/**
 * Runs with one sandbox for the program and another for its plain counterpart, since the two deploy buckets of the same
 * names. Both are new, and end with the run.
 */
export async function withSandboxes<T>(
    run: (sandboxes: { readonly ours: Sandbox; readonly plain: Sandbox }) => Promise<T>,
): Promise<T> {
    const start = (name: string) => startSandbox({ directory: path.join(sandboxHome, "bench", name) });
    const ours = await start("ours");
    try {
        const plain = await start("plain");
        try {
            return await run({ ours, plain });
        } finally {
            await plain.stop();
        }
    } finally {
        await ours.stop();
    }
}

/**
 * Everything once: each operation of the programs one right after the other, so that whatever else the machine does
 * meanwhile meets them alike, and in another order each round.
 */
export function measureRound(round: number, stop: AbortSignal, tell: Tell): Promise<Sample[]> {
    return withSandboxes(async (sandboxes) => {
        const deployments = [
            ...(await prepareProgram(sandboxes.plain, "plain")),
            ...(await prepareProgram(sandboxes.ours, "ours")),
            // The empty program has no side; it runs beside the first.
            ...(await prepareProgram(sandboxes.plain, "empty")).filter(
                ({ stack }) => stack === benchSides[0],
            ),
        ];
        const samples: Sample[] = [];
        for (const side of benchSides) {
            const compared = deployments.filter(({ stack }) => stack === side);
            for (const deployment of compared) {
                await initStack(deployment, stop);
            }
            for (const operation of operations) {
                for (const deployment of rotated(compared, round)) {
                    tell(`${operation} of ${side}, ${deployment.program}`);
                    const measurement = await measure(deployment, operation, stop);
                    samples.push({ round, program: deployment.program, side, operation, ...measurement });
                }
            }
        }
        return samples;
    });
}

/** Begins elsewhere each round, so that no program is always the first or the last. */
export function rotated<T>(list: readonly T[], by: number): T[] {
    const first = by % list.length;
    return [...list.slice(first), ...list.slice(0, first)];
}
