import * as pulumi from "@pulumi/pulumi";
import { problemText, runError } from "../../components/validation/error";
import { commandOf } from "./command";
import type { RawSettings } from "./edit";
import { fileInUse } from "./file";
import type { SettingProblem } from "./problem";
import { repairOf, type Repair } from "./repair";

/**
 * An error that lists what is wrong with the stack's settings, each with a command that puts it right. Pulumi prints a RunError
 * without a stack trace.
 */
export function settingsError(
    problems: readonly SettingProblem[],
    settings: RawSettings,
    judge: (settings: RawSettings) => readonly SettingProblem[],
    secrets: readonly string[],
): pulumi.RunError {
    const file = fileInUse();
    const lines = problems.flatMap((problem, index) => {
        const { key, got, allowed, unknown, value } = problem;
        const secret = [key, key.replace(/[.[].*/, "")].some((name) => secrets.includes(name));
        const repair = index < mostRepaired ? repairOf(problem, settings, secret, judge) : undefined;
        return [
            `  ${problemText(key, secret && !unknown && value !== undefined ? "[secret]" : got, allowed)}`,
            repair === undefined
                ? `    Correct it in ${file.path}.`
                : `    ${labels[repair.kind]}: ${commandOf(repair.edits, file.option)}`,
        ];
    });
    return runError(
        [
            `Settings of stack ${pulumi.getStack()} that cannot be deployed:`,
            ...lines,
            `They are in ${file.path}. What no command can write, such as an empty object, is written there.`,
        ].join("\n"),
    );
}

/** More problems than these are mostly one, told many times. */
const mostRepaired = 20;

const labels: Readonly<Record<Repair["kind"], string>> = {
    known: "Run",
    example: "For example",
    "left out": "To leave it out",
    asked: "Run, and type the value when asked",
};
