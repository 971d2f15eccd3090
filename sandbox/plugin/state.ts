import { ownTags, type Tags } from "./aws/tags";
import { sameValue } from "./diff";
import type { ResourceType } from "./resourceType";
import type { Property } from "./schema";
import { UNKNOWN, type PropertyMap, type PropertyValue } from "./wire";

/** What a new resource will look like: what AWS makes up is unknown until it exists. */
export function previewedOutputs(
    type: ResourceType,
    inputs: PropertyMap,
    region: string | undefined,
): PropertyMap {
    const unknown = Object.fromEntries(type.outputs.map((name): [string, PropertyValue] => [name, UNKNOWN]));
    return { ...unknown, ...appliedInputs(type, inputs, inputs.region ?? region ?? UNKNOWN) };
}

/** What a resource will look like after an update in place: what AWS made up stays. */
export function updatedOutputs(type: ResourceType, olds: PropertyMap, inputs: PropertyMap): PropertyMap {
    const kept: PropertyMap = {};
    for (const [name, value] of Object.entries(olds)) {
        const property = type.inputs[name];
        if (property === undefined || property.computed === true) {
            kept[name] = value;
        }
    }
    return { ...kept, ...appliedInputs(type, inputs, inputs.region ?? olds.region) };
}

function appliedInputs(
    type: ResourceType,
    inputs: PropertyMap,
    region: PropertyValue | undefined,
): PropertyMap {
    const own = Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
    return {
        ...own,
        ...("region" in type.inputs && { region }),
    };
}

/** Where a resource is, and what its provider gives to each. */
export interface Surroundings {
    readonly region: string;
    readonly defaultTags: Tags;
}

/** What was read, together with the inputs that AWS does not hold. */
export function outputsOf(
    type: ResourceType,
    id: string,
    read: PropertyMap,
    inputs: PropertyMap,
    { region, defaultTags }: Surroundings,
): PropertyMap {
    const state: PropertyMap = { ...read, id };
    for (const [name, property] of Object.entries(type.inputs)) {
        const given = inputs[name];
        const found = state[name];
        if (property.local === true) {
            state[name] = given ?? property.imported;
        } else if (property.shape.kind === "json" && given !== undefined && found !== undefined) {
            // The program's own text stays, as long as it means the same.
            state[name] = sameValue(property.shape, found, given) ? given : found;
        }
    }
    if ("region" in type.inputs) {
        state.region = region;
    }
    if ("tagsAll" in type.inputs) {
        state.tags = ownTags(defaultTags, inputs.tags, read.tagsAll);
    }
    return state;
}

/** After a refresh the inputs that the program gave have the values that were found. */
export function refreshedInputs(type: ResourceType, state: PropertyMap, inputs: PropertyMap): PropertyMap {
    const refreshed: PropertyMap = {};
    for (const [name, value] of Object.entries(inputs)) {
        const property = type.inputs[name];
        const found = state[name];
        const same =
            property === undefined ||
            (value !== undefined && found !== undefined && sameValue(property.shape, found, value));
        refreshed[name] = same ? value : found;
    }
    return refreshed;
}

/** An import has no inputs yet: those that would make the resource as it was found. */
export function importedInputs(type: ResourceType, state: PropertyMap): PropertyMap {
    const inputs: PropertyMap = { __defaults: [] };
    for (const [name, property] of Object.entries(type.inputs)) {
        const found = state[name];
        if (found !== undefined && found !== property.default && !isNothing(found, property)) {
            inputs[name] = found;
        }
    }
    return inputs;
}

/** What a program would leave out. */
function isNothing(value: PropertyValue, property: Property): boolean {
    return (
        value === "" ||
        (value === false && property.default !== true) ||
        (typeof value === "object" && Object.keys(value).length === 0)
    );
}
