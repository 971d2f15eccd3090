import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Stands for a value that is not known before deployment. */
export const UNKNOWN: unique symbol = Symbol("unknown until deployment");

export type PropertyValue =
    | string
    | number
    | boolean
    | typeof UNKNOWN
    | PropertyValue[]
    | { [name: string]: PropertyValue | undefined };
export type PropertyMap = Record<string, PropertyValue | undefined>;

const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine has one sentinel for each kind of value that may be unknown. */
const UNKNOWN_SENTINELS: ReadonlySet<string> = new Set([
    UNKNOWN_ON_THE_WIRE,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

export function isPropertyMap(value: PropertyValue | undefined): value is PropertyMap {
    return typeof value === "object" && !Array.isArray(value);
}

export function containsUnknown(value: PropertyValue | undefined): boolean {
    if (value === UNKNOWN) {
        return true;
    }
    if (Array.isArray(value)) {
        return value.some(containsUnknown);
    }
    return isPropertyMap(value) && Object.values(value).some(containsUnknown);
}

export function decodeStruct(struct: Struct | undefined): PropertyMap {
    return decodeMap(struct?.toJavaScript() ?? {});
}

/** Secrets are unwrapped: the plug-in declines them, and the engine marks what comes back by itself. */
export function decode(value: unknown): PropertyValue | undefined {
    if (typeof value === "string") {
        return UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value;
    }
    if (typeof value === "number" || typeof value === "boolean") {
        return value;
    }
    if (Array.isArray(value)) {
        // A hole in a list would move all that follows it.
        return value.map((item) => decode(item) ?? {});
    }
    if (typeof value === "object" && value !== null) {
        return decodeObject(value);
    }
    return undefined;
}

export function encodeStruct(properties: PropertyMap): Struct {
    const encoded: Record<string, ReturnType<typeof encode>> = {};
    for (const [name, value] of Object.entries(properties)) {
        if (value !== undefined) {
            encoded[name] = encode(value);
        }
    }
    return Struct.fromJavaScript(encoded);
}

type WireValue = string | number | boolean | WireValue[] | { [name: string]: WireValue };

function encode(value: PropertyValue): WireValue {
    if (value === UNKNOWN) {
        return UNKNOWN_ON_THE_WIRE;
    }
    if (Array.isArray(value)) {
        return value.map(encode);
    }
    if (typeof value === "object") {
        const encoded: Record<string, WireValue> = {};
        for (const [name, item] of Object.entries(value)) {
            if (item !== undefined) {
                encoded[name] = encode(item);
            }
        }
        return encoded;
    }
    return value;
}

function decodeObject(value: object): PropertyValue | undefined {
    const members = new Map<string, unknown>(Object.entries(value));
    switch (members.get(SIGNATURE_KEY)) {
        case undefined:
            return decodeMap(value);
        case SECRET_SIGNATURE:
            return decode(members.get("value"));
        case OUTPUT_SIGNATURE:
            return members.has("value") ? decode(members.get("value")) : UNKNOWN;
        case RESOURCE_SIGNATURE:
            return decode(members.get("id")) ?? UNKNOWN;
        default:
            throw new Error("the stand-in AWS plug-in takes no assets or archives as property values");
    }
}

function decodeMap(value: object): PropertyMap {
    const decoded: PropertyMap = {};
    for (const [name, item] of Object.entries(value)) {
        const inner = decode(item);
        if (inner !== undefined) {
            decoded[name] = inner;
        }
    }
    return decoded;
}
