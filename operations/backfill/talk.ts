import type { StacksToRead } from "../diagnose/read/found";
import type { BackfillOptions } from "./commandLine";
import type { Backfill } from "./outcome";
import type { Plan } from "./plan/plan";

export interface RunOptions extends BackfillOptions {
    readonly openStacks: () => Promise<StacksToRead>;
    /** Ends calls and waits. A job goes on. */
    readonly signal: AbortSignal;
    /** Waits between two looks at a job; tests do not. */
    readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** How the command talks with whoever runs it. */
export interface Talk {
    /** Does something, and shows how far it is. */
    readonly withProgress: <T>(title: string, work: (tell: (at: string) => void) => Promise<T>) => Promise<T>;
    /** Says something at once. */
    readonly say: (text: string) => void;
    /** Shows what a job would do, before somebody is asked and before it is made. */
    readonly showPlan: (planned: Planned) => void;
    /** Asks for a yes; absent where nobody is there to answer. */
    readonly ask?: (question: string) => Promise<boolean>;
    /** Whether each look at a job is shown, as on a terminal; else each tenth. */
    readonly everyLook: boolean;
}

/** What is known of a run before it has an outcome. */
export type SoFar = Pick<Backfill, "source" | "destination" | "diagnosis" | "selection" | "notes">;

/** What is known before a job is made. */
type Planned = SoFar & { readonly plan: Plan };
