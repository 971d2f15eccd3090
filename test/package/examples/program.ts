import * as v from "valibot";

export const settings = v.record(v.string(), v.object({ default: v.optional(v.string()) }));
export const programSchema = v.object({
    config: v.optional(settings, {}),
    resources: v.record(
        v.string(),
        v.object({
            type: v.string(),
            properties: v.record(v.string(), v.unknown()),
            options: v.optional(v.object({ providers: v.optional(v.array(v.string()), []) }), {}),
        }),
    ),
    outputs: v.record(v.string(), v.string()),
});

/** A program as data: what it makes, with what of one resource goes to another as `${resource.output}`. */
export type Program = v.InferOutput<typeof programSchema>;

/** `${resource}` or `${resource.output}`. */
export const reference = /^\$\{(\w+)(?:\.(\w+))?\}$/;
