import * as v from "valibot";

const names = v.optional(v.array(v.string()), []);

const stateSchema = v.object({
    deployment: v.object({
        resources: v.array(
            v.object({
                urn: v.string(),
                type: v.string(),
                custom: v.optional(v.boolean(), false),
                inputs: v.optional(v.record(v.string(), v.unknown()), {}),
                dependencies: names,
                provider: v.optional(v.string(), ""),
            }),
        ),
    }),
});

type StateResource = v.InferOutput<typeof stateSchema>["deployment"]["resources"][number];

/** What a stack has deployed, as `pulumi stack export` prints it, without components, which make no calls. */
export function parseState(exported: string): StateResource[] {
    return v
        .parse(stateSchema, JSON.parse(exported))
        .deployment.resources.filter(({ custom, type }) => custom && type !== "pulumi:pulumi:StackReference");
}

/** The last word of its type: `Bucket`, `RolePolicy`; `Provider` for a provider. */
function kindOf({ type }: StateResource): string {
    return type.startsWith("pulumi:providers:") ? "Provider" : (type.split(":").at(-1) ?? type);
}

/** For each kind of resource the kinds that it waits for, directly or not. A stack has one resource of a kind. */
export function dependencies(resources: readonly StateResource[]): ReadonlyMap<string, ReadonlySet<string>> {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const waitsFor = new Map<string, ReadonlySet<string>>();
    // The state lists a resource after all that it depends on.
    for (const resource of resources) {
        const provider = resource.provider.split("::").slice(0, 4).join("::");
        const direct = [...resource.dependencies, provider].flatMap((urn) => byUrn.get(urn) ?? []);
        const kinds = direct.flatMap((other) => [kindOf(other), ...(waitsFor.get(kindOf(other)) ?? [])]);
        waitsFor.set(kindOf(resource), new Set(kinds));
    }
    return waitsFor;
}

/** What was asked of AWS, to compare two programs by. */
export function resourceInputs(resources: readonly StateResource[]): string[] {
    return resources
        .filter((resource) => kindOf(resource) !== "Provider")
        .map(({ type, inputs }) => `${type} ${JSON.stringify(inputs)}`)
        .sort();
}
