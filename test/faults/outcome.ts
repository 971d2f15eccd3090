/** What is run: proofs by `verify`, diagnoses, backfills, updates, and updates of which a process is killed. */
export const scenarios = ["verify", "diagnose", "backfill", "up", "kill"] as const;
export type Scenario = (typeof scenarios)[number];

/** What became of one run. */
export interface Outcome {
    readonly scenario: Scenario;
    readonly seed: number;
    /** What was done to it, in words. */
    readonly plan: string;
    /** It came to what a run without faults comes to, by itself or by what docs/recovery.md says. */
    readonly recovered: boolean;
    /** What it said that was not so. */
    readonly wrong: readonly string[];
    readonly hangs: readonly string[];
    /** What it left behind, and had not told. */
    readonly leftovers: readonly string[];
}

/** Every run has to be free of these; a proof or a diagnosis may end without a result, where it says why. */
export function problemsOf({ scenario, recovered, wrong, hangs, leftovers }: Outcome): readonly string[] {
    return [
        ...wrong.map((text) => `wrong verdict: ${text}`),
        ...hangs.map((text) => `hang: ${text}`),
        ...leftovers.map((text) => `left over: ${text}`),
        ...(recovered || scenario === "verify" || scenario === "diagnose" ? [] : ["not recovered"]),
    ];
}
