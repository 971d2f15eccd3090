import { readFileSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import { parse } from "yaml";
import { findPython } from "../../../sandbox/python";
import { projectRoot } from "../../../sandbox/paths";
import { schemaFile } from "../../../tools/schema";
import { programSchema, settings, type Program } from "./program";

const folderOf = (example: string) => path.join(projectRoot, "examples", example);

function readYaml(example: string): unknown {
    return parse(readFileSync(path.join(folderOf(example), "Pulumi.yaml"), "utf8"));
}

function defaultsOf(config: v.InferOutput<typeof settings>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(config).map(([name, { default: value = "" }]) => [name, value]));
}

/** The YAML example, with its settings' defaults in the places of the settings. */
export function yamlProgram(): Program {
    const program = v.parse(programSchema, readYaml("yaml"));
    const filled = Object.entries(defaultsOf(program.config)).reduce(
        (text, [name, value]) => text.replaceAll(`\${${name}}`, value),
        JSON.stringify(program),
    );
    return v.parse(programSchema, JSON.parse(filled));
}

/** The Python example, run by the machine's Python against stand-ins of its packages. */
export async function pythonProgram(): Promise<Program> {
    const { config } = v.parse(v.object({ config: v.looseObject({}) }), readYaml("python"));
    const own = Object.entries(config).filter(([name]) => !name.includes(":"));
    const defaults = defaultsOf(v.parse(settings, Object.fromEntries(own)));
    const { stdout } = await execa(await findPython("the examples in Python"), [
        "-B",
        path.join(__dirname, "record.py"),
        schemaFile,
        folderOf("python"),
        JSON.stringify(defaults),
    ]);
    return v.parse(programSchema, JSON.parse(stdout));
}
