import { quoted } from "../../diagnose/commands";
import { meaning, type MeaningFinding } from "./finding";
import { problemsIn, type Problem } from "./problems";
import type { PreviewedResource, StackStates } from "./resources";
import { isOf, textAt, type State } from "./state";

/** How commands name stacks. */
export interface OrderOptions {
    /** The folder of the Pulumi project, where it is not the one that commands are run in. */
    readonly projectFolder?: string;
    /** AWS profiles by stack. */
    readonly profiles?: ReadonlyMap<string, string>;
}

/** In which order to deploy. */
export interface Order {
    /** `nothing` to deploy, `any` order, `this` order, or to `pause` since none is safe. */
    readonly decision: "nothing" | "any" | "this" | "pause";
    /** What to do, one after the other: commands, and what is to be done by hand as a comment of the shell. */
    readonly steps: readonly string[];
    /** Why, in a sentence or two. */
    readonly why: string;
}

/** What to deploy first, and the writes that fail meanwhile and afterwards. */
export function orderOf(
    states: readonly StackStates[],
    ever: readonly PreviewedResource[],
    options: OrderOptions = {},
): { readonly order: Order; readonly findings: readonly MeaningFinding[] } {
    const stateWith = (deployed: ReadonlySet<string>): State => ({
        resources: states.flatMap(({ stack, before, after }) => (deployed.has(stack) ? after : before)),
        ever,
    });
    const isSource = ({ after }: StackStates) => after.some((each) => isOf(each, "configuration"));
    // Where nothing else decides, a destination comes before what replicates to it.
    const changed = [...states.filter((each) => !isSource(each)), ...states.filter(isSource)]
        .filter(({ changes }) => changes)
        .map(({ stack }) => stack);
    const [before, after] = [problemsIn(stateWith(new Set())), problemsIn(stateWith(new Set(changed)))];
    const knownTo =
        (problems: readonly Problem[]) =>
        ({ key }: Problem) =>
            problems.some((each) => each.key === key);
    const isNew = (problem: Problem) => !knownTo(before)(problem);
    const orders = permutations(changed).map((stacks) => {
        const met = stacks.slice(0, -1).flatMap((_, index) =>
            problemsIn(stateWith(new Set(stacks.slice(0, index + 1))))
                .filter(isNew)
                .map((problem) => ({
                    ...problem,
                    from: stacks[index] ?? "",
                    until: stacks[index + 1] ?? "",
                })),
        );
        return {
            stacks,
            between: met.filter((problem) => problem.certain && !knownTo(after)(problem)),
            isDoubtful: met.some(({ certain }) => !certain),
            waits: waitsInVain(stacks, states),
        };
    });
    const possible = orders.filter(({ waits }) => !waits);
    const [best] = (possible.length > 0 ? possible : orders).toSorted(
        (one, other) =>
            one.between.length - other.between.length || Number(one.isDoubtful) - Number(other.isDoubtful),
    );
    const others = orders.filter(
        ({ between, waits, isDoubtful }) => between.length > 0 || waits || isDoubtful,
    );
    const final = [...new Map(after.filter(isNew).map((problem) => [problem.key, problem])).values()];
    const failed = states.filter((each) => each.failed).map(({ stack }) => stack);
    const maybeMended =
        failed.length === 0
            ? ""
            : ` Whether ${failed.join(" or ")} would mend it is not known: its preview failed.`;
    const findings = [
        ...final.map((problem) =>
            meaning(problem.certain ? "fails-after" : "not-known", {
                where: problem.where,
                message:
                    maybeMended === ""
                        ? problem.message
                        : `${problem.message.replace(/\.?$/, ".")}${maybeMended}`,
            }),
        ),
        ...(best === undefined
            ? []
            : best.between.length > 0
              ? distinct(best.between).map((problem) => between("fails-between", problem))
              : distinct(others.flatMap((order) => order.between)).map((problem) =>
                    between("fails-in-other-order", problem),
                )),
    ];
    const isBad = (problem: Problem) => problem.certain && isNew(problem) && !knownTo(after)(problem);
    const pausable = states.find(
        (paused) =>
            isSource(paused) &&
            pausing(paused, changed, states, ever).every((state) => !problemsIn(state).some(isBad)),
    );
    const failing = final.some(({ certain }) => certain);
    return { findings, order: decided(best, others, { states, pausable, failing }, options) };
}

/** The states in which one stack is deployed first with its rules paused, and the others after it. */
function pausing(
    { stack: first }: StackStates,
    changed: readonly string[],
    states: readonly StackStates[],
    ever: readonly PreviewedResource[],
): readonly State[] {
    const stacks = [first, ...changed.filter((stack) => stack !== first)];
    return stacks.map((_, index) => ({
        ever,
        resources: states.flatMap(({ stack, before, after }) => {
            const isDeployed = stacks.slice(0, index + 1).includes(stack);
            return stack === first ? after.map(paused) : isDeployed ? after : before;
        }),
    }));
}

function paused(resource: PreviewedResource): PreviewedResource {
    const { rules } = resource.inputs;
    return isOf(resource, "configuration") && Array.isArray(rules)
        ? {
              ...resource,
              inputs: {
                  ...resource.inputs,
                  rules: rules.map((rule: unknown) => ({
                      ...(typeof rule === "object" ? rule : {}),
                      status: "Disabled",
                  })),
              },
          }
        : resource;
}

type Between = Problem & { readonly from: string; readonly until: string };

function between(
    id: "fails-between" | "fails-in-other-order",
    { where, message, from, until }: Between,
): MeaningFinding {
    return meaning(id, {
        stack: from,
        where,
        message: `From the deployment of ${from} until that of ${until}: ${message}`,
    });
}

function distinct(problems: readonly Between[]): readonly Between[] {
    return [...new Map(problems.map((each) => [`${each.key} ${each.from} ${each.until}`, each])).values()];
}

/** So many stacks are tried in all orders; of more only the order that they come in, and its reverse. */
const triedInAllOrders = 3;

function noOrderOf(stacks: readonly string[]): string {
    return stacks.length > triedInAllOrders ? "In neither of the two orders that were tried" : "In no order";
}

function permutations(stacks: readonly string[]): readonly (readonly string[])[] {
    if (stacks.length > triedInAllOrders) {
        return [stacks, stacks.toReversed()];
    }
    return stacks.length < 2
        ? [stacks]
        : stacks.flatMap((first) =>
              permutations(stacks.filter((each) => each !== first)).map((rest) => [first, ...rest]),
          );
}

/** Whether a stack comes before one that is not there yet and that it reads, or that could not be previewed without it. */
function waitsInVain(stacks: readonly string[], states: readonly StackStates[]): boolean {
    return stacks.some((stack, index) =>
        stacks.slice(index + 1).some((later) => {
            const read = states.find((each) => each.stack === stack)?.reads ?? [];
            const isNew = states.find((each) => each.stack === later)?.before.length === 0;
            return (
                isNew && read.some((name) => name === later || name.endsWith(`/${later.split("/").at(-1)}`))
            );
        }),
    );
}

function decided(
    best:
        | {
              readonly stacks: readonly string[];
              readonly between: readonly Between[];
              readonly isDoubtful: boolean;
          }
        | undefined,
    unsafe: readonly unknown[],
    {
        states,
        pausable,
        failing,
    }: {
        readonly states: readonly StackStates[];
        readonly pausable: StackStates | undefined;
        /** Whether writes fail once all is deployed that was previewed. */
        readonly failing: boolean;
    },
    options: OrderOptions,
): Order {
    const stacks = best?.stacks ?? [];
    const up = (stack: string) => upOf(stack, options);
    const failed = states.filter((each) => each.failed).map(({ stack }) => stack);
    const again = failed.length > 0 ? [`# Preview ${failed.join(" and ")} again before it is deployed.`] : [];
    if (stacks.length === 0) {
        return {
            decision: "nothing",
            steps: again,
            why: `No stack would change${failed.length > 0 ? ", as far as the previews came" : ""}.`,
        };
    }
    if (best && best.between.length > 0) {
        return pausable === undefined
            ? {
                  decision: "pause",
                  steps: [
                      ...again,
                      "# Stop whatever writes to the buckets that are replicated.",
                      ...stacks.map(up),
                      "# Let it write again.",
                  ],
                  why: `${noOrderOf(stacks)} does replication work all the time, and to pause the rules of one stack is not enough.`,
              }
            : withPause(pausable, stacks, again, options);
    }
    // What failed cannot be deployed as it is.
    const deployable = stacks.filter((stack) => !failed.includes(stack));
    const meanwhile =
        failed.length > 0 && deployable.length > 0 && failing
            ? ` Writes fail from then on, at least until ${failed.join(" and ")} is deployed too: before, pause the rules, with the settings that are deployed now, or stop whatever writes.`
            : "";
    return {
        decision: unsafe.length === 0 ? "any" : "this",
        steps: [...deployable.map(up), ...again],
        why: `${
            stacks.length === 1
                ? `Only ${stacks.join()} would change.`
                : unsafe.length === 0
                  ? stacks.length > triedInAllOrders
                      ? "Two orders were tried, and in neither do writes fail meanwhile."
                      : "It does not matter which is deployed first."
                  : best?.isDoubtful
                    ? `${stacks[0]} first. Whether writes fail to replicate meanwhile is not known: the preview does not show all that decides it.`
                    : `${stacks[0]} first: in another order writes fail to replicate meanwhile, or may, or a stack reads another that is not there yet.`
        }${meanwhile}`,
    };
}

function withPause(
    { stack: source, after }: StackStates,
    stacks: readonly string[],
    again: readonly string[],
    options: OrderOptions,
): Order {
    const rules = after.filter((each) => isOf(each, "configuration")).flatMap(rulesIn);
    const up = (stack: string) => upOf(stack, options);
    return {
        decision: "pause",
        steps: [
            ...again,
            ...enabling(source, rules, false, options),
            up(source),
            ...stacks.filter((stack) => stack !== source).map(up),
            ...enabling(source, rules, true, options),
            up(source),
            "# What was written meanwhile was skipped: npm run backfill",
        ],
        why:
            `${noOrderOf(stacks)} does replication work all the time. What is written while the rules are paused is skipped and ` +
            "can be replicated afterwards; what fails is not tried again.",
    };
}

function rulesIn({ inputs }: PreviewedResource): readonly string[] {
    return Array.isArray(inputs.rules) ? inputs.rules.map((rule: unknown) => textAt(rule, "id") ?? "") : [];
}

/** A sole rule has its place in the settings for certain; of several nobody but their author knows the order. */
function enabling(
    stack: string,
    rules: readonly string[],
    on: boolean,
    options: OrderOptions,
): readonly string[] {
    return rules.length === 1
        ? [`pulumi config set --path 'rules[0].enabled' ${on}${flags(stack, options)}`]
        : [
              `# Set enabled to ${on} in each rule of the stack ${stack}${on ? " again" : ""}: ${rules.join(", ")}`,
          ];
}

function upOf(stack: string, options: OrderOptions): string {
    const profile = options.profiles?.get(stack);
    return `${profile === undefined ? "" : `AWS_PROFILE=${quoted(profile)} `}pulumi up${flags(stack, options)}`;
}

function flags(stack: string, { projectFolder }: OrderOptions): string {
    return ` --stack ${quoted(stack)}${projectFolder === undefined ? "" : ` --cwd ${quoted(projectFolder)}`}`;
}
