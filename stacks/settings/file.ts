import * as pulumi from "@pulumi/pulumi";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The file that holds the stack's settings. */
export interface SettingsFile {
    readonly path: string;
    /** What the commands of Pulumi need to write to it. */
    readonly option?: string;
}

/** How far up the command is: it starts the language host, which starts the program. */
const generations = 6;

/**
 * The file in use. Pulumi tells a program its settings and not where they are from: the file of --config-file is known by the
 * command line, where the system shows it, and the usual one by the project's own settings.
 */
export function fileInUse(): SettingsFile {
    const given = configFileOf(commandLines());
    return given === undefined
        ? { path: usualFile(pulumi.runtime.getRootDirectory(), pulumi.getStack()) }
        : { path: given, option: given };
}

/** The file that a command line names, of those of this process's parents. */
export function configFileOf(commands: readonly (readonly string[])[]): string | undefined {
    return commands
        .flatMap((words) => words.map((word, index) => ({ word, next: words[index + 1] })))
        .map(({ word, next }) => (word === "--config-file" ? next : /^--config-file=(.+)$/.exec(word)?.[1]))
        .find((file) => file !== undefined);
}

/** https://www.pulumi.com/docs/iac/concepts/projects/project-file/#attributes: stackConfigDir */
export function usualFile(root: string, stack: string): string {
    const extension =
        [".yaml", ".yml", ".json"].find((one) => existsSync(path.join(root, `Pulumi${one}`))) ?? ".yaml";
    const project = path.join(root, `Pulumi${extension}`);
    const folder = existsSync(project)
        ? /^\s*"?stackConfigDir"?:\s*["']?([^"'#,\n]+)/m.exec(readFileSync(project, "utf8"))?.[1]?.trim()
        : undefined;
    return path.join(folder ?? "", `Pulumi.${stack}${extension}`);
}

/** The command lines of this process's parents, the next one first, as far as the system tells. */
function commandLines(): readonly (readonly string[])[] {
    const found: string[][] = [];
    let id: string | undefined = "self";
    while (id !== undefined && found.length < generations) {
        try {
            found.push(readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0"));
            id = /^PPid:\s+([1-9]\d*)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
        } catch {
            break;
        }
    }
    return found;
}
