import { credentialFlags } from "../aws/side";
import type { StacksToRead } from "../diagnose/read/found";
import { runDiagnosis, type Outcome } from "../diagnose/run";
import { OperationError } from "../operationError";
import type { RunOptions, Talk } from "./talk";

/** A pair that was read and diagnosed, and the source's side of it, without which nothing goes. */
export interface Pair extends Outcome {
    readonly asked: NonNullable<Outcome["connections"]["source"]>;
    /** Of the source's stack. */
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** Reads what is deployed, and diagnoses it. */
export async function readPair(options: RunOptions, talk: Pick<Talk, "withProgress">): Promise<Pair> {
    const { stacks: names } = options;
    const { outcome, outputs } = await talk.withProgress("Reading what is deployed", async (tell) => {
        const opened = options.openStacks();
        // It is read for the diagnosis as well.
        const outputsOfSource = opened.then((stacks) => stacks.outputs(names.source));
        outputsOfSource.catch(() => undefined);
        const openStacks = async (): Promise<StacksToRead> => {
            const stacks = await opened;
            return {
                ...stacks,
                outputs: (stack) => (stack === names.source ? outputsOfSource : stacks.outputs(stack)),
            };
        };
        const read = await runDiagnosis({ ...options, pair: { stacks: names }, openStacks }, {}, tell);
        return { outcome: read, outputs: await outputsOfSource };
    });
    const asked = outcome.connections.source;
    if (asked === undefined) {
        throw new OperationError(
            [
                ...outcome.report.unread,
                `A job is made with credentials of the source. Name some: ${credentialFlags("source")}`,
            ].join("\n"),
        );
    }
    return { ...outcome, asked, outputs };
}
