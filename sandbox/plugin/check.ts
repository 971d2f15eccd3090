import { createHash } from "node:crypto";
import { allTags, type Tags } from "./aws/tags";
import { isPropertyMap, containsUnknown, UNKNOWN, type PropertyMap, type PropertyValue } from "./wire";
import { problemsOf, type Problem, type Properties, type Property } from "./schema";
import type { ResourceType } from "./resourceType";

/** Which inputs the plug-in filled in is kept among them under this key, the official plug-in's own habit. */
const DEFAULTS_KEY = "__defaults";

export interface CheckRequest {
    readonly resourceName: string;
    readonly news: PropertyMap;
    readonly olds: PropertyMap;
    readonly randomSeed: Uint8Array;
    /** The provider's. */
    readonly defaultTags: Tags;
    readonly autoNaming?: { readonly proposedName: string; readonly disabled: boolean };
}

export interface Checked {
    readonly inputs: PropertyMap;
    readonly problems: Problem[];
}

export function checkResource(type: ResourceType, request: CheckRequest): Checked {
    const inputs: PropertyMap = {};
    const problems: Problem[] = [];
    for (const [name, value] of Object.entries(request.news)) {
        if (name.startsWith("__")) {
            continue;
        }
        const property = type.inputs[name];
        if (property === undefined) {
            problems.push({ path: name, reason: strangerReason(type, name) });
        } else {
            inputs[name] = property.shape.kind === "json" ? documentText(value) : value;
        }
    }
    const defaults: string[] = [];
    for (const [name, property] of Object.entries(type.inputs)) {
        if (inputs[name] !== undefined) {
            continue;
        }
        const value = property.default ?? autoName(property, name, request, problems);
        if (value !== undefined) {
            inputs[name] = value;
            defaults.push(name);
        }
    }
    if ("tagsAll" in type.inputs) {
        inputs.tagsAll = allTags(request.defaultTags, inputs.tags);
    }
    problems.push(...shapeProblems(type.inputs, inputs));
    return {
        inputs: { ...inputs, [DEFAULTS_KEY]: defaults.sort() },
        problems: problems.map(({ path, reason }) => ({
            path,
            reason: `${type.token}: "${path}" ${reason}`,
        })),
    };
}

/** The names of the inputs that the plug-in filled in, as an earlier check recorded them. */
export function defaultedInputs(inputs: PropertyMap): ReadonlySet<PropertyValue> {
    const names = inputs[DEFAULTS_KEY];
    return new Set(Array.isArray(names) ? names : []);
}

export function shapeProblems(properties: Properties, inputs: PropertyMap): Problem[] {
    return Object.entries(properties).flatMap(([name, property]) => {
        const value = inputs[name];
        if (value === undefined) {
            return property.required ? [{ path: name, reason: "is required" }] : [];
        }
        return problemsOf(property.shape, value, name, true);
    });
}

function strangerReason(type: ResourceType, name: string): string {
    const instead = type.unsupported[name];
    return instead === undefined
        ? `is not a property of this type; its properties are: ${Object.keys(type.inputs).join(", ")}`
        : `is not supported by the stand-in AWS plug-in; ${instead}`;
}

/** A policy may be given as an object; AWS, and the state, hold its text. */
function documentText(value: PropertyValue | undefined): PropertyValue | undefined {
    if (!isPropertyMap(value)) {
        return value;
    }
    return containsUnknown(value) ? UNKNOWN : JSON.stringify(value);
}

function autoName(
    property: Property,
    name: string,
    request: CheckRequest,
    problems: Problem[],
): PropertyValue | undefined {
    if (property.autoName === undefined) {
        return undefined;
    }
    // Kept for the life of the resource: a new name would replace it.
    const kept = request.olds[name];
    if (kept !== undefined && defaultedInputs(request.olds).has(name)) {
        return kept;
    }
    if (request.autoNaming?.disabled === true) {
        problems.push({ path: name, reason: "is required, since automatic naming is switched off" });
        return undefined;
    }
    const suffix = createHash("sha256").update(request.randomSeed).digest("hex").slice(0, 7);
    const { maxLength, lowerCase } = property.autoName;
    const proposed =
        request.autoNaming?.proposedName ??
        `${request.resourceName.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
    return lowerCase ? proposed.toLowerCase() : proposed;
}
