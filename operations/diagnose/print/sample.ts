import type { SampleDiagnosis } from "../sample/sampleDiagnosis";

/** What is printed of the newest versions under a rule. */
export interface SampleRow {
    readonly rule: string;
    readonly looked: string;
    /** As `COMPLETED: 100`. */
    readonly statuses: readonly string[];
    readonly causes: readonly string[];
}

export const sampleHead = ["Rule", "Looked at", "Status", "Cause"] as const;

export function sampleRow({ rule, prefix, versions, looked, unread, ...counts }: SampleDiagnosis): SampleRow {
    const notAll = unread === undefined ? "" : `; ${unread}`;
    return {
        rule: prefix === "" ? rule : `${rule} (${prefix})`,
        looked: `${looked} of ${versions}${notAll}`,
        statuses: Object.entries(counts.byStatus).map(([status, count]) => `${status}: ${count}`),
        causes: counts.causes.map(({ cause, count }) => `${cause}: ${count}`),
    };
}
