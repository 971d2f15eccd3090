import type { EngineEvent } from "@pulumi/pulumi/automation";
import { judge, type JudgedStacks } from "../../../../operations/preview/judge";
import type { SecretValues } from "../../../../operations/preview/secretValues";

/** What is told of these previews, all of them failed where there is a failure. */
export function judged(
    events: Readonly<Record<string, readonly EngineEvent[]>>,
    failure?: string,
    secrets: SecretValues = { values: [], complete: true },
): JudgedStacks {
    return judge(
        Object.entries(events).map(([stack, of]) => ({
            preview: { stack, events: of, ...(failure !== undefined && { failure }) },
            secrets,
        })),
        {},
    );
}
