/** What a person can put right. It is printed as it stands, without a stack trace. */
export class OperationError extends Error {
    override readonly name = "OperationError";
}

/** The message of whatever was thrown; with its stack where nobody foresaw it, since then it is a defect of ours. */
export function explain(error: unknown): string {
    if (error instanceof OperationError) {
        return error.message;
    }
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The message alone, for where one line has to do. */
export function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
