import { argumentError, type ArgumentPlace } from "./error";

/** Why a call through the engine failed, without the engine's words around it and without a full stop. */
export function invokeFailure(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^invocation of \S+ returned an error: /, "").replace(/\.$/, "");
}

/**
 * Whether AWS has answered that there is no such thing. Each call words that in its own way: by an error code, or as the AWS
 * provider ends its message. The message names what was asked for too, which may be called like that.
 */
export function isMissing(error: unknown): boolean {
    const message = invokeFailure(error);
    return (
        /(?:^|[:,] |api error )(?:NoSuch[A-Z]\w*|[A-Z]?\w*NotFound\w*):/m.test(message) ||
        /(?:couldn't find resource|empty result)(?: \(\d+ retries\))?$/m.test(message)
    );
}

/** Turns a failed look-up into an error of the argument, with AWS's reason. */
export function notFound(
    place: ArgumentPlace,
    got: string,
    { service = "AWS", allowed }: { service?: string; allowed: string },
): (error: unknown) => never {
    return (error) => {
        throw argumentError(place, got, allowed, `${service} was asked for it: ${invokeFailure(error)}.`);
    };
}
