import Table from "cli-table3";
import { problemsOf, scenarios, type Outcome } from "./outcome";

/** One run in one line, and what was wrong with it in more. */
export function line(outcome: Outcome): string {
    const { scenario, seed, plan, recovered } = outcome;
    const problems = problemsOf(outcome);
    const became = problems.length > 0 ? "PROBLEM" : recovered ? "recovered" : "told";
    const again = `again: npm run faults -- --only ${scenario} --seed ${seed}`;
    return [
        `${scenario} ${seed}: ${became}: ${plan}`,
        ...[...problems, ...(problems.length > 0 ? [again] : [])].map((text) => `    ${text}`),
    ].join("\n");
}

/** How many runs of each kind came to what. */
export function summary(outcomes: readonly Outcome[]): string {
    const table = new Table({
        head: ["", "Runs", "Recovered", "Told why not", "Wrong verdicts", "Hangs", "Leftovers"],
        colAligns: ["left", "right", "right", "right", "right", "right", "right"],
        style: { head: [], border: [] },
    });
    for (const scenario of scenarios) {
        const runs = outcomes.filter((outcome) => outcome.scenario === scenario);
        const count = (holds: (outcome: Outcome) => boolean) => runs.filter(holds).length;
        if (runs.length > 0) {
            table.push([
                scenario,
                runs.length,
                count(({ recovered }) => recovered),
                count((outcome) => !outcome.recovered && problemsOf(outcome).length === 0),
                count(({ wrong }) => wrong.length > 0),
                count(({ hangs }) => hangs.length > 0),
                count(({ leftovers }) => leftovers.length > 0),
            ]);
        }
    }
    return table.toString();
}
