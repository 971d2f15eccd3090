import { display } from "../../components/validation/error";

/** A setting that cannot be deployed. */
export interface SettingProblem {
    /** The setting, and the place in it: `rules[1].prefix`. */
    readonly key: string;
    /** The same in steps, where a name in it has a dot or a bracket. */
    readonly path?: readonly (string | number)[];
    /** What the configuration has there, as text. */
    readonly got: string;
    /** The value itself; absent where it is not set, or where the setting does not exist. */
    readonly value?: unknown;
    /** What it may have, in words that complete "allowed: …". */
    readonly allowed: string;
    /** Whether there is no such setting. */
    readonly unknown?: boolean;
}

/** A value as the configuration holds it. An empty one counts as not set. */
export function shown(value: unknown): string {
    return value === "" || value === undefined ? "not set" : display(value);
}

/** Settings that were judged, and what is wrong with them. */
export class SettingProblems extends Error {
    constructor(readonly problems: readonly SettingProblem[]) {
        super("settings that cannot be deployed");
    }
}
