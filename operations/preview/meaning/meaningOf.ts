import { stackChanges } from "../stackChanges";
import { judgeAccess } from "./access";
import { judgeCosts } from "./costs";
import { inOrder, meaning, type MeaningFinding } from "./finding";
import { judgeLost } from "./lost";
import { orderOf, type Order, type OrderOptions } from "./order";
import { statesOf, type StackPreview } from "./resources";
import { judgeSelection } from "./skipped";

/** What a deployment of the stacks means, all of them together. */
export interface Meaning {
    readonly findings: readonly MeaningFinding[];
    readonly order: Order;
}

/** What the previews of stacks that belong together mean: a pure function of what the engine told. */
export function meaningOf(previews: readonly StackPreview[], options: OrderOptions = {}): Meaning {
    const states = previews.map(statesOf);
    const ever = states.flatMap(({ before, after }) => [...before, ...after]);
    const before = { resources: states.flatMap((each) => each.before), ever };
    const after = { resources: states.flatMap((each) => each.after), ever };
    const changes = previews.map(({ stack, events, failure }) => stackChanges(stack, events, failure));
    const { order, findings } = orderOf(states, ever, options);
    return {
        order,
        findings: inOrder([
            ...judgeLost(changes, before, after),
            ...findings,
            ...judgeSelection(before, after),
            ...judgeAccess(before, after),
            ...judgeCosts(before, after),
            ...states
                .filter(({ failed }) => failed)
                .map(({ stack }) =>
                    meaning("not-previewed", {
                        stack,
                        where: `stack ${stack}`,
                        message: `The preview of ${stack} failed. What it would change is told only as far as it came; what it did not get to is judged as it is now.`,
                    }),
                ),
        ]),
    };
}
