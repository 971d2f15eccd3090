import { copyFile } from "node:fs/promises";
import * as path from "node:path";
import { projectRoot } from "../sandbox/paths";
import { copyProject } from "../sandbox/project";
import type { Sandbox } from "../sandbox/sandbox";
import type { ProgramStack } from "./command";

/** The program, the same resources by hand in plain JavaScript, and a program that makes nothing. */
export type Program = "empty" | "plain" | "ours";

/** In the order in which they are deployed. */
export const benchSides = ["destination", "source"] as const;
export type BenchSide = (typeof benchSides)[number];

const folders: Record<Program, string> = {
    empty: path.join(__dirname, "empty"),
    plain: path.join(__dirname, "plain"),
    ours: projectRoot,
};

/** One side of a program in a sandbox. */
export interface Deployment extends ProgramStack {
    readonly program: Program;
    readonly stack: BenchSide;
}

/** Each program's own copy of its project file, with the settings that ship. */
export async function prepareProgram(
    sandbox: Sandbox,
    program: Program,
): Promise<readonly [Deployment, Deployment]> {
    const folder = await copyProject(sandbox.directory, folders[program], benchSides);
    if (program === "plain") {
        for (const side of benchSides) {
            const file = `Pulumi.${side}.yaml`;
            await copyFile(path.join(projectRoot, file), path.join(folder, file));
        }
    }
    const deployment = (stack: BenchSide): Deployment => ({
        program,
        stack,
        executable: sandbox.toolchain.engine.path,
        folder,
        env: sandbox.env(stack),
    });
    return [deployment("destination"), deployment("source")];
}
