import type { ExplainedReason } from "../diagnose/explainedReason";
import type { Report as DiagnosisReport } from "../diagnose/report";
import type { Result } from "./exitCodes";
import type { Job } from "./job/jobs";
import type { Plan } from "./plan/plan";
import type { Selection } from "./plan/selection";
import type { FailureReason, ReportSummary } from "./report/report";

/** What `--json` prints: these members and no others. */
export interface Backfill {
    readonly result: Result;
    /** What it comes to, in a sentence or two. */
    readonly message: string;
    /** A command that goes on from here; empty where there is nothing to go on with. */
    readonly next: string;
    readonly source: BackfillSide;
    readonly destination?: BackfillSide;
    /** What is replicated; absent of a job that was named by its id. */
    readonly selection?: Selection;
    readonly diagnosis: DiagnosisReport;
    /** What a job would do; absent where none was to be made. */
    readonly plan?: Plan;
    readonly job?: BackfillJob;
    /** What the report of the job says; absent where it was not read. */
    readonly report?: BackfillReport;
    /** The comparison of some replicated objects with their replicas; absent where none was to be made. */
    readonly check?: SampleCheck;
    /** What is to be known besides. */
    readonly notes: readonly string[];
}

export interface BackfillSide {
    readonly bucketName: string;
    readonly accountId?: string;
    readonly region?: string;
}

export interface BackfillJob extends Job {
    /** Whether it was made now, went on already, had ended already, or was named by its id. */
    readonly how: "started" | "running" | "ended" | "named";
}

export interface BackfillReport extends Omit<ReportSummary, "reasons" | "sample"> {
    readonly reasons: readonly BackfillReason[];
    /** The file that the failed were written to. */
    readonly failedFile?: string;
}

export interface BackfillReason extends FailureReason {
    /** Of the reasons that AWS documents alone. */
    readonly explained?: ExplainedReason;
}

/** Replicated objects, compared with their replicas. */
export interface SampleCheck {
    readonly checked: number;
    readonly equal: number;
    readonly differing: readonly {
        readonly key: string;
        readonly versionId?: string;
        readonly what: string;
    }[];
    /** Why some were not compared. */
    readonly unread: readonly string[];
    /** What was changed or is gone since, and what was not compared of an object. */
    readonly notes: readonly string[];
}

/** What `--json` prints where the command could not run: `error` tells it apart. */
export interface FailedBackfill {
    readonly result: "unknown";
    readonly error: string;
}
