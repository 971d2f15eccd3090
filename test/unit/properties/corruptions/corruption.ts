import type { GoodRule } from "../inputs/goodRules";

/** A value that a member of a rule is set to, which then is refused. */
export interface Corruption {
    readonly member: string;
    readonly value: unknown;
    /** What the rule has besides, with which it is accepted. */
    readonly beside?: GoodRule;
    /** What the message calls the place, where it is not the member itself. */
    readonly at?: string;
    /** What the source has, where that matters. */
    readonly sourceKey?: boolean;
    /** What the message says is allowed. */
    readonly allowed: string;
}

/** One corruption for each of several values of a member. */
export function each(
    member: string,
    allowed: string,
    values: readonly unknown[],
    more: Partial<Corruption> = {},
): readonly Corruption[] {
    return values.map((value) => ({ member, value, allowed, ...more }));
}
