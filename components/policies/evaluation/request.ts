/** Who sends a request. A role does so in a session, whose ARN has no path, and whose name may not be known. */
export type Caller =
    | { readonly kind: "role"; readonly roleArn: string; readonly sessionName?: string }
    /** A user, or the root of an account. */
    | { readonly kind: "user"; readonly arn: string }
    | { readonly kind: "service"; readonly name: string }
    | { readonly kind: "anonymous" };

/**
 * The values of a key in a request; an empty list where the request does not have it; one of several such lists, where it is
 * not known which; or that nothing is known.
 */
export type ContextValue = readonly string[] | { readonly oneOf: readonly (readonly string[])[] } | "unknown";

/** What is known of the keys that conditions and variables ask for. */
export interface Context {
    readonly keys: Readonly<Record<string, ContextValue>>;
    /** What holds of every other key. */
    readonly others: "absent" | "unknown";
}

/** One request to AWS. */
export interface Request {
    readonly caller: Caller;
    /** As `s3:ReplicateObject`. */
    readonly action: string;
    /** The ARN of one thing, without wildcards. */
    readonly resource: string;
    readonly resourceAccountId: string;
    readonly context: Context;
}

/** The value of a key. The names of keys are compared in any case. */
export function valueOf({ keys, others }: Context, key: string): ContextValue {
    const folded = foldKey(key);
    const found = Object.keys(keys).find((known) => foldKey(known) === folded);
    return (found === undefined ? undefined : keys[found]) ?? (others === "absent" ? [] : "unknown");
}

/**
 * The name of a key, as it is compared: in any case.
 * KMS compares the names in an encryption context as they are written.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
export function foldKey(key: string): string {
    const prefix = "kms:encryptioncontext:";
    const folded = key.toLowerCase();
    return folded.startsWith(prefix) ? prefix + key.slice(prefix.length) : folded;
}
