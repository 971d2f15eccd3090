import { deployed, removeSource, replicates } from "./deployed";
import { injure, Injector } from "./injection";
import type { Outcome } from "./outcome";
import { plannedCalls, planFault, planKill, type CallFault, type KillPlan, type PlannedCall } from "./plan";
import { descendantsOf, outliving, type Descendant } from "./processes";
import { recover } from "./recovery";
import { stacks, type FaultWorld, type Meeting, type Stack } from "./world";

const up = ["up", "--yes", "--skip-preview"];

/** Longer than an update takes whose every call is tried again and again. */
const longestSeconds = 180;
const stallSeconds = 3;

/** What deployments come to that meet faults, and whose processes are killed. */
export interface UpdateRuns {
    readonly up: (seed: number) => Promise<Outcome>;
    readonly kill: (seed: number) => Promise<Outcome>;
    /** A kill that is planned by hand. */
    readonly killed: (plan: KillPlan) => Promise<Outcome>;
}

/** What is done to a deployment: what its calls meet, while which process runs. */
interface Disturbance {
    readonly scenario: "up" | "kill";
    readonly seed: number;
    readonly plan: string;
    /** Whose update it is. */
    readonly stack: Stack;
    readonly meeting: (processOf: () => number, seen: (family: readonly Descendant[]) => void) => Meeting;
}

/** What each stack comes to without faults. */
type Expected = ReadonlyMap<Stack, readonly string[]>;

/** Deploys once without faults: what every other deployment has to come to. */
export async function updateRuns(world: FaultWorld): Promise<UpdateRuns> {
    await world.reset();
    world.takeCalls();
    const calls: PlannedCall[] = [];
    const expected = new Map<Stack, readonly string[]>();
    for (const stack of stacks) {
        const { exitCode, stdout, stderr } = await world.pulumi(stack, up);
        if (exitCode !== 0) {
            throw new Error(`the stack ${stack} cannot be deployed: ${stdout}\n${stderr}`);
        }
        calls.push(...plannedCalls(world.takeCalls()));
        expected.set(stack, await deployed(world, stack));
        if (stack === "destination") {
            await world.keep(stack);
        }
    }
    return {
        up: async (seed) => run(world, faulty(planFault(seed, calls), world), expected),
        kill: async (seed) => run(world, killing(planKill(seed, calls), world), expected),
        killed: async (plan) => run(world, killing(plan, world), expected),
    };
}

/** Every call is of one account, and each account has one stack. */
function stackOf(world: FaultWorld, { name }: PlannedCall): Stack {
    return name.endsWith(world.sandbox.accounts.source.accountId) ? "source" : "destination";
}

function faulty(fault: CallFault, world: FaultWorld): Disturbance {
    const { kind, extent, call } = fault;
    return {
        scenario: "up",
        seed: fault.seed,
        plan: extent === "seldom" ? "one call in ten" : `${kind}, ${extent}, from ${call.name} ${call.nth}`,
        stack: stackOf(world, call),
        meeting: (processOf, seen) => {
            const injector = new Injector(fault);
            return async (passing) => {
                const struck = injector.kindFor(passing);
                if (struck === undefined) {
                    return "passes";
                }
                seen(descendantsOf(processOf()));
                await injure(passing, struck, stallSeconds);
                return "met";
            };
        },
    };
}

/** How the helpers of the engine are called, the official ones and the stand-ins. */
const programs = { "plug-in": "pulumi-resource-aws", host: "pulumi-language-nodejs" };

function killing({ seed, victim, call, moment }: KillPlan, world: FaultWorld): Disturbance {
    return {
        scenario: "kill",
        seed,
        plan: `${victim}, ${moment} ${call.name} ${call.nth}`,
        stack: stackOf(world, call),
        meeting: (processOf, seen) => {
            const injector = new Injector({ seed, kind: "reset", extent: "once", call });
            return async (passing) => {
                if (injector.kindFor(passing) === undefined) {
                    return "passes";
                }
                if (moment === "after") {
                    await passing.pass();
                }
                const family = descendantsOf(processOf());
                seen(family);
                const found =
                    victim === "engine"
                        ? processOf()
                        : family.find(({ commandLine }) => commandLine.includes(programs[victim]))?.pid;
                if (found === undefined) {
                    throw new Error(`the engine has no process ${programs[victim as keyof typeof programs]}`);
                }
                process.kill(found, "SIGKILL");
                passing.reset();
                return "met";
            };
        },
    };
}

/** The destination stays for one run after the other of the source, and is made anew for each of its own. */
async function prepare(world: FaultWorld, stack: Stack, expected: Expected): Promise<void> {
    if (stack === "destination") {
        await world.reset();
    } else if ((await deployed(world, "destination")).join() === expected.get("destination")?.join()) {
        await removeSource(world);
        await world.goBackTo("destination");
    } else {
        await world.reset();
        await world.pulumi("destination", up);
        await world.keep("destination");
    }
}

async function run(
    world: FaultWorld,
    { scenario, seed, plan, stack, meeting }: Disturbance,
    expected: Expected,
): Promise<Outcome> {
    await prepare(world, stack, expected);
    let family: readonly Descendant[] = [];
    let pid = 0;
    world.meeting = meeting(
        () => pid,
        (found) => (family = [...family, ...found]),
    );
    const ended = await world
        .pulumi(stack, up, { seconds: longestSeconds, started: (started) => (pid = started) })
        .finally(() => (world.meeting = undefined));
    const recovery = ended.exitCode === 0 ? undefined : await recover(world, stack);
    const processes = await outliving(family);

    const found = await deployed(world, stack);
    const wanted = expected.get(stack) ?? [];
    const more = found.filter((line) => !wanted.includes(line));
    const less = wanted.filter((line) => !found.includes(line));
    const isEqual = more.length === 0 && less.length === 0;
    if (stack === "destination" && isEqual) {
        await world.keep(stack);
    }
    return {
        scenario,
        seed,
        plan: [plan, ...(recovery?.followed ?? [])].join("; "),
        recovered: isEqual && (stack === "destination" || (await replicates(world))),
        wrong: [
            ...(isEqual || recovery !== undefined ? [] : ["up said that all is deployed"]),
            ...(recovery?.recovered === false
                ? [`docs/recovery.md does not help: ${recovery.said.slice(-600)}`]
                : []),
        ],
        hangs: [
            ...(ended.hung ? [`up was not at its end after ${longestSeconds} s`] : []),
            ...(recovery?.hung ? ["a command of docs/recovery.md"] : []),
        ],
        leftovers: [
            ...more.map((line) => `beyond what there is without faults: ${line}`),
            ...less.map((line) => `missing: ${line}`),
            ...processes.map(({ commandLine }) => `process ${commandLine}`),
        ],
    };
}
