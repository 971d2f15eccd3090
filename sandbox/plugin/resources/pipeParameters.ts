import type { PipeSourceParameters, PipeTargetParameters } from "@aws-sdk/client-pipes";
import { listOf, number, object, optional, required, string, type Typed } from "../schema";
import type { PropertyMap } from "../wire";

const sourceProperties = {
    filterCriteria: optional(object({ filters: optional(listOf(object({ pattern: required(string()) }))) })),
    sqsQueueParameters: optional(
        object({
            batchSize: optional(number(), { computed: true }),
            maximumBatchingWindowInSeconds: optional(number(), { computed: true }),
        }),
        { computed: true },
    ),
};

const targetProperties = {
    inputTemplate: optional(string()),
    eventbridgeEventBusParameters: optional(
        object({
            detailType: optional(string()),
            resources: optional(listOf(string(), true)),
            source: optional(string()),
        }),
    ),
};

/** How a pipe takes messages from a queue. */
export const sourceParameters = object(sourceProperties);
/** What a pipe puts on an event bus. */
export const targetParameters = object(targetProperties);

type Source = Typed<typeof sourceProperties>;
type Target = Typed<typeof targetProperties>;

export function toSource({ filterCriteria, sqsQueueParameters: queue }: Source) {
    return {
        FilterCriteria: filterCriteria && {
            Filters: filterCriteria.filters?.map(({ pattern }) => ({ Pattern: pattern })),
        },
        SqsQueueParameters: queue && {
            BatchSize: queue.batchSize,
            MaximumBatchingWindowInSeconds: queue.maximumBatchingWindowInSeconds,
        },
    };
}

export function toTarget({ inputTemplate, eventbridgeEventBusParameters: bus }: Target) {
    return {
        InputTemplate: inputTemplate,
        EventBridgeEventBusParameters: bus && {
            DetailType: bus.detailType,
            Resources: bus.resources,
            Source: bus.source,
        },
    };
}

/** UpdatePipe leaves what it is not told as it is: a list without filters is what takes them away. */
export function changedSource(source: Source) {
    const { FilterCriteria, ...rest } = toSource(source);
    return { ...rest, FilterCriteria: { Filters: FilterCriteria?.Filters ?? [] } };
}

/** Likewise, an empty text takes an input template away. */
export function changedTarget(target: Target) {
    const { InputTemplate, ...rest } = toTarget(target);
    return { ...rest, InputTemplate: InputTemplate ?? "" };
}

export function fromSource({ FilterCriteria, SqsQueueParameters: queue }: PipeSourceParameters = {}) {
    const filters = FilterCriteria?.Filters ?? [];
    return unlessEmpty({
        filterCriteria:
            filters.length === 0
                ? undefined
                : { filters: filters.map(({ Pattern }) => ({ pattern: Pattern })) },
        sqsQueueParameters: queue && {
            batchSize: queue.BatchSize,
            maximumBatchingWindowInSeconds: queue.MaximumBatchingWindowInSeconds,
        },
    });
}

export function fromTarget({ InputTemplate, EventBridgeEventBusParameters: bus }: PipeTargetParameters = {}) {
    return unlessEmpty({
        inputTemplate: InputTemplate,
        eventbridgeEventBusParameters: bus && {
            detailType: bus.DetailType,
            resources: bus.Resources,
            source: bus.Source,
        },
    });
}

/** What a program would leave out. */
function unlessEmpty(parameters: PropertyMap): PropertyMap | undefined {
    return Object.values(parameters).every((value) => value === undefined) ? undefined : parameters;
}
