/** Why a call through the engine failed, without the engine's words around it and without a full stop. */
export function invokeFailure(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^invocation of \S+ returned an error: /, "").replace(/\.$/, "");
}
