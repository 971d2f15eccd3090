import { valueOf, type Facts } from "../../diagnose/facts";
import type { FindingId } from "../../diagnose/catalogue";
import { diagnose } from "../../diagnose/judge";
import { factsIn } from "./facts";
import { untoldReason, type State } from "./state";

/** Something for which writes fail to replicate. */
export interface Problem {
    /** The same in each state that has it. */
    readonly key: string;
    readonly where: string;
    readonly message: string;
    /** Whether they fail for certain. */
    readonly certain: boolean;
}

/** Findings of a diagnosis that are about what is skipped, or not about writes, and told otherwise. */
const otherwise: ReadonlySet<FindingId> = new Set([
    "configuration-missing",
    "no-rule-to-destination",
    "rules-paused",
    "kms-objects-left-out",
    "organization-policies",
    "failures-unseen",
]);

/** What a preview can leave unknown of itself; all else that it does not read it never does. */
const mayBeKnown: ReadonlySet<FindingId> = new Set(["statement-may-deny", "not-known"]);

/** Why writes would fail in a state, by the diagnosis of what would be deployed then. */
export function problemsIn(state: State): readonly Problem[] {
    return factsIn(state)
        .filter(replicates)
        .flatMap((facts) => diagnose(facts))
        .filter(({ id }) => !otherwise.has(id))
        .filter(
            ({ id, severity, message }) =>
                severity === "wrong" ||
                (severity === "unknown" && (mayBeKnown.has(id) || message.includes(untoldReason))),
        )
        .map(({ id, where, message, severity, actions = [] }) => ({
            // What is not known of a document is so for whatever it decides.
            key: severity === "wrong" ? [id, where, ...actions.toSorted()].join(" ") : message,
            where,
            message,
            certain: severity === "wrong",
        }));
}

/** With every rule paused nothing is written, so that nothing fails. */
function replicates({ source }: Facts): boolean {
    const configuration = valueOf(source.configuration);
    return (
        configuration === undefined || (configuration.Rules ?? []).some(({ Status }) => Status === "Enabled")
    );
}
