import type { ExplainedReason } from "./explainedReason";
import type { EventsDiagnosis } from "./events/eventsDiagnosis";
import type { SampleDiagnosis } from "./sample/sampleDiagnosis";
import type { ObjectDiagnosis } from "./object/objectFacts";
import { resultOfObject } from "./object/resultOfObject";
import { resultOf, results, type Diagnosed, type Finding, type Result } from "./finding";

/** What `--json` prints: these members and no others. */
export interface Report {
    /** Of the pair, or of the object that was asked about where that is worse. */
    readonly result: Result;
    /** The first is the cause. */
    readonly findings: readonly Finding[];
    readonly object?: ObjectDiagnosis;
    /** The newest versions, rule by rule. */
    readonly sample?: readonly SampleDiagnosis[];
    /** With `--reason` alone. */
    readonly reason?: ExplainedReason;
    /** With `--events-queue` alone. */
    readonly events?: EventsDiagnosis;
    /** What was not read, and why. */
    readonly unread: readonly string[];
}

/** What `--json` prints where the diagnosis could not run: `error` tells it apart. */
export interface FailedReport extends Report {
    readonly error: string;
}

/** All that was found, in order: the first finding is the cause. */
export interface Diagnosis extends Omit<Report, "result" | "findings"> {
    readonly findings: readonly Diagnosed[];
}

/** The report of a diagnosis, without what the diagnosis alone needs to know. */
export function reportOf({ findings, object, sample, reason, events, unread }: Diagnosis): Report {
    return {
        result: worse(resultOf(findings), object && resultOfObject(object)),
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
        ...(reason && { reason }),
        ...(events && { events }),
        unread,
    };
}

function worse(one: Result, other: Result = "works"): Result {
    return results.find((result) => result === one || result === other) ?? one;
}

/** The report where nothing could be said. */
export function failedReport(error: string): FailedReport {
    return { result: "unknown", findings: [], unread: [], error };
}
