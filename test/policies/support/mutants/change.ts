import type { PolicyStatement } from "../../../../components/policies/document";

/** One way to get a statement wrong: what was done to it, and what it then is, or nothing where it is gone. */
export interface Change {
    readonly what: string;
    readonly statement: PolicyStatement | undefined;
}
