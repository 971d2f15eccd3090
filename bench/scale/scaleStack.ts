import * as path from "node:path";
import { writeWhole } from "../../sandbox/files";
import { copyProject } from "../../sandbox/project";
import type { Sandbox } from "../../sandbox/sandbox";
import type { ProgramStack } from "../command";
import { stackOf, type Size } from "./sizes";

/** The same resources by hand in plain JavaScript, and by the components. */
export const scalePrograms = ["plain", "ours"] as const;
export type ScaleProgram = (typeof scalePrograms)[number];

/**
 * In a folder the engine would write the whole state before and after each resource, which grows with the square of their
 * number and takes nine tenths of the time of a thousand. It writes it once, at the end.
 */
const stateAtTheEnd = { PULUMI_SKIP_CHECKPOINTS: "true" };

export interface ScaleStack extends ProgramStack {
    readonly program: ScaleProgram;
}

/** The stack of one size, its settings written down in a copy of the project. */
export async function prepareScaleStack(
    sandbox: Sandbox,
    program: ScaleProgram,
    size: Size,
): Promise<ScaleStack> {
    const folder = await copyProject(sandbox.directory, path.join(__dirname, program), []);
    const stack = stackOf(size);
    const settings = { pairs: 1, rules: 1, [`${size.unit}s`]: size.count };
    const config = Object.entries(settings).map(([key, value]) => `  bench-scale:${key}: ${value}\n`);
    await writeWhole(path.join(folder, `Pulumi.${stack}.yaml`), `config:\n${config.join("")}`);
    return {
        program,
        stack,
        executable: sandbox.toolchain.engine.path,
        folder,
        env: { ...sandbox.env(), ...stateAtTheEnd },
    };
}
