import { hideInMeaning, hideSecrets } from "./hideSecrets";
import { inOrder } from "./meaning/finding";
import { meaningOf, type Meaning } from "./meaning/meaningOf";
import type { OrderOptions } from "./meaning/order";
import type { PreviewedStack } from "./previewStack";
import { stackChanges, type StackChanges } from "./stackChanges";
import { judgeUnseen } from "./unseen";

/** What is told of stacks that belong together. None of it is secret. */
export interface JudgedStacks extends Meaning {
    readonly stacks: readonly StackChanges[];
}

/** Judges the previews of stacks that belong together. A finding may be about what the other stack keeps secret. */
export function judge(previewed: readonly PreviewedStack[], options: OrderOptions): JudgedStacks {
    const previews = previewed.map(({ preview }) => preview);
    const { findings, order } = meaningOf(previews, options);
    const meaning = { findings: inOrder([...findings, ...judgeUnseen(previews)]), order };
    return {
        stacks: previewed.map(({ preview: { stack, events, failure }, secrets }) =>
            hideSecrets(stackChanges(stack, events, failure), secrets),
        ),
        ...hideInMeaning(meaning, {
            values: previewed.flatMap(({ secrets }) => secrets.values),
            complete: previewed.every(({ secrets }) => secrets.complete),
        }),
    };
}
