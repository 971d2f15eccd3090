import type { CallerName } from "./callers";
import { destinationsOf, type Choices } from "./choices";
import type { Circumstance } from "./circumstances";
import type { PlaceName } from "./places";
import type { DestinationSide } from "./sites";

/**
 * What a group of requests must come to: `needed`, replication does not work without it; `admitted`, what a setting lets
 * in besides, stated as a fact; `refused`.
 */
export type Verdict = "needed" | "admitted" | "refused";

/** Requests that have one verdict for one reason: each caller, at each place, with each action. */
export interface Row {
    readonly verdict: Verdict;
    readonly because: string;
    readonly callers: readonly CallerName[];
    readonly at: readonly PlaceName[];
    /** `every other`: each known action on what is there that no other row lets this caller do there. */
    readonly actions: readonly string[] | "every other";
    /** Default: over TLS. */
    readonly circumstances?: readonly Circumstance[];
}

export const othersOfTheSource: readonly CallerName[] = [
    "another role of the source",
    "a role of the source with the same name under another path",
    "a role of the source whose name begins with the role's",
    "a user of the source",
    "the root of the source",
];
export const strangers: readonly CallerName[] = [
    "a role of a third account with the same name",
    "the root of a third account",
    "nobody in particular",
    "S3 Batch Operations",
    "Amazon EC2",
];

/** Identities of the destinations' accounts that one of them has nothing for: its own without permissions, and any of the others. */
export function othersAt(side: DestinationSide, choices: Choices): readonly CallerName[] {
    return [
        ...(side === "destination" ? (["a role of the destination without permissions"] as const) : []),
        ...destinationsOf(choices)
            .filter((other) => other !== side)
            .map((other) => `an administrator of the ${other}` as const),
    ];
}
