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

/** What the commands to a stack need of the facts. */
type OfStacks = Pick<Facts, "stacks" | "projectFlag" | "profiles">;

/** Puts a stack as it is to be, whatever was changed by hand. */
export function refreshed(facts: OfStacks, side: Side): string | undefined {
    return up(facts, side, " --refresh");
}

/** Changes a setting of a stack and deploys it. */
export function withSetting(facts: OfStacks, side: Side, path: string, value: string): string | undefined {
    const stack = facts.stacks?.[side];
    const set =
        stack &&
        `pulumi config set --path ${quoted(path)} ${quoted(value)} --stack ${quoted(stack.name)}${facts.projectFlag}`;
    return set && `${set} && ${up(facts, side, "")}`;
}

function up({ stacks, projectFlag, profiles }: OfStacks, side: Side, flags: string): string | undefined {
    const stack = stacks?.[side];
    const profile = profiles[side].replace(/^ --profile (.*)$/, "AWS_PROFILE=$1 ");
    return stack && `${profile}pulumi up${flags} --stack ${quoted(stack.name)}${projectFlag}`;
}
