import { StackNotFoundError, type LocalWorkspace } from "@pulumi/pulumi/automation";
import { messageOf, OperationError } from "../operationError";
import type { DeployedStacks } from "./stackOutputs";

/** Stacks as the project's backend has them. None is selected, so that the user's selection stays as it is. */
export function deployedStacks(
    workspace: Pick<LocalWorkspace, "stackOutputs" | "projectSettings" | "getAllConfig">,
): DeployedStacks {
    return {
        async outputs(stack) {
            const outputs = await reading(stack, () => workspace.stackOutputs(stack));
            return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
        },
        async settings(stack) {
            const { name } = await workspace.projectSettings();
            const config = await reading(stack, () => workspace.getAllConfig(stack));
            return Object.fromEntries(
                Object.entries(config)
                    .filter(([key, { value }]) => key.startsWith(`${name}:`) && !["", "{}"].includes(value))
                    .map(([key, { value }]) => [key.slice(name.length + 1), value]),
            );
        },
    };
}

async function reading<T>(stack: string, read: () => Promise<T>): Promise<T> {
    try {
        return await read();
    } catch (error) {
        if (error instanceof StackNotFoundError) {
            throw new OperationError(
                `There is no stack ${stack} in this backend. Deploy it: pulumi stack init ${stack}, pulumi up --stack ` +
                    `${stack}. If you mean another one, name it: --source <stack>, --destination <stack>`,
            );
        }
        throw new OperationError(`Stack ${stack} cannot be read: ${messageOf(error).trim()}`);
    }
}
