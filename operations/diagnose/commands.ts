/*
 * Commands that mend, as a person pastes them into a POSIX shell.
 */
import type { Side } from "../aws/side";
import type { Facts } from "./facts";

/** A word as a shell takes it. */
export function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A value as an argument in JSON. */
export function json(value: unknown): string {
    return quoted(JSON.stringify(value));
}

/** A call by the AWS CLI, with the credentials of a side and in its region. */
export function aws(
    facts: Pick<Facts, "profiles" | "source" | "destinations">,
    side: Side,
    call: string,
): string {
    const region = side === "source" ? facts.source.region : facts.destinations[0]?.region;
    const where = region === undefined ? "" : ` --region ${region}`;
    return `aws ${call}${where}${facts.profiles[side]}`;
}

/** Puts a stack as it is to be, whatever was changed by hand. */
export function refreshed(
    { stacks, projectFlag, profiles }: Pick<Facts, "stacks" | "projectFlag" | "profiles">,
    side: Side,
): string | undefined {
    const stack = stacks?.[side];
    const profile = profiles[side].replace(/^ --profile /, "AWS_PROFILE=");
    return (
        stack &&
        `${profile}${profile === "" ? "" : " "}pulumi up --refresh --stack ${quoted(stack.name)}${projectFlag}`
    );
}
