import { memberPath, type Properties, type Property, type PropertyOptions, type Shape } from "./schema";
import { containsUnknown, isPropertyMap, UNKNOWN, type PropertyMap, type PropertyValue } from "./wire";

export type Change = "add" | "delete" | "update";

export interface PropertyChange {
    /** The top-level property. */
    readonly property: string;
    readonly path: string;
    readonly change: Change;
    readonly replaces: boolean;
}

/**
 * What must change for the resource in `state` to become what `inputs` asks for. An unknown input counts as a
 * change: an update, or a replacement where another value would be one.
 */
export function changesOf(properties: Properties, state: PropertyMap, inputs: PropertyMap): PropertyChange[] {
    return Object.entries(properties).flatMap(([name, property]) =>
        compareProperty(property, name, state[name], inputs[name]).map(([path, change]) => ({
            property: name,
            path,
            change,
            replaces: property.replaces === true,
        })),
    );
}

export function sameValue(shape: Shape, left: PropertyValue, right: PropertyValue): boolean {
    return compareValue(shape, "", left, right).length === 0;
}

type Found = [path: string, change: Change];

function compareProperty(
    property: Property,
    path: string,
    old: PropertyValue | undefined,
    wanted: PropertyValue | undefined,
): Found[] {
    if (wanted === undefined && property.computed === true) {
        return [];
    }
    return compareOptional(property.shape, property, path, old, wanted);
}

function compareOptional(
    shape: Shape,
    options: PropertyOptions,
    path: string,
    old: PropertyValue | undefined,
    wanted: PropertyValue | undefined,
): Found[] {
    // Of what AWS does not hold, an import knows nothing: not even that it is as by default.
    const otherwise = options.local === true ? undefined : options.default;
    const before = present(old) ?? otherwise;
    const after = present(wanted) ?? otherwise;
    if (after === undefined) {
        return before === undefined ? [] : [[path, "delete"]];
    }
    if (before === undefined) {
        return [[path, "add"]];
    }
    return compareValue(shape, path, before, after);
}

/** Neither AWS nor Terraform's model tells an empty block, list, map or text from none. */
function present(value: PropertyValue | undefined): PropertyValue | undefined {
    const empty =
        value === "" ||
        (Array.isArray(value) && value.length === 0) ||
        (isPropertyMap(value) && Object.values(value).every((item) => item === undefined));
    return empty ? undefined : value;
}

function compareValue(shape: Shape, path: string, old: PropertyValue, wanted: PropertyValue): Found[] {
    if (wanted === UNKNOWN) {
        return [[path, "update"]];
    }
    switch (shape.kind) {
        case "object": {
            if (!isPropertyMap(old) || !isPropertyMap(wanted)) {
                return [[path, "update"]];
            }
            const simplify = shape.simplify ?? ((value: PropertyMap) => value);
            const before = simplify(old);
            const after = simplify(wanted);
            return Object.entries(shape.properties).flatMap(([name, property]) =>
                compareProperty(property, memberPath(path, name), before[name], after[name]),
            );
        }
        case "list":
            return Array.isArray(old) && Array.isArray(wanted)
                ? compareLists(shape.item, shape.unordered, path, old, wanted)
                : [[path, "update"]];
        case "map": {
            if (!isPropertyMap(old) || !isPropertyMap(wanted)) {
                return [[path, "update"]];
            }
            const keys = new Set([...Object.keys(old), ...Object.keys(wanted)]);
            return [...keys].flatMap((key) => compareEntry(memberPath(path, key), old[key], wanted[key]));
        }
        case "json":
            return typeof old === "string" &&
                typeof wanted === "string" &&
                shape.canonical(old) === shape.canonical(wanted)
                ? []
                : [[path, "update"]];
        default:
            return old === wanted ? [] : [[path, "update"]];
    }
}

function compareEntry(
    path: string,
    old: PropertyValue | undefined,
    wanted: PropertyValue | undefined,
): Found[] {
    if (old === wanted) {
        return [];
    }
    return [[path, old === undefined ? "add" : wanted === undefined ? "delete" : "update"]];
}

function compareLists(
    item: Shape,
    unordered: boolean,
    path: string,
    old: PropertyValue[],
    wanted: PropertyValue[],
): Found[] {
    // Where order means nothing, each old item is set beside the wanted one that equals it.
    const rest = [...old];
    const before: (PropertyValue | undefined)[] = [];
    if (unordered) {
        for (const value of wanted) {
            const at = containsUnknown(value) ? -1 : rest.findIndex((other) => sameValue(item, other, value));
            before.push(at < 0 ? undefined : rest.splice(at, 1)[0]);
        }
        for (const [index, value] of before.entries()) {
            before[index] = value ?? rest.shift();
        }
        before.push(...rest);
    } else {
        before.push(...old);
    }
    return Array.from({ length: Math.max(before.length, wanted.length) }, (_, index) => index).flatMap(
        (index) => {
            const left = before[index];
            const right = wanted[index];
            const itemPath = `${path}[${index}]`;
            return left === undefined || right === undefined
                ? compareEntry(itemPath, left, right)
                : compareValue(item, itemPath, left, right);
        },
    );
}
