/** What is known of a call that failed: AWS's answer, or that there was none. */

/** The HTTP status of the answer; undefined where none came, or none that could be read to its end. */
export function statusOf(error: Error): number | undefined {
    const status = metadataOf(error).httpStatusCode;
    return typeof status === "number" ? status : undefined;
}

function metadataOf(error: Error): Readonly<Record<string, unknown>> {
    const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
    return typeof metadata === "object" && metadata !== null ? { ...metadata } : {};
}

/** Node's codes of a connection that broke, or did not come about. */
const brokenConnection = new Set([
    "EAI_AGAIN",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "EPROTO",
    "ERR_STREAM_PREMATURE_CLOSE",
    "ETIMEDOUT",
]);

/** AWS's codes of a refusal that passes, whatever the status: most services throttle with HTTP 400. */
const passing = new Set([
    "InternalError",
    "PriorRequestNotComplete",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "RequestTimeout",
    "ServiceUnavailable",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
]);

const throttled = 429;
const notImplemented = 501;

/**
 * Whether the same call may be served a little later: AWS was busy or broken, or the connection was.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function isTransient(error: Error): boolean {
    const status = statusOf(error);
    if (error.name === "AbortError") {
        return false;
    }
    // The SDK has set its clock by the answer: the next request carries the right time.
    if (metadataOf(error).clockSkewCorrected === true || passing.has(error.name)) {
        return true;
    }
    if (status !== undefined) {
        // With a good status the answer itself could not be read.
        return status < 300 || status === throttled || (status >= 500 && status !== notImplemented);
    }
    const code = codeOf(error);
    return (
        error.name === "TimeoutError" ||
        isChecksumMismatch(error) ||
        brokenConnection.has(code) ||
        code.startsWith("HPE_")
    );
}

/** Whether AWS may have done what a call asked for although it failed: it was not refused. */
export function mayHaveTakenEffect(error: unknown): boolean {
    return !(error instanceof Error) || error.name === "AbortError" || isTransient(error);
}

/** What became of a call, in words, with the HTTP status where there is one: `HTTP 503, SlowDown: Reduce …`. */
export function inWords(error: Error): string {
    const status = statusOf(error);
    // The SDK adds a line on where to find the raw answer.
    const [message = ""] = error.message.split("\n");
    if (status !== undefined && status < 300) {
        return `the answer cannot be read (HTTP ${status}: ${message})`;
    }
    if (status !== undefined) {
        const named = !isUnnamed(error);
        const words = named && message !== "UnknownError" && message !== "" ? `: ${message}` : "";
        return `HTTP ${status}${named ? `, ${error.name}` : ""}${words}`;
    }
    if (isChecksumMismatch(error)) {
        return `the answer's body is not what S3 sent (${message})`;
    }
    if (message === "aborted") {
        return "the connection broke within the answer";
    }
    if (error.name === "TimeoutError" && codeOf(error) === "") {
        return message.includes("establish a connection")
            ? "no connection came about"
            : "the connection stalled: no byte came or went any more";
    }
    const code = codeOf(error) || error.name;
    // Where several addresses were tried, the error has no words of its own.
    return `no answer (${message === "" ? code : `${code}: ${message}`})`;
}

/**
 * Whether an answer has a status and no code of AWS's. That to a HEAD has no body, and that of a proxy none of AWS's; of any
 * other the body broke off.
 */
export function isUnnamed(error: Error): boolean {
    return statusOf(error) !== undefined && ["Error", "Unknown"].includes(error.name);
}

/** The SDK gives it neither name nor code. */
function isChecksumMismatch({ message }: Error): boolean {
    return message.startsWith("Checksum mismatch");
}

function codeOf(error: Error): string {
    return "code" in error && typeof error.code === "string" ? error.code : "";
}
