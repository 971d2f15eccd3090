import pRetry, { AbortError } from "p-retry";
import { OperationError } from "../operationError";
import type { VersionState } from "./bucket";
import type { Context } from "./connect";
import { notSelected } from "./encryption";
import { bound, TimeIsUp } from "../aws/time";

/** What is waited for is not there yet; the message says what is seen instead. */
class NotYet extends Error {}

/** Called with what is seen while it is waited. */
export type Tell = (seen: string) => void;

/** What a look says: a result, or what is seen instead of it. */
export type Look<T> = { readonly found: T } | { readonly yet: string };

/** Looks again and again, less and less often, until something is found or the time is up. */
export async function waitFor<T>(
    what: string,
    { timeoutSeconds }: Pick<Context, "timeoutSeconds">,
    look: () => Promise<Look<T>>,
    tell: Tell = () => undefined,
): Promise<T> {
    let seen: string | undefined;
    try {
        return await pRetry(
            async () => {
                const looked = await look().catch((error: unknown) => {
                    throw new AbortError(error instanceof Error ? error : String(error));
                });
                if ("yet" in looked) {
                    seen = looked.yet;
                    throw new NotYet(seen);
                }
                return looked.found;
            },
            {
                retries: Number.POSITIVE_INFINITY,
                minTimeout: 100,
                factor: 1.5,
                maxTimeout: 5000,
                signal: bound(),
                onFailedAttempt: ({ error }) => {
                    tell(`waiting for ${what}: ${error.message}`);
                },
            },
        );
    } catch (error) {
        if (error instanceof TimeIsUp && seen !== undefined) {
            throw new OperationError(
                `${what}: not within ${timeoutSeconds} s (${seen}). Wait longer with --timeout <seconds>`,
            );
        }
        throw error;
    }
}

/** How long S3 is given to say that a rule applies to an object at all. */
const patienceWithoutStatus = 60;

/** How long after an object without a status the next one is written, at most. */
const secondsBetweenObjects = 20;

/** What a wait needs to know. */
type Waiting = Pick<Context, "timeoutSeconds" | "rule" | "source" | "stacks">;

/**
 * Writes objects until S3 says of one that a rule applies to it, whatever becomes of it: one that was written before a new
 * configuration took effect never gets a status. Returns how many it took.
 */
export async function waitUntilInEffect(
    context: Waiting,
    write: () => Promise<{ readonly key: string; readonly versionId: string }>,
    tell?: Tell,
): Promise<number> {
    let written = await write();
    let objects = 1;
    let since = performance.now();
    const patience = Math.min(secondsBetweenObjects, context.timeoutSeconds / 10);
    return waitFor<number>(
        "a replication status",
        context,
        async () => {
            const state = await context.source.state(written.key, written.versionId);
            if (state.replicationStatus !== undefined) {
                return { found: objects };
            }
            requireSelected(context, state);
            if (performance.now() - since >= patience * 1000) {
                written = await write();
                objects += 1;
                since = performance.now();
            }
            return { yet: "no rule applies yet; a new configuration takes some minutes to take effect" };
        },
        tell,
    );
}

/** Waits until S3 says that it has replicated a version, or that it has not. */
export async function waitUntilReplicated(
    context: Waiting,
    key: string,
    versionId: string,
    tell?: Tell,
): Promise<VersionState> {
    const started = performance.now();
    // Less than the whole time, so that what it means is said rather than that the time is up.
    const patience = Math.min(patienceWithoutStatus, context.timeoutSeconds / 2);
    return waitFor<VersionState>(
        "replication status COMPLETED",
        context,
        async () => {
            const state = await context.source.state(key, versionId);
            const status = state.replicationStatus;
            if (status === "COMPLETED") {
                return { found: state };
            }
            if (status === "FAILED") {
                throw new OperationError(replicationFailed);
            }
            if (status === undefined) {
                requireSelected(context, state);
                if (performance.now() - started >= patience * 1000) {
                    throw new OperationError(replicationNotTried);
                }
            }
            return { yet: status ?? "no status" };
        },
        tell,
    );
}

/** What the rule leaves out will never have a status, however long it is waited. */
function requireSelected(context: Waiting, state: VersionState): void {
    const reason = notSelected(context, state);
    if (reason !== undefined) {
        throw new OperationError(reason);
    }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html */
const replicationFailed =
    "replication status FAILED. Likely reasons: versioning is off or suspended at the destination; the destination's " +
    "bucket policy does not let this role in, or denies it; the role may not read the source or write to the destination, or " +
    "does not trust s3.amazonaws.com; a KMS key at either end does not let the role in";

const replicationNotTried =
    "no replication status: no rule applied when the object was written, though one did to the object before";
