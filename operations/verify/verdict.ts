import type { StepResult } from "./running";

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
