import type { PreviewOptions } from "./commandLine";
import type { JudgedStacks } from "./judge";
import { catalogue } from "./meaning/catalogue";
import type { MeaningFinding } from "./meaning/finding";

export type ExitCode = 0 | 1 | 3 | 4;

/** The first that applies: 3 by a finding, also where the engine refuses it; 1 by a failed preview; 4 by a warning; 0. */
export function exitCode(
    judged: readonly JudgedStacks[],
    { failOn, failOnWarning }: Pick<PreviewOptions, "failOn" | "failOnWarning">,
): ExitCode {
    const isOne = ({ id, kind }: MeaningFinding) =>
        // A word that is both names the finding: `wider`, and not `wider-for-replication`.
        failOn.some((one) => one === id || (one === kind && !(one in catalogue)));
    if (judged.some(({ findings }) => findings.some(isOne))) {
        return 3;
    }
    const stacks = judged.flatMap((one) => one.stacks);
    if (stacks.some(({ errors }) => errors.length > 0)) {
        return 1;
    }
    const warned = stacks.some(({ diagnostics }) =>
        diagnostics.some(({ severity }) => severity === "warning"),
    );
    return failOnWarning && warned ? 4 : 0;
}
