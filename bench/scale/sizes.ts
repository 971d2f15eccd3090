/** What there is more and more of: pairs of one rule, or rules of one pair. */
export const units = ["pair", "rule"] as const;
export type Unit = (typeof units)[number];

export interface Size {
    readonly unit: Unit;
    readonly count: number;
}

/** Rising, from the one that all others are measured against. */
export type Sizes = Readonly<Record<Unit, readonly number[]>>;

export const standardSizes: Sizes = { pair: [1, 10, 50, 100], rule: [1, 100, 500, 1000] };

export function stackOf({ unit, count }: Size): string {
    return `${unit}s-${count}`;
}
