import type { Result } from "../finding";
import type { ObjectDiagnosis } from "./objectFacts";
import type { Cause } from "./selection";

const results: Readonly<Partial<Record<Cause, Result>>> = {
    failed: "broken",
    gone: "broken",
    pending: "unknown",
    // Where it has arrived, the cause says so.
    replicated: "unknown",
    "customer-key": "unknown",
    unknown: "unknown",
};

/** What an object comes to: broken where it should have arrived and is not there. What no rule selects is as it should be. */
export function resultOfObject({ cause }: Pick<ObjectDiagnosis, "cause">): Result {
    return results[cause] ?? "works";
}
