import * as v from "valibot";
import type { Run } from "../../support/recorder";

const documentSchema = v.object({
    Version: v.literal("2012-10-17"),
    Statement: v.array(v.looseObject({ Sid: v.optional(v.string()) })),
});

/** The statements of the policy that a resource has as an input. */
export function statementsOf({ resource }: Run, name: string) {
    const { policy } = resource(name).inputs;
    return v.parse(documentSchema, JSON.parse(v.parse(v.string(), policy))).Statement;
}

/** The statement of that name in the policy of a resource. */
export function statement(run: Run, name: string, sid: string) {
    const found = statementsOf(run, name).filter(({ Sid }) => Sid === sid);
    if (found.length !== 1) {
        throw new Error(`${found.length} statements of ${name} are called ${sid}`);
    }
    return found[0];
}

/** The names of the statements in the policy of a resource. */
export function sids(run: Run, name: string): readonly (string | undefined)[] {
    return statementsOf(run, name).map(({ Sid }) => Sid);
}

/** A text that a component puts out or in, as what it is the JSON of. */
export function parsed(text: unknown): unknown {
    return JSON.parse(v.parse(v.string(), text));
}
