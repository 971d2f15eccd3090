import { OperationError } from "../operationError";
import { AwsCallError } from "../aws/awsCallError";
import { TimeIsUp } from "../aws/time";

/**
 * Why a step failed: what it saw is not as it should be; AWS refused a call; AWS did not serve one in the time that there
 * was; the user interrupted it; or something that nobody foresaw. Only the first says something of the replication.
 */
export type FailureReason = "replication" | "refused" | "unserved" | "interrupted" | "unexpected";

export function reasonOf(error: unknown, interruption?: AbortSignal): FailureReason {
    if (interruption?.aborted) {
        return "interrupted";
    }
    if (error instanceof TimeIsUp) {
        return "unserved";
    }
    if (error instanceof AwsCallError) {
        return error.unserved ? "unserved" : "refused";
    }
    return error instanceof OperationError ? "replication" : "unexpected";
}
