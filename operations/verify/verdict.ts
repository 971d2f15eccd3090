import { OperationError } from "../operationError";
import { AwsCallError } from "./awsCallError";
import type { StepResult } from "./running";
import { TimeIsUp } from "./time";

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

/** What the steps say of the replication, whatever became of the removal of the probes. */
export type Verdict = "works" | "fails" | "unknown";

/** The step that says nothing of the replication. */
const removal = "removal";

export function verdictOf(results: readonly StepResult[]): Verdict {
    const steps = results.filter(({ id }) => id !== removal);
    if (steps.every(({ result }) => result === "passed")) {
        return "works";
    }
    return steps.some(({ reason }) => reason === "replication") ? "fails" : "unknown";
}

/** The verdict in words. */
export function conclusion(verdict: Verdict, results: readonly StepResult[]): string {
    const open = results.filter(({ result }) => result !== "passed").length;
    const steps = `${open} of ${results.length} steps did not pass`;
    if (verdict === "works") {
        return open === 0
            ? "Replication works."
            : "Replication works, but the probes were not removed: see the last step.";
    }
    if (verdict === "fails") {
        return `Replication is not proven: ${steps}.`;
    }
    const reasons = new Set(results.map(({ reason }) => reason));
    const why = reasons.has("interrupted")
        ? "since it was interrupted"
        : reasons.has("unexpected")
          ? "because of an unexpected error"
          : "since calls to AWS failed";
    return `Replication could not be checked, ${why}: ${steps}. What was seen does not speak against it.`;
}
