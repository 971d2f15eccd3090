import { stacks, type FaultWorld } from "./world";

/** What the two stacks deploy as they ship, by name. */
export const pairNames = {
    source: "sre-bucket-source",
    destination: "sre-bucket-destination",
    role: "sre-bucket-replication",
} as const;

/** Both stacks as they ship, in empty accounts. */
export async function deployPair(world: FaultWorld): Promise<void> {
    await world.reset();
    for (const stack of stacks) {
        const { exitCode, stdout } = await world.pulumi(stack, ["up", "--yes", "--skip-preview"]);
        if (exitCode !== 0) {
            throw new Error(`the stack ${stack} cannot be deployed: ${stdout}`);
        }
    }
    world.takeCalls();
}
