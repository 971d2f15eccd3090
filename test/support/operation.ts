import { runtime } from "@pulumi/pulumi";
import * as v from "valibot";
import { nameOf, typeOf } from "./urns";

/** What one operation of the engine did, or would do. */
export interface Operation {
    /** Every step that is a change, in the order in which it began: `update BucketPolicy replication-policy: policy`. */
    readonly sequence: readonly string[];
    /** The same in the order of the alphabet. */
    readonly changes: readonly string[];
    /** What drift the engine found where it looked: `BucketPolicy replication-policy: policy`. */
    readonly drift: readonly string[];
    /** The inputs of a resource whose value only the update will know: `replication-role.arn`. */
    readonly unknowns: readonly string[];
    /** The inputs that the program gave to a resource. */
    readonly inputs: (resource: string) => Record<string, unknown>;
    /** What the engine and the program had to say: errors and warnings. */
    readonly diagnostics: readonly string[];
    /** What the program remarked, which is neither. */
    readonly remarks: readonly string[];
    readonly failed: boolean;
}

const stepSchema = v.object({
    op: v.string(),
    urn: v.string(),
    new: v.nullish(v.object({ inputs: v.record(v.string(), v.unknown()) })),
    detailedDiff: v.nullish(v.record(v.string(), v.unknown())),
});
const stepEventSchema = v.optional(v.object({ metadata: stepSchema }));
const eventSchema = v.object({
    resourcePreEvent: stepEventSchema,
    resOutputsEvent: stepEventSchema,
    diagnosticEvent: v.optional(v.object({ severity: v.string(), message: v.string() })),
});
type Step = v.InferOutput<typeof stepSchema>;
type EngineEvent = v.InferOutput<typeof eventSchema>;

/** The events of a log that the engine wrote, one a line. */
export function readEvents(log: string): EngineEvent[] {
    return log
        .split("\n")
        .filter(Boolean)
        .map((line) => v.parse(eventSchema, JSON.parse(line)));
}

/** What the engine's events amount to; of an operation that failed with the errors that the command wrote. */
export function operationOf(events: readonly EngineEvent[], errors?: string): Operation {
    const said = (...severities: readonly string[]) =>
        events.flatMap(({ diagnosticEvent }) =>
            diagnosticEvent !== undefined && severities.includes(diagnosticEvent.severity)
                ? [diagnosticEvent.message.trim()]
                : [],
        );
    const diagnostics = said("error", "warning");
    // What the command refuses by itself is no event.
    const refusal = errors === undefined ? undefined : /^error: (.+)$/m.exec(errors)?.[1];
    const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
    const sequence = steps
        .filter(({ op }) => !unchanging.includes(op))
        .map((step) => withProperties(`${step.op} ${titleOf(step.urn)}`, step));
    return {
        sequence,
        changes: sequence.toSorted(),
        drift: driftOf(events).toSorted(),
        unknowns: steps
            .flatMap(({ urn, new: wanted }) =>
                Object.entries(wanted?.inputs ?? {})
                    .filter(([, value]) => JSON.stringify(value).includes(runtime.unknownValue))
                    .map(([property]) => `${nameOf(urn)}.${property}`),
            )
            .toSorted(),
        inputs: (resource) => {
            const wanted = steps.findLast(({ urn }) => nameOf(urn) === resource)?.new;
            if (!wanted) {
                throw new Error(`the program made no resource ${resource}`);
            }
            return wanted.inputs;
        },
        diagnostics: refusal === undefined ? diagnostics : [...diagnostics, refusal],
        remarks: said("info"),
        failed: errors !== undefined,
    };
}

const unchanging: readonly string[] = ["same", "read", "refresh"];

/** What a refresh found: the second event of a resource whose first one says that it is read again. */
function driftOf(events: readonly EngineEvent[]): string[] {
    const reading = new Set<string>();
    return events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
        if (resourcePreEvent?.metadata.op === "refresh") {
            reading.add(resourcePreEvent.metadata.urn);
        }
        const step = resOutputsEvent?.metadata;
        if (step === undefined || !reading.delete(step.urn)) {
            return [];
        }
        if (!step.new) {
            return [`${titleOf(step.urn)} is gone`];
        }
        return Object.keys(step.detailedDiff ?? {}).length > 0
            ? [withProperties(titleOf(step.urn), step)]
            : [];
    });
}

function withProperties(title: string, { detailedDiff }: Step): string {
    const properties = Object.keys(detailedDiff ?? {}).sort();
    return properties.length > 0 ? `${title}: ${properties.join(", ")}` : title;
}

/** `BucketPolicy replication-policy`; of a provider the package: `aws source`. */
export function titleOf(urn: string): string {
    return `${typeOf(urn)?.split(":").at(-1)} ${nameOf(urn)}`;
}
