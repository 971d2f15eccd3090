import type { EngineEvent } from "@pulumi/pulumi/automation";
import { diagnosticsOf, errorsOf, type Diagnostic } from "./diagnostics";
import { grouped } from "./grouped";
import { redirections, type Redirection } from "./redirection";
import { nameOf, resourceChange, type ResourceChange } from "./resourceChange";

/** What a deployment of a stack would do. */
export interface StackChanges {
    readonly stack: string;
    readonly changes: readonly ResourceChange[];
    readonly unchanged: number;
    /** Why the preview failed; empty where it did not. */
    readonly errors: readonly string[];
    readonly diagnostics: readonly Diagnostic[];
    /** What would be replicated elsewhere than before. */
    readonly redirections: readonly Redirection[];
}

/** Gathers the events of one preview, whether it came to an end or failed. */
export function stackChanges(stack: string, events: readonly EngineEvent[], failure?: string): StackChanges {
    // An operation is announced before the engine finds that it may not do it: a protected bucket's deletion too.
    const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
    const byResource = grouped(steps, ({ urn }) => urn);
    const announced = byResource.map(resourceChange).filter((change) => change !== undefined);
    return {
        stack,
        changes: [...announced, ...refusedUnannounced(events, announced)],
        unchanged: byResource.filter((of) => of.every(({ op }) => op === "same")).length,
        errors: failure === undefined ? [] : errorsOf(events, failure),
        diagnostics: diagnosticsOf(events),
        redirections: redirections(steps),
    };
}

/**
 * Where what depends on a protected bucket is protected too, the engine refuses the bucket's replacement before it announces
 * it, and says so in an error about the bucket.
 */
function refusedUnannounced(
    events: readonly EngineEvent[],
    announced: readonly ResourceChange[],
): readonly ResourceChange[] {
    const urns = events.flatMap(({ diagnosticEvent: said }) =>
        said?.severity === "error" &&
        said.urn !== undefined &&
        /marked for protection|is protected/.test(said.message)
            ? [said.urn]
            : [],
    );
    return [...new Set(urns)]
        .filter((urn) => !announced.some((change) => change.urn === urn))
        .map((urn) => {
            const name = nameOf(urn);
            const type = urn.split("::").at(2)?.split("$").at(-1) ?? "";
            return {
                operation: "replace",
                urn,
                type,
                name,
                properties: [],
                values: [],
                protected: true,
                id: name,
            };
        });
}
