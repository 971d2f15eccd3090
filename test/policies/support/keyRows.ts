import { bucketKeysOf, destinationsOf, type Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { replicaKeyRows } from "./replicaKeyRows";
import type { Row } from "./rows";
import { sourceKeyRows } from "./sourceKeyRows";

/** Requests on the keys of a setting; none where it has none. */
export function keyRows(choices: Choices): readonly Row[] {
    const keys = bucketKeysOf(choices);
    return choices.keys
        ? [
              ...sourceKeyRows(choices),
              ...destinationsOf(choices)
                  .filter((side) => keys.has(side))
                  .flatMap((side) => replicaKeyRows(choices, side)),
              ...otherKeyRows(choices),
          ]
        : [];
}

/** Keys that nobody asked for, and that would let the role in if its permissions did. */
function otherKeyRows(choices: Choices): readonly Row[] {
    return [...bucketKeysOf(choices).keys()].map((side) => {
        const { right, directly } = keyCircumstances(choices, side);
        return {
            verdict: "refused",
            because: `the role uses no other key beside the ${side}'s, even for its bucket`,
            callers: ["replication"],
            at: [`another key of the ${side} account`, `a hostile key beside the ${side}'s`],
            actions: "every other",
            circumstances: [...right, directly],
        };
    });
}
