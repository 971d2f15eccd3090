import pRetry from "p-retry";

/** The code AWS gave, which the SDK keeps as the error's name. */
export function codeOf(error: unknown): string {
    return error instanceof Error ? error.name : "";
}

export function httpStatusOf(error: unknown): number | undefined {
    const metadata: unknown = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
    const status =
        typeof metadata === "object" &&
        metadata !== null &&
        "httpStatusCode" in metadata &&
        metadata.httpStatusCode;
    return typeof status === "number" ? status : undefined;
}

/** The answer to a HEAD request has no body, and so no code: its status is all there is to tell. */
const WITHOUT_BODY: Readonly<Record<number, string>> = {
    301: "PermanentRedirect: it is in another region",
    400: "BadRequest: S3 refuses the request, or it is in another region",
    403: "AccessDenied: it belongs to another account, or these credentials do not let you see it",
};

/** `NoSuchBucket: The specified bucket does not exist`, or the plain message of what is not an answer of AWS. */
export function describe(error: unknown): string {
    if (error instanceof AggregateError) {
        return error.errors.map(describe).join("; ");
    }
    if (!(error instanceof Error)) {
        return String(error);
    }
    if (error.name === "Unknown") {
        const status = httpStatusOf(error) ?? 0;
        return WITHOUT_BODY[status] ?? `HTTP status ${status}`;
    }
    return /^(Error|TypeError|AbortError)$/.test(error.name)
        ? error.message
        : `${error.name}: ${error.message}`;
}

/** Nothing, where AWS answers with one of the codes that say "there is none". */
export async function unlessGone<T>(
    codes: readonly string[],
    call: () => Promise<T>,
): Promise<T | undefined> {
    try {
        return await call();
    } catch (error) {
        if (codes.includes(codeOf(error))) {
            return undefined;
        }
        throw error;
    }
}

export interface Transient {
    readonly code: string;
    /** Where the code has lasting causes too: what the message of the passing one says. */
    readonly message?: RegExp;
}

/** S3 is working on the same bucket; and a new bucket is not at once known everywhere. */
export const OPERATION_ABORTED: Transient = { code: "OperationAborted" };
export const BUCKET_NOT_YET_SEEN: Transient = { code: "NoSuchBucket" };
/**
 * A role that was just made is not at once known to those who check policies. As the official plug-in does, whatever S3
 * finds wrong with a bucket's policy.
 */
export const PRINCIPAL_NOT_YET_SEEN: Transient = { code: "MalformedPolicy" };
export const TRUSTED_PRINCIPAL_NOT_YET_SEEN: Transient = {
    code: "MalformedPolicyDocument",
    message: /principal/i,
};
export const KEY_PRINCIPAL_NOT_YET_SEEN: Transient = {
    code: "MalformedPolicyDocumentException",
    message: /principal/i,
};
export const TOPIC_PRINCIPAL_NOT_YET_SEEN: Transient = {
    code: "InvalidParameterException",
    message: /PrincipalNotFound/,
};
export const VERSIONING_NOT_YET_SEEN: Transient = { code: "InvalidRequest", message: /versioning must be/i };

export const LIFECYCLE_NOT_YET_SEEN: Transient = { code: "NoSuchLifecycleConfiguration" };
/** S3 tries a topic or queue before it takes it; the policy that lets S3 in may be newer than what it sees. */
export const DESTINATION_NOT_YET_OPEN: Transient = {
    code: "InvalidArgument",
    message: /Unable to validate the following destination configurations/,
};

/**
 * Calls again, for some three seconds, while AWS answers with an error that is known to pass. The official plug-in does so
 * for two minutes, which no emulator needs.
 */
export function untilConsistent<T>(
    transients: readonly Transient[],
    stopping: AbortSignal,
    call: () => Promise<T>,
): Promise<T> {
    return pRetry(call, {
        retries: 4,
        minTimeout: 200,
        factor: 2,
        signal: stopping,
        shouldRetry: ({ error }) =>
            transients.some(
                ({ code, message }) =>
                    code === codeOf(error) && (message === undefined || message.test(error.message)),
            ),
    });
}
