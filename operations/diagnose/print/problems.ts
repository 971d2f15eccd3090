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
    return [...new Set(findings.filter(({ id }) => id === "healthy").map(({ where }) => where))];
}

/** What replication does not depend on, and is good to know. */
export function remarksOf<T extends Finding>(findings: readonly T[]): readonly T[] {
    return findings.filter(({ id, severity }) => severity === "ok" && id !== "healthy");
}

/** The number of the first problem that the same commands mend; none where it is this one. */
export function mendedWith(
    { number, finding: { fix } }: Problem,
    problems: readonly Problem[],
): number | undefined {
    const first = problems.find((other) => other.finding.fix === fix);
    return fix === "" || first === undefined || first.number === number ? undefined : first.number;
}
