import type { FindingId } from "../../../operations/diagnose/catalogue";
import type { Hand } from "./hand";

/** A change that somebody makes by hand, and what the diagnosis says of it first. */
export interface FaultByHand {
    readonly title: string;
    readonly put: (hand: Hand) => Promise<unknown>;
    readonly cause: FindingId;
    /** What the diagnosis comes to; broken where it is left out. */
    readonly result?: "works" | "unknown";
    /** What somebody else has to do before the printed commands can help. */
    readonly prepare?: (hand: Hand) => Promise<unknown>;
    /** Undoes it by hand. Where it is left out, the printed commands do. */
    readonly undo?: (hand: Hand) => Promise<unknown>;
}
