import { parseState, resourceInputs } from "../awsCalls/deployedState";
import { initStack, measure, pulumi, type Measurement } from "../command";
import { rotated, withSandboxes, type Tell } from "../rounds";
import { requireSameResources } from "../sameResources";
import { prepareScaleStack, scalePrograms, type ScaleProgram, type ScaleStack } from "./scaleStack";
import { stackOf, type Size } from "./sizes";

export const scaleOperations = ["preview", "up"] as const;
export type ScaleOperation = (typeof scaleOperations)[number];

export interface ScaleSample extends Measurement, Size {
    readonly round: number;
    readonly program: ScaleProgram;
    readonly operation: ScaleOperation;
}

/** Every size once, each operation of the two programs one right after the other, in another order each round. */
export function measureScaleRound(
    round: number,
    sizes: readonly Size[],
    stop: AbortSignal,
    tell: Tell,
): Promise<ScaleSample[]> {
    return withSandboxes(async (sandboxes) => {
        const samples: ScaleSample[] = [];
        for (const [index, size] of sizes.entries()) {
            const stacks: ScaleStack[] = [];
            for (const program of scalePrograms) {
                const stack = await prepareScaleStack(sandboxes[program], program, size);
                await initStack(stack, stop);
                stacks.push(stack);
            }
            for (const operation of scaleOperations) {
                for (const stack of rotated(stacks, round + index)) {
                    const { program } = stack;
                    tell(`${operation} of ${stack.stack}, ${program}`);
                    const measurement = await measure(stack, operation, stop);
                    samples.push({ ...size, round, program, operation, ...measurement });
                }
            }
            const deployed = await Promise.all(stacks.map((stack) => inputsOf(stack, stop)));
            const [plain = [], ours = []] = deployed;
            requireSameResources(stackOf(size), plain, ours);
        }
        return samples;
    });
}

async function inputsOf(stack: ScaleStack, stop: AbortSignal): Promise<string[]> {
    return resourceInputs(parseState(await pulumi(stack, ["stack", "export"], stop)));
}
