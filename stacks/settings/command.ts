import * as pulumi from "@pulumi/pulumi";
import type { Edit } from "./edit";
import { propertyPath } from "./propertyPath";

/** The stack's name as a command takes it. Another organization than the user's own has to be said. */
function stackName(): string {
    const [stack, organization] = [pulumi.getStack(), pulumi.getOrganization()];
    // What backends without organizations call theirs.
    return organization === "organization" ? stack : `${organization}/${stack}`;
}

/** The command that makes these edits, as a shell takes it. */
export function commandOf(edits: readonly Edit[], configFile?: string): string {
    return edits.map((edit) => oneCommand(edit, configFile)).join(" && ");
}

function oneCommand({ path, value, asked }: Edit, configFile: string | undefined): string {
    const nested = path.length > 1;
    // Within lists and objects Pulumi would take such a text for a number or a switch.
    const likeAnother = nested && typeof value === "string" && /^(true|false|-?\d+)$/.test(value);
    const operands = [
        // Without --path, Pulumi takes a name as it is.
        nested ? propertyPath(path) : `${path[0]}`,
        ...(value === undefined ? [] : [`${value}`]),
    ];
    // What looks like a flag comes last.
    const flagLike = operands.findIndex((word) => word.startsWith("-"));
    const [first, last] =
        flagLike === -1 ? [operands, []] : [operands.slice(0, flagLike), operands.slice(flagLike)];
    const words = [
        ...["pulumi", "config", value === undefined && asked === undefined ? "rm" : "set"],
        ...(nested ? ["--path"] : []),
        ...(asked === "secret" ? ["--secret"] : []),
        ...(likeAnother ? ["--type", "string"] : []),
        ...first,
        ...["--stack", stackName()],
        ...(configFile === undefined ? [] : ["--config-file", configFile]),
        ...(last.length > 0 ? ["--", ...last] : []),
    ];
    return words.map(quoted).join(" ");
}

/** A word as every shell takes it. */
function quoted(word: string): string {
    return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
