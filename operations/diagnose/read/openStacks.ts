import { openProject } from "../../project";
import { deployedStacks } from "../../stacks/deployedStacks";
import type { DeployedStacks } from "../../stacks/stackOutputs";

export async function openStacks(projectDirectory: string): Promise<DeployedStacks> {
    return deployedStacks(await openProject(projectDirectory));
}
