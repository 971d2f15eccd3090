import type { Read } from "../facts";
import type { Head, ListedEntry, ReplicationStatus } from "./answers";
import type { Replica } from "./replica";
import type { Cause, Selection, Tags } from "./selection";

/** Which object is asked about. */
export interface ObjectQuestion {
    readonly key: string;
    /** Default: the newest. */
    readonly versionId?: string;
}

/** Why an object is not at the destination, or how it arrived, as `--json` prints it. */
export interface ObjectDiagnosis {
    readonly key: string;
    /** Absent where the source has no such object. */
    readonly versionId?: string;
    /** When it was written; absent where the source has no such object. */
    readonly modified?: string;
    /**
     * S3's own, `none` where it has none, `unknown` where S3 does not tell it. An object that is not there is `missing`, and a
     * deletion `delete marker`.
     */
    readonly status: ReplicationStatus | "unknown" | "missing" | "delete marker";
    readonly cause: Cause;
    /** The id of the rule to this destination that selects it. */
    readonly rule?: string;
    /** What is at the destination; absent where nothing is to be expected there, and of a delete marker. */
    readonly replica?: Read<Replica>;
    readonly message: string;
    /** Commands that mend it, one a line; empty where there is nothing to mend, or nothing that a command could. */
    readonly fix: string;
}

/** What a deletion at the source came to at the destination. */
export type Marker = "deleted" | "still there";

/** All that was read of an object that is there. */
export interface ObjectFacts {
    readonly entry: ListedEntry;
    readonly head: Head;
    readonly tags: Tags;
    readonly selection: Selection;
    readonly replica?: Read<Replica>;
    /** Of a delete marker. */
    readonly marker?: Read<Marker>;
    readonly cause: Cause;
    readonly now: Date;
}

/** The part of a diagnosis that is for a person. */
export type Explanation = Pick<ObjectDiagnosis, "message" | "fix">;
