import { OperationError } from "../../operationError";
import type { Facts } from "../facts";

interface ReadPair {
    readonly facts: Facts;
    readonly unread: readonly string[];
}

export function readPair(
    options: { readonly signal: AbortSignal; readonly openStacks: () => Promise<unknown> },
    tell: (seen: string) => void,
): Promise<ReadPair> {
    tell("nothing yet");
    return Promise.reject(new OperationError(`Nothing is read yet: ${options.signal.aborted}.`));
}
