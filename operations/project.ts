import { LocalWorkspace, type PulumiCommand } from "@pulumi/pulumi/automation";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { messageOf, OperationError } from "./operationError";

/** The folder that holds Pulumi.yaml. */
export const projectDirectory = path.resolve(__dirname, "..");

/**
 * A project as the Automation API sees it: the same CLI, backend and settings as `pulumi` itself would use there. The CLI is
 * looked for, and asked for its version, unless it is known already.
 */
export async function openProject(
    directory: string,
    envVars: Readonly<Record<string, string>> = {},
    pulumiCommand?: PulumiCommand,
): Promise<LocalWorkspace> {
    if (!existsSync(path.join(directory, "Pulumi.yaml"))) {
        throw new OperationError(
            `--cwd is ${directory}, which holds no Pulumi.yaml; allowed: the folder of a Pulumi project, as ${projectDirectory}`,
        );
    }
    try {
        return await LocalWorkspace.create({ workDir: directory, envVars: { ...envVars }, pulumiCommand });
    } catch (error) {
        throw new OperationError(
            `The Pulumi CLI cannot be run (${messageOf(error)}).\n` +
                "Install it: https://www.pulumi.com/docs/iac/download-install/, or take the sandbox's: npm run sandbox -- env",
        );
    }
}
