import type { Facts } from "../../../../../operations/diagnose/facts";
import type { Diagnosed } from "../../../../../operations/diagnose/finding";

/** Something that is wrong with a pair, or may be, and all that a part of the judgement says of it. */
export interface Case {
    readonly what: string;
    readonly facts: Facts;
    readonly findings: readonly Diagnosed[];
}
