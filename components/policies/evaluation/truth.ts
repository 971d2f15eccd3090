/** Why something cannot be said: keys of the request that are not known, and what is not understood of a document. */
export interface Doubt {
    readonly keys: readonly string[];
    readonly reasons: readonly string[];
}

/** True, false, or in doubt: Kleene's logic of three values. */
export type Truth = boolean | Doubt;

/** The request's value of this key is not known. */
export function unknownKey(...keys: readonly string[]): Doubt {
    return { keys, reasons: [] };
}

/** Something is not understood, or AWS does not document it. */
export function unclear(reason: string): Doubt {
    return { keys: [], reasons: [reason] };
}

export function isDoubt(truth: Truth): truth is Doubt {
    return typeof truth === "object";
}

/** False where one is false, whatever the others are. */
export function and(truths: readonly Truth[]): Truth {
    return combined(truths, false);
}

/** True where one is true, whatever the others are. */
export function or(truths: readonly Truth[]): Truth {
    return combined(truths, true);
}

export function not(truth: Truth): Truth {
    return isDoubt(truth) ? truth : !truth;
}

/** All doubts of a list as one. None where nothing is in doubt. */
export function doubtOf(truths: readonly Truth[]): Doubt | undefined {
    const doubts = truths.filter(isDoubt);
    return doubts.length === 0
        ? undefined
        : {
              keys: [...new Set(doubts.flatMap(({ keys }) => keys))],
              reasons: [...new Set(doubts.flatMap(({ reasons }) => reasons))],
          };
}

function combined(truths: readonly Truth[], decisive: boolean): Truth {
    return truths.includes(decisive) ? decisive : (doubtOf(truths) ?? !decisive);
}
