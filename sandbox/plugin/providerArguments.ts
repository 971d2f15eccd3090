import { shapeProblems } from "./check";
import { boolean, listOf, object, optional, string, stringMap, type Problem, type Typed } from "./schema";
import { containsUnknown, decode, type PropertyMap, type PropertyValue } from "./wire";

/** The services that the stand-in calls, by the names that the provider's argument `endpoints` has for them. */
const endpoint = {
    s3: optional(string()),
    iam: optional(string()),
    sts: optional(string()),
    kms: optional(string()),
    cloudwatch: optional(string()),
    sns: optional(string()),
};
export type Service = keyof typeof endpoint;
export const services: readonly string[] = Object.keys(endpoint);

export const argumentsOfProvider = {
    region: optional(string()),
    allowedAccountIds: optional(listOf(string())),
    forbiddenAccountIds: optional(listOf(string())),
    profile: optional(string()),
    accessKey: optional(string()),
    secretKey: optional(string()),
    token: optional(string()),
    assumeRoles: optional(
        listOf(
            object({
                roleArn: optional(string()),
                externalId: optional(string()),
                sessionName: optional(string()),
            }),
        ),
    ),
    defaultTags: optional(object({ tags: optional(stringMap()) })),
    endpoints: optional(listOf(object(endpoint))),
    s3UsePathStyle: optional(boolean()),
    skipCredentialsValidation: optional(boolean()),
    skipRequestingAccountId: optional(boolean()),
    skipMetadataApiCheck: optional(boolean()),
    skipRegionValidation: optional(boolean()),
};

const whole = object(argumentsOfProvider);
export type ProviderArguments = Typed<typeof argumentsOfProvider>;

/** What the engine itself puts among a provider's arguments. */
const ENGINE_KEYS: ReadonlySet<string> = new Set([
    "version",
    "pluginDownloadURL",
    "__internal",
    "__defaults",
]);

export function providerProblems(raw: PropertyMap): Problem[] {
    const args = parsed(raw);
    const strangers = Object.keys(args)
        .filter((name) => !(name in argumentsOfProvider))
        .map((name) => ({
            path: name,
            reason:
                `is not supported by the stand-in AWS plug-in, which takes: ${Object.keys(argumentsOfProvider).join(", ")}; ` +
                `to use it, install the official plug-in`,
        }));
    return [...strangers, ...shapeProblems(argumentsOfProvider, args)].map(({ path, reason }) => ({
        path,
        reason: `provider argument "${path}" ${reason}`,
    }));
}

export function isKnown(raw: PropertyMap): boolean {
    return !containsUnknown(parsed(raw));
}

export function providerArguments(raw: PropertyMap): ProviderArguments {
    const args = parsed(raw);
    const unknown = Object.keys(args).filter((name) => containsUnknown(args[name]));
    if (unknown.length > 0) {
        throw new Error(`provider argument "${unknown.join('", "')}" is not known yet`);
    }
    if (!whole.accepts(args)) {
        const problems = providerProblems(raw).map(({ reason }) => reason);
        throw new Error(problems.join("; "));
    }
    return args;
}

/** The Node SDK sends lists, objects and booleans as JSON text, with secrets inside still wrapped. */
function parsed(raw: PropertyMap): PropertyMap {
    const args: PropertyMap = {};
    for (const [name, value] of Object.entries(raw)) {
        if (!ENGINE_KEYS.has(name)) {
            args[name] = isTextArgument(name) ? value : fromJson(value);
        }
    }
    const [services] = Array.isArray(args.endpoints) ? args.endpoints : [];
    // One map holds the endpoints of every service; those that the stand-in never calls do not matter to it.
    if (typeof services === "object" && !Array.isArray(services)) {
        args.endpoints = [Object.fromEntries(Object.entries(services).filter(([name]) => name in endpoint))];
    }
    return args;
}

function isTextArgument(name: string): boolean {
    return Object.entries(argumentsOfProvider).some(
        ([known, { shape }]) => known === name && shape.kind === "string",
    );
}

function fromJson(value: PropertyValue | undefined): PropertyValue | undefined {
    if (typeof value !== "string") {
        return value;
    }
    try {
        return decode(JSON.parse(value));
    } catch {
        return value;
    }
}
