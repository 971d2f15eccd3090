import type { Finding } from "../finding";

/** A finding that somebody has to look at, by the number that people know it by. */
export interface Problem<T extends Finding = Finding> {
    readonly number: number;
    readonly finding: T;
}

/** The findings that say more than that all is well, numbered in their order. */
export function problemsOf<T extends Finding>(findings: readonly T[]): readonly Problem<T>[] {
    return findings
        .filter(({ severity }) => severity !== "ok")
        .map((finding, index) => ({ number: index + 1, finding }));
}

/** What was looked at and is well, each place once. */
export function healthyPlaces(findings: readonly Finding[]): readonly string[] {
    return [...new Set(findings.filter(({ severity }) => severity === "ok").map(({ where }) => where))];
}
