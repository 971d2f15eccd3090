import { initStack, operate, pulumi } from "../command";
import { benchSides, prepareProgram, type BenchSide } from "../programs";
import { withSandboxes } from "../rounds";
import { requireSameResources } from "../sameResources";
import { attribute, dependencyDepth, longestChain, type AttributedCall } from "./chain";
import { dependencies, parseState, resourceInputs } from "./deployedState";
import { startRecorder } from "./recorder";

/** The AWS calls of one `up` that deploys a stack. */
export interface DeploymentCalls {
    readonly program: "plain" | "ours";
    readonly side: BenchSide;
    readonly calls: readonly AttributedCall[];
    readonly chain: readonly AttributedCall[];
    /** The longest chain if every resource took one call. */
    readonly depth: number;
    /** What was asked of AWS. */
    readonly inputs: readonly string[];
}

/** Deploys both stacks of both programs through a recorder. The recorder takes time: nothing is measured here. */
export function recordDeployments(
    stop: AbortSignal,
    tell: (text: string) => void,
): Promise<DeploymentCalls[]> {
    return withSandboxes(async (sandboxes) => {
        const recorded: DeploymentCalls[] = [];
        for (const program of ["plain", "ours"] as const) {
            const recorder = await startRecorder(sandboxes[program]);
            try {
                for (const direct of await prepareProgram(sandboxes[program], program)) {
                    tell(`AWS calls of ${direct.stack}, ${program}`);
                    const deployment = { ...direct, env: recorder.env(direct.env) };
                    await initStack(deployment, stop);
                    await operate(deployment, "up", stop);
                    const state = parseState(await pulumi(deployment, ["stack", "export"], stop));
                    const waitsFor = dependencies(state);
                    const calls = attribute(recorder.take(), waitsFor);
                    recorded.push({
                        program,
                        side: direct.stack,
                        calls,
                        chain: longestChain(calls, waitsFor),
                        depth: dependencyDepth(waitsFor),
                        inputs: resourceInputs(state),
                    });
                }
            } finally {
                recorder.stop();
            }
        }
        for (const side of benchSides) {
            const inputsOf = (program: DeploymentCalls["program"]) =>
                recorded
                    .filter((one) => one.side === side && one.program === program)
                    .flatMap(({ inputs }) => inputs);
            requireSameResources(side, inputsOf("plain"), inputsOf("ours"));
        }
        return recorded;
    });
}
