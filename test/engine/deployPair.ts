import type { Deployment, Settings } from "../support/deployment";
import type { Operation } from "../support/operation";
import { pairSettings } from "../support/pair";

interface Stacks {
    stack(name: string, settings: Settings): Promise<Deployment>;
}

/** Deploys two stacks that belong together, the destination first, with these settings of theirs besides those of any pair. */
export async function deployPair(
    world: Stacks,
    name: string,
    settings: { readonly destination: Settings; readonly source: Settings },
) {
    const pair = pairSettings(name);
    const deploy = async (side: "destination" | "source") => {
        const stack = await world.stack(`${name}-${side}`, { ...pair[side], ...settings[side] });
        const made: Operation = await stack.up();
        return { stack, made };
    };
    return { destination: await deploy("destination"), source: await deploy("source") };
}
