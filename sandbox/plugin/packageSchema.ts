import awsPackage from "@pulumi/aws/package.json";
import { functions } from "./functions/index";
import { argumentsOfProvider } from "./providerArguments";
import { resourceTypes } from "./resources/index";
import { required, string, type Properties, type Shape } from "./schema";

/** https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
type TypeSpec =
    | { readonly type: "string" | "number" | "boolean" }
    | { readonly type: "object"; readonly additionalProperties: TypeSpec }
    | { readonly type: "array"; readonly items: TypeSpec }
    | { readonly $ref: string };
type PropertySpec = TypeSpec & { readonly willReplaceOnChanges?: true };

interface ObjectSpec {
    readonly type?: "object";
    readonly properties: Readonly<Record<string, PropertySpec>>;
    readonly required: readonly string[];
}

interface ResourceSpec extends ObjectSpec {
    readonly inputProperties: ObjectSpec["properties"];
    readonly requiredInputs: readonly string[];
}

interface FunctionSpec {
    readonly inputs: ObjectSpec;
    readonly outputs: ObjectSpec;
}

/** Objects have names, and are listed apart. */
type Types = Record<string, ObjectSpec>;

/**
 * The package as far as the plug-in serves it, in the words of the official one, from what it checks by. A language that
 * asks the plug-in for its types, as YAML does, can so be used with it.
 */
export function packageSchema() {
    const types: Types = {};
    const resources = resourceTypes.map(({ token, inputs, outputs }): [string, ResourceSpec] => {
        // What AWS makes up is text, but for what is an input too.
        const madeUp = Object.fromEntries(outputs.map((name) => [name, required(string())]));
        const made: Properties = { ...madeUp, ...inputs };
        const { tagsAll, ...given } = inputs;
        const known = Object.entries(made).filter(
            ([name, property]) =>
                property.required ||
                property.computed === true ||
                property.autoName !== undefined ||
                outputs.includes(name) ||
                name === "tagsAll",
        );
        const forProgram = objectSpec(given, token, types);
        return [
            token,
            {
                properties: objectSpec(made, token, types).properties,
                required: known.map(([name]) => name),
                inputProperties: forProgram.properties,
                requiredInputs: forProgram.required,
            },
        ];
    });
    const invokes = functions.map(({ token, args, results }): [string, FunctionSpec] => [
        token,
        { inputs: objectSpec(args, token, types), outputs: objectSpec(results, token, types) },
    ]);
    const provider = objectSpec(argumentsOfProvider, "aws:index/provider:Provider", types).properties;
    return {
        name: awsPackage.pulumi.name,
        version: awsPackage.version,
        description: "What the sandbox's stand-in of the AWS plug-in serves.",
        // `aws:s3/bucket:Bucket` is in the module s3.
        meta: { moduleFormat: "(.*)(?:/[^/]*)" },
        config: { variables: provider },
        provider: { properties: {}, inputProperties: provider },
        types,
        resources: Object.fromEntries(resources),
        functions: Object.fromEntries(invokes),
    };
}

function objectSpec(properties: Properties, token: string, types: Types): ObjectSpec {
    const [, module = "", member = ""] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(token) ?? [];
    const nested = (name: string) => `aws:${module}/${name}:${name}`;
    const specs = Object.entries(properties).map(([name, { shape, replaces }]): [string, PropertySpec] => [
        name,
        {
            ...typeSpec(shape, upperFirst(member) + upperFirst(name), nested, types),
            ...(replaces === true && { willReplaceOnChanges: true }),
        },
    ]);
    const required = Object.entries(properties).filter(([, property]) => property.required);
    return {
        type: "object",
        properties: Object.fromEntries(specs),
        required: required.map(([name]) => name),
    };
}

function typeSpec(shape: Shape, name: string, tokenOf: (name: string) => string, types: Types): TypeSpec {
    switch (shape.kind) {
        case "string":
        case "json":
            return { type: "string" };
        case "number":
        case "boolean":
            return { type: shape.kind };
        case "map":
            return { type: "object", additionalProperties: { type: "string" } };
        case "list":
            return { type: "array", items: typeSpec(shape.item, name.replace(/s$/, ""), tokenOf, types) };
        case "object": {
            const token = tokenOf(name);
            types[token] = objectSpec(shape.properties, token, types);
            return { $ref: `#/types/${token}` };
        }
    }
}

function upperFirst(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
