import { isDeepStrictEqual } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { judge } from "../../operations/preview/judge";
import { markdown } from "../../operations/preview/print/markdown";
import {
    changed,
    inputs,
    pair,
    previews,
    rule,
    type Stacks,
} from "../../test/unit/operations/preview/meaning/stacks";

const withRule = (stacks: Stacks, more: Readonly<Record<string, unknown>>) =>
    changed(stacks, "source", "replication", inputs({ rules: [rule("replication", more)] }));

/**
 * A change as a reviewer gets it: deletions are no longer replicated, so that both policies allow less, and of all objects only
 * logs are, with Replication Time Control.
 */
const before = withRule(pair(), {});
const after = withRule(pair({ deleteMarkers: false }), {
    filter: { prefix: "logs/" },
    deleteMarkerReplication: { status: "Disabled" },
    destination: {
        ...Object(rule("").destination),
        metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        replicationTime: { status: "Enabled", time: { minutes: 15 } },
    },
});

/** What `npm run preview` prints of it, without secrets to hide. */
export function comment(): string {
    const previewed = previews(before, after).map(({ stack, events }) => ({
        preview: { stack, events: events.map(withDiffs) },
        secrets: { values: [], complete: true },
    }));
    return markdown([judge(previewed, {})]);
}

/** As the engine tells it, with the properties that change. */
function withDiffs(event: EngineEvent): EngineEvent {
    const announced = event.resourcePreEvent;
    if (announced === undefined) {
        return event;
    }
    const { old, new: fresh } = announced.metadata;
    const diffs = Object.keys({ ...old?.inputs, ...fresh?.inputs }).filter(
        (name) => !isDeepStrictEqual(old?.inputs[name], fresh?.inputs[name]),
    );
    return {
        ...event,
        resourcePreEvent: { ...announced, metadata: { ...announced.metadata, diffs } },
    };
}
