import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import type { Sandbox } from "../../sandbox/sandbox";
import type { Deployment } from "./deployment";

const importFile = v.looseObject({
    resources: v.array(
        v.looseObject({ type: v.string(), name: v.string(), component: v.optional(v.boolean()) }),
    ),
});

/**
 * Imports these resources of a stack, each by its id, with the providers and the components that they belong to, from the
 * list that a preview writes: the `pulumi` command as a person uses it.
 */
export async function adopt(
    sandbox: Sandbox,
    { stack }: Deployment,
    ids: Readonly<Record<string, string>>,
): Promise<void> {
    const { workDir } = stack.workspace;
    const pulumi = (...args: readonly string[]) =>
        execa(sandbox.toolchain.engine.path, [...args, "--stack", stack.name], {
            cwd: workDir,
            env: sandbox.env(),
        });
    const file = path.join(workDir, "import.json");
    await pulumi("preview", "--import-file", file);
    const listed = v.parse(importFile, JSON.parse(await readFile(file, "utf8")));
    const resources = listed.resources.flatMap((resource) => {
        if (resource.component || resource.type.startsWith("pulumi:providers:")) {
            return [resource];
        }
        const id = ids[resource.name];
        return id === undefined ? [] : [{ ...resource, id }];
    });
    await writeFile(file, JSON.stringify({ ...listed, resources }));
    await pulumi("import", "--file", file, "--generate-code=false", "--yes");
}
