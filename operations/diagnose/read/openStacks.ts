import { openProject } from "../../project";
import { deployedStacks } from "../../stacks/deployedStacks";
import { managedResources } from "../../stacks/managedResources";
import type { StacksToRead } from "./found";

/** The stacks of a project, as the backend has them. */
export async function openStacks(projectDirectory: string): Promise<StacksToRead> {
    const workspace = await openProject(projectDirectory);
    return {
        ...deployedStacks(workspace),
        resources: (stack) => managedResources(workspace, stack),
    };
}
