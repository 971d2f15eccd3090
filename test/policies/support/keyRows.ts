import type { Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { replicaKeyRows } from "./replicaKeyRows";
import type { Row } from "./rows";
import { sourceKeyRows } from "./sourceKeyRows";

/** Requests on the keys of a setting; none where it has none. */
export function keyRows(choices: Choices): readonly Row[] {
    return choices.keys
        ? [...sourceKeyRows(choices), ...replicaKeyRows(choices), ...otherKeyRows(choices)]
        : [];
}

/** Keys that nobody asked for, and that would let the role in if its permissions did. */
function otherKeyRows(choices: Choices): readonly Row[] {
    return [
        ["source", "another key of the source account", "a hostile key beside the source's"] as const,
        [
            "destination",
            "another key of the destination account",
            "a hostile key beside the destination's",
        ] as const,
    ].map(([side, ...at]) => {
        const { right, directly } = keyCircumstances(choices, side);
        return {
            verdict: "refused",
            because: `the role uses no other key beside the ${side}'s, even for its bucket`,
            callers: ["replication"],
            at,
            actions: "every other",
            circumstances: [...right, directly],
        };
    });
}
