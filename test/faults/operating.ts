import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import { breakIt } from "./breakages";
import { injure, Injector } from "./injection";
import type { Breakage, CallFault } from "./plan";
import { descendantsOf, type Descendant } from "./processes";
import type { Ended, FaultWorld } from "./world";

/** A command of operations/, and what it is given besides the pair. */
export interface Operation {
    readonly command: "verify" | "diagnose" | "backfill";
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** How long it may take. */
    readonly seconds: number;
}

/** A stalled connection stays that for longer than any call may wait. */
export const stallSeconds = 60;

/** Runs a command on the two stacks. */
export function operate(
    world: FaultWorld,
    { command, args, env, seconds }: Operation,
    started?: (pid: number) => void,
): Promise<Ended> {
    return world.run(
        process.execPath,
        [
            ...["--require", "ts-node/register", path.join(projectRoot, "operations", `${command}.ts`)],
            ...["--cwd", world.folder, "--json"],
            ...["--source-profile", "source", "--destination-profile", "destination"],
            ...args,
        ],
        // Transpiled as the program is, in half the time of the command's own way.
        { ...world.env("source"), TS_NODE_PROJECT: path.join(projectRoot, "tsconfig.pulumi.json"), ...env },
        { cwd: projectRoot, seconds, started },
    );
}

/** A command on a pair that may be broken indeed, whose calls meet what the plan says; it is as it was when that was judged. */
export async function operateUnder<T>(
    world: FaultWorld,
    operation: Operation,
    plan: CallFault & { readonly broken: Breakage | undefined },
    judge: (ended: Ended, family: readonly Descendant[]) => Promise<T>,
): Promise<T> {
    const mend = plan.broken === undefined ? undefined : await breakIt[plan.broken](world);
    const injector = new Injector(plan);
    let pid = 0;
    let family: readonly Descendant[] = [];
    world.meeting = async (call) => {
        const kind = injector.kindFor(call);
        if (kind === undefined) {
            return "passes";
        }
        family = [...family, ...descendantsOf(pid)];
        await injure(call, kind, stallSeconds);
        return "met";
    };
    try {
        const ended = await operate(world, operation, (started) => (pid = started));
        world.meeting = undefined;
        return await judge(ended, family);
    } finally {
        world.meeting = undefined;
        await mend?.();
    }
}

/** What befalls the calls, and what is broken indeed, in words. */
export function describe({
    kind,
    extent,
    call,
    broken,
}: CallFault & { readonly broken: string | undefined }): string {
    const what = {
        seldom: "one call in ten",
        everything: `${kind}, every call`,
        once: `${kind}, once, from ${call.name} ${call.nth}`,
        twice: `${kind}, twice, from ${call.name} ${call.nth}`,
        lasting: `${kind}, lasting, from ${call.name} ${call.nth}`,
    }[extent];
    return broken === undefined ? what : `${what}; broken: ${broken}`;
}
