import * as pulumi from "@pulumi/pulumi";
import { display, problemText, runError } from "../../components/validation/error";

/** A setting that cannot be deployed. */
export interface SettingProblem {
    /** The setting, and the place in it: `rules[1].prefix`. */
    readonly key: string;
    /** What the configuration has there, as text. */
    readonly got: string;
    /** What it may have, in words that complete "allowed: …". */
    readonly allowed: string;
}

/** A value as the configuration holds it. An empty one counts as not set. */
export function shown(value: unknown): string {
    return value === "" || value === undefined ? "not set" : display(value);
}

/** An error that lists what is wrong with the stack's settings; Pulumi prints a RunError without a stack trace. */
export function settingsError(...problems: readonly SettingProblem[]): pulumi.RunError {
    const stack = pulumi.getStack();
    return runError(
        [
            `Settings of stack ${stack} that cannot be deployed:`,
            ...problems.map(({ key, got, allowed }) => `  ${problemText(key, got, allowed)}`),
            `Correct them in Pulumi.${stack}.yaml, or with: pulumi config set --stack ${stack} <setting> <value>`,
        ].join("\n"),
    );
}
