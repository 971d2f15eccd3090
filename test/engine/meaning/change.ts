import type { Settings } from "../../support/deployment";

/** Settings of stacks by the stack's name. */
export type SettingsOf = Readonly<Record<string, Settings>>;

/** A change of settings, and what a preview of it means. */
export interface Change {
    readonly title: string;
    /** What each stack has besides, or instead; undefined: no longer. */
    readonly settings: SettingsOf;
    /** Each finding as `id stack: where`, the stack left out where it takes several, in their order. */
    readonly findings: readonly string[];
    /** What to do first and afterwards: the decision, then the stacks, or all steps where the rules have to be paused. */
    readonly order: string;
}
