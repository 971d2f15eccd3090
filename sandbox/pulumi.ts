import { appendFileSync } from "node:fs";
import * as path from "node:path";
import {
    LocalWorkspace,
    PulumiCommand,
    StackAlreadyExistsError,
    type Stack,
} from "@pulumi/pulumi/automation";
import { projectRoot, runPaths } from "./paths";
import { sides, type Side } from "./profiles";
import { copyProject } from "./project";
import type { Sandbox } from "./sandbox";

export interface StackOptions {
    /** The folder of the Pulumi.yaml; the project's own by default. Its files are copied, never written. */
    readonly workDir?: string;
    /** By default what the stack's name says or ends with, as the program has it; else source. */
    readonly side?: Side;
    /** Added to the sandbox's environment. */
    readonly env?: Record<string, string>;
}

/**
 * The stack of a program, made if it is not there, in the sandbox and with the credentials of its side. Its
 * settings are those of the stack file as it is now; `setConfig` changes the sandbox's copy.
 */
export async function selectStack(
    sandbox: Sandbox,
    stackName: string,
    options: StackOptions = {},
): Promise<Stack> {
    const workDir = await copyProject(sandbox.directory, options.workDir ?? projectRoot, [stackName]);
    const args = { stackName, workDir };
    const workspace = {
        pulumiCommand: await commandOf(sandbox),
        envVars: { ...sandbox.env(options.side ?? sideOf(stackName)), ...options.env },
    };
    try {
        // Most are new, and createOrSelectStack would look for them first, by one more start of the engine.
        return await LocalWorkspace.createStack(args, workspace);
    } catch (error) {
        if (error instanceof StackAlreadyExistsError) {
            return LocalWorkspace.selectStack(args, workspace);
        }
        throw error;
    }
}

/** Options for a stack's operations: the engine's words go to the sandbox's log, and the terminal stays quiet. */
export function logged(sandbox: Sandbox) {
    const { engineLog } = runPaths(sandbox.directory);
    const append = (text: string) => {
        appendFileSync(engineLog, text);
    };
    return { onOutput: append, onError: append, color: "never", suppressProgress: true } as const;
}

function sideOf(stackName: string): Side {
    return sides.find((side) => stackName === side || stackName.endsWith(`-${side}`)) ?? "source";
}

const commands = new Map<string, Promise<PulumiCommand>>();

function commandOf({ toolchain }: Sandbox): Promise<PulumiCommand> {
    const executable = toolchain.engine.path;
    const folder = path.dirname(executable);
    const found =
        commands.get(executable) ??
        PulumiCommand.get(path.basename(folder) === "bin" ? { root: path.dirname(folder) } : undefined);
    commands.set(executable, found);
    return found;
}
