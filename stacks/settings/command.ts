import * as pulumi from "@pulumi/pulumi";
import type { Edit } from "./edit";

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
    const text = value === undefined ? [] : [`${value}`];
    // A value that looks like a flag comes last.
    const asFlag = text[0]?.startsWith("-") === true;
    const words = [
        ...["pulumi", "config", value === undefined && asked === undefined ? "rm" : "set"],
        ...(nested ? ["--path"] : []),
        ...(asked === "secret" ? ["--secret"] : []),
        ...(likeAnother ? ["--type", "string"] : []),
        propertyPath(path),
        ...(asFlag ? [] : text),
        ...["--stack", stackName()],
        ...(configFile === undefined ? [] : ["--config-file", configFile]),
        ...(asFlag ? ["--", ...text] : []),
    ];
    return words.map(quoted).join(" ");
}

/** https://www.pulumi.com/docs/iac/concepts/config/#structured-configuration */
function propertyPath(path: Edit["path"]): string {
    return path
        .map((step, index) => {
            if (typeof step === "number") {
                return `[${step}]`;
            }
            const plain = /^[\w-]+$/.test(step);
            return plain ? `${index === 0 ? "" : "."}${step}` : `["${step.replaceAll('"', '\\"')}"]`;
        })
        .join("");
}

/** A word as every shell takes it. */
function quoted(word: string): string {
    return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
