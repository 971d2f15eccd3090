import { refreshed, withSetting } from "../commands";
import type { Facts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Comparison } from "./drift/comparison";
import { comparisons } from "./drift/comparisons";

/** What was changed by hand: it is not as its stack deployed it. */
export function judgeDrift(facts: Facts): readonly Diagnosed[] {
    return comparisons(facts)
        .filter(({ differences }) => differences.length > 0)
        .map(({ side, where, leg, subject, differences, stops }) => ({
            id: "drift",
            severity: stops ? "wrong" : "suspect",
            side,
            where,
            leg,
            subject,
            message: `The ${where} is not as stack ${facts.stacks?.[side]?.name} deployed it: ${differences.join("; ")}.`,
            fix: refreshed(facts, side) ?? "",
        }));
}

/**
 * Findings with the fixes that a stack has for them. What was changed by hand is put right by the stack; and where the finding
 * says what is wrong, nothing more is said of the change.
 */
export function withStackFixes(findings: readonly Diagnosed[], facts: Facts): readonly Diagnosed[] {
    const compared = comparisons(facts);
    const causes = findings.filter(({ id }) => id !== "drift");
    return findings.flatMap((finding) => {
        const same = (other: Pick<Diagnosed, "side" | "subject">) =>
            other.side === finding.side && other.subject === finding.subject;
        if (finding.id === "drift") {
            return causes.some((cause) => cause.severity === "wrong" && same(cause)) ? [] : [finding];
        }
        const ofStack = finding.subject === undefined ? [] : compared.filter(same);
        return [
            ofStack.some(({ differences }) => differences.length > 0)
                ? changedByHand(finding, facts)
                : bySettings(finding, facts, ofStack),
        ];
    });
}

function changedByHand(finding: Diagnosed, facts: Facts): Diagnosed {
    const message = `${finding.message} Stack ${facts.stacks?.[finding.side]?.name} deployed it otherwise: it was changed by hand.`;
    return { ...finding, message, fix: refreshed(facts, finding.side) ?? finding.fix };
}

/**
 * A rule that the stack itself paused is enabled in its settings. Only a sole rule has its place there for certain: a stack
 * deploys rules in another order than the settings have.
 */
function bySettings(finding: Diagnosed, facts: Facts, ofStack: readonly Comparison[]): Diagnosed {
    const [managed] = ofStack;
    const rules = managed?.inputs.rules;
    const isSole = Array.isArray(rules) && rules.length === 1;
    const fix = isSole ? withSetting(facts, "source", "rules[0].enabled", "true") : undefined;
    return finding.id !== "rules-paused" || fix === undefined ? finding : { ...finding, fix };
}
