import { hasVariables, type Reading } from "./pattern";
import { Recent } from "./recent";
import type { Context } from "./request";
import { textsOf } from "./shape";
import type { Truth } from "./truth";

/** What is known of a list of a statement: its texts, and what it made of what was asked. */
interface Known {
    readonly texts: readonly string[] | undefined;
    readonly hasVariables: boolean;
    readonly answers: WeakMap<Context, Recent<Truth>>;
}

const lists = new WeakMap<object, Known>();

/** Stands for every context where none is asked for. */
const anyContext: Context = { keys: {}, others: "unknown" };

/**
 * What the texts of a statement's element make of what is asked. The same is asked often: an object is written, tagged and
 * given to its owner, and one list may have hundreds of patterns. A list is not changed once it was asked.
 */
export function answersOf(
    element: unknown,
    { context, variables }: Reading,
    asked: string,
    answer: (texts: readonly string[] | undefined) => Truth,
): Truth {
    if (typeof element !== "object" || element === null) {
        return answer(textsOf(element));
    }
    const known = lists.get(element) ?? knownOf(element);
    lists.set(element, known);
    const decisive = known.hasVariables && variables ? context : anyContext;
    const answers = known.answers.get(decisive) ?? new Recent<Truth>();
    known.answers.set(decisive, answers);
    return answers.get(asked, () => answer(known.texts));
}

function knownOf(element: object): Known {
    const texts = textsOf(element);
    return {
        texts,
        hasVariables: texts?.some((text) => hasVariables(text, { variables: true })) ?? false,
        answers: new WeakMap(),
    };
}
