import { OperationError } from "../../operationError";
import type { Read } from "../facts";

/** What was read, or why AWS did not tell it. */
export async function readUnlessRefused<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
    try {
        return await read();
    } catch (error) {
        if (error instanceof OperationError) {
            return { unread: error.message };
        }
        throw error;
    }
}

/** What AWS does not tell is left out. */
export function unlessRefused(error: unknown): undefined {
    if (!(error instanceof OperationError)) {
        throw error;
    }
    return undefined;
}
