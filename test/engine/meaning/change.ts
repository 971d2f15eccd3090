import type { Settings } from "../../support/deployment";

/** Settings of stacks by the stack's name. */
export type SettingsOf = Readonly<Record<string, Settings>>;

/** A change of settings, and what a preview of it means. */
export interface Change {
    readonly title: string;
    /** What each stack has besides, or instead. */
    readonly settings: SettingsOf;
    /** Each finding as `id stack: where`, in their order. The stack of one that takes several is `both`. */
    readonly findings: readonly string[];
    /** The decision, and then the stacks as they are to be deployed and whatever else is to be done. */
    readonly order: readonly string[];
}

/** What only the sandbox knows stands in settings by a name; so do the keys that it makes in findings. */
export const named = {
    endpoint: "<the endpoint>",
    /** A key of that account that no stack manages. */
    givenKey: (accountId: string) => `<a given key of ${accountId}>`,
    keyOf: (accountId: string) => `<the key of ${accountId}>`,
};
