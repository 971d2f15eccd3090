/*
 * Commands that mend, as a person pastes them into a POSIX shell.
 */
import type { Side } from "../aws/side";
import { visible, visibleJson } from "../visible";
import type { Facts } from "./facts";

/** A word as a shell takes it, in one line, and with nothing in it that a terminal does not show. */
export function quoted(word: string): string {
    if (/^[\w@%+=:,./-]+$/.test(word)) {
        return word;
    }
    return visible(word) === word
        ? `'${word.replaceAll("'", `'\\''`)}'`
        : `$'${Array.from(word, escaped).join("")}'`;
}

/** Bytes, since \u of a shell depends on its locale; octal, since \x has no end of its own in some shells. */
function escaped(character: string): string {
    if (/[\\']/.test(character)) {
        return `\\${character}`;
    }
    return visible(character) === character
        ? character
        : Array.from(Buffer.from(character), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** A value as an argument in JSON. */
export function json(value: unknown): string {
    return quoted(visibleJson(JSON.stringify(value)));
}

/** A call by the AWS CLI, with the credentials of a side and in the region of what it is about. */
export function aws(
    facts: Pick<Facts, "profiles" | "source" | "destinations">,
    side: Side,
    call: string,
    about: { readonly region?: string } | undefined = side === "source"
        ? facts.source
        : facts.destinations[0],
): string {
    const { [side]: profile } = facts.profiles;
    return [
        `aws ${call}`,
        ...(about?.region === undefined ? [] : [`--region ${about.region}`]),
        ...(profile === undefined ? [] : [`--profile ${quoted(profile)}`]),
    ].join(" ");
}

/** What the commands to a stack need of the facts. */
type OfStacks = Pick<Facts, "stacks" | "projectFolder" | "profiles">;

/** Puts a stack as it is to be, whatever was changed by hand. */
export function refreshed(facts: OfStacks, side: Side): string | undefined {
    return up(facts, side, " --refresh");
}

/** Changes a setting of a stack and deploys it. */
export function withSetting(facts: OfStacks, side: Side, path: string, value: string): string | undefined {
    const which = stackFlags(facts, side);
    const set = `pulumi config set --path ${quoted(path)} ${quoted(value)}`;
    return which && `${set}${which} && ${up(facts, side, "")}`;
}

function up(facts: OfStacks, side: Side, flags: string): string | undefined {
    const which = stackFlags(facts, side);
    const { [side]: profile } = facts.profiles;
    const as = profile === undefined ? "" : `AWS_PROFILE=${quoted(profile)} `;
    return which && `${as}pulumi up${flags}${which}`;
}

function stackFlags({ stacks, projectFolder }: OfStacks, side: Side): string | undefined {
    const stack = stacks?.[side];
    const folder = projectFolder === undefined ? "" : ` --cwd ${quoted(projectFolder)}`;
    return stack && ` --stack ${quoted(stack.name)}${folder}`;
}
