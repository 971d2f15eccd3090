import { isTold } from "../../../preview/replicationRules";

/** Stands for what a stack does not tell: it is secret, or was not known. */
export const untold: unique symbol = Symbol("untold");

/** What is at a path of a stack's inputs, as `rules.0.status`. Nothing is told of the members of what is not told. */
export function at(inputs: unknown, path: string): unknown {
    return path.split(".").reduce<unknown>((value, member) => {
        if (value === untold || !isTold(value)) {
            return untold;
        }
        const found: unknown =
            typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined;
        return isTold(found) ? found : untold;
    }, inputs);
}

/** How a setting differs from what the stack has it as; not at all where the stack does not tell it. */
export function differs(what: string, got: unknown, deployed: unknown): readonly string[] {
    return deployed === untold || text(got) === text(deployed)
        ? []
        : [`${what} is ${text(got)}, deployed as ${text(deployed)}`];
}

/** A value in words. What is empty is as what is not set: AWS does not tell them apart. */
function text(value: unknown): string {
    if (value === undefined || value === null || value === "") {
        return "not set";
    }
    return typeof value === "string" ? value : JSON.stringify(value);
}
