import { readFileSync } from "node:fs";
import * as path from "node:path";

const root = path.join(__dirname, "..", "..", "..");
const prefix = "s3-cross-account-replication:";

export function readProjectFile(file: string): string {
    return readFileSync(path.join(root, file), "utf8");
}

/** The settings that Pulumi.yaml declares: the keys two spaces deep under `config`, without Pulumi's own. */
export function declaredSettings(): readonly string[] {
    const [, config = ""] = readProjectFile("Pulumi.yaml").split(/^config:$/m);
    return [...config.matchAll(/^ {2}(\w+):$/gm)].map(([, name = ""]) => name);
}

/**
 * The settings of a stack file as Pulumi hands them to the program: texts as they are, all else as JSON. Lists and objects
 * have to be written in braces.
 */
export function settingsIn(stackFile: string): Readonly<Record<string, string>> {
    const [head = "", ...entries] = stackFile
        .replace(/^ *#.*\n/gm, "")
        .replace(/ +#.*$/gm, "")
        .split(new RegExp(`^ {2}${prefix}`, "m"));
    if (head.trim() !== "config:") {
        throw new Error(`not the beginning of a stack file: ${head}`);
    }
    return Object.fromEntries(
        entries.map((entry) => {
            const [, name, value] = /^(\w+):\s+(.*?)\s*$/s.exec(entry) ?? [];
            if (name === undefined || value === undefined) {
                throw new Error(`not a setting: ${entry}`);
            }
            return [name, asPulumiHandsOn(value)];
        }),
    );
}

function asPulumiHandsOn(value: string): string {
    if (!/^[{[]/.test(value)) {
        return value.replace(/^"(.*)"$/, "$1");
    }
    const json = value.replace(/([{,]\s*)(\w+):/g, '$1"$2":').replace(/,(\s*[}\]])/g, "$1");
    return JSON.stringify(JSON.parse(json));
}
