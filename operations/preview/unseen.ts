import { factsIn } from "./meaning/facts";
import { meaning, type MeaningFinding } from "./meaning/finding";
import { statesOf, type StackPreview } from "./meaning/resources";

/** The sides of replication that changes may break and that no previewed stack has: of them nothing is known. */
export function judgeUnseen(previews: readonly StackPreview[]): readonly MeaningFinding[] {
    const states = previews.map(statesOf);
    const changed = states.filter(({ changes }) => changes).map(({ stack }) => stack);
    if (changed.length === 0 || states.some(({ failed }) => failed)) {
        return [];
    }
    const ever = states.flatMap(({ before, after }) => [...before, ...after]);
    const pairs = states.flatMap((state) => factsIn({ resources: [...state.before, ...state.after], ever }));
    const [only] = changed;
    if (pairs.length === 0) {
        return [
            meaning("not-known", {
                stack: only,
                where: `source of ${changed.join(", ")}`,
                message: `No source was previewed beside ${changed.join(", ")}: whether its writes fail by this change, and until when, is not known.`,
            }),
        ];
    }
    const elsewhere = pairs.flatMap(({ destinations }) =>
        destinations.flatMap(({ bucket }) => ("unread" in bucket.exists ? bucket.name : [])),
    );
    return [...new Set(elsewhere)].map((name) =>
        meaning("not-known", {
            stack: only,
            where: `bucket ${name}`,
            message: `The bucket ${name}, which is replicated to, is of no stack that was previewed: whether writes fail by this change, and until when, is not known.`,
        }),
    );
}
