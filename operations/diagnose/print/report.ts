import { resultOf, type Diagnosed, type Finding, type Result } from "../finding";

/** What is said of one object. */
export interface ObjectDiagnosis {
    readonly key: string;
    readonly versionId?: string;
    /** As `FAILED`, `PENDING`, `not selected`. */
    readonly status: string;
    readonly message: string;
    readonly fix: string;
}

/** What is said of the newest versions under a rule. */
export interface SampleDiagnosis {
    readonly rule: string;
    readonly prefix: string;
    /** How many versions there are, and how many of them were looked at. */
    readonly versions: number;
    readonly looked: number;
    readonly byStatus: Readonly<Partial<Record<string, number>>>;
    readonly causes: readonly { readonly cause: string; readonly count: number }[];
    /** Why not all that were asked for were looked at. */
    readonly unread?: string;
}

/** What `--json` prints: these members and no others. */
export interface Report {
    readonly result: Result;
    /** The first is the cause. */
    readonly findings: readonly Finding[];
    readonly object?: ObjectDiagnosis;
    /** The newest versions, rule by rule. */
    readonly sample?: readonly SampleDiagnosis[];
    /** What was not read, and why. */
    readonly unread: readonly string[];
}

/** What `--json` prints where the diagnosis could not run: `error` tells it apart. */
export interface FailedReport extends Report {
    readonly error: string;
}

/** All that was found, in order: the first finding is the cause. */
export interface Diagnosis extends Pick<Report, "object" | "sample" | "unread"> {
    readonly findings: readonly Diagnosed[];
}

/** The report of a diagnosis, without what the diagnosis alone needs to know. */
export function reportOf({ findings, object, sample, unread }: Diagnosis): Report {
    return {
        result: resultOf(findings),
        findings: findings.map(({ id, severity, side, where, message, fix }) => ({
            id,
            severity,
            side,
            where,
            message,
            fix,
        })),
        ...(object && { object }),
        ...(sample && { sample }),
        unread,
    };
}

/** The report where nothing could be said. */
export function failedReport(error: string): FailedReport {
    return { result: "unknown", findings: [], unread: [], error };
}
