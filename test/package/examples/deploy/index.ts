import { readFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import * as schema from "../../../../components/schema.json";
import { componentOf } from "../check";
import { programSchema, reference } from "../program";

const { resources, outputs } = v.parse(
    programSchema,
    JSON.parse(readFileSync(process.env.PROGRAM_FILE ?? "", "utf8")),
);

/** A component that the plug-in makes. Its outputs are named, as in the classes that Pulumi generates of the schema. */
class Remote extends pulumi.ComponentResource {
    constructor(component: string, name: string, args: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
        const type = `${schema.name}:index:${component}`;
        const described = Object.entries(schema.resources).find(([token]) => token === type)?.[1];
        const unknown: pulumi.Inputs = {};
        for (const output of Object.keys(described?.properties ?? {})) {
            unknown[output] = undefined;
        }
        super(type, name, { ...unknown, ...args }, opts, true);
    }
}

const providers = new Map<string, aws.Provider>();
const components = new Map<string, Remote>();

for (const [name, { type, properties, options }] of Object.entries(resources)) {
    const component = componentOf(type);
    if (component === undefined) {
        // An emulator's one address has no bucket names in its host name.
        providers.set(name, new aws.Provider(name, { ...properties, s3UsePathStyle: true }));
    } else {
        const given = options.providers.map((text) => found(providers, reference.exec(text)?.[1]));
        components.set(name, new Remote(component, name, resolved(properties), { providers: given }));
    }
}

function found<T>(map: ReadonlyMap<string, T>, name = ""): T {
    const value = map.get(name);
    if (value === undefined) {
        throw new Error(`There is no ${name} before this.`);
    }
    return value;
}

/** The arguments, with the outputs of other components in the places of their names. */
function resolved(properties: Readonly<Record<string, unknown>>): pulumi.Inputs {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, valueOf(value)]));
}

function valueOf(value: unknown): unknown {
    const [, name, output] = (typeof value === "string" ? reference.exec(value) : null) ?? [];
    return output === undefined
        ? value
        : Object.entries(found(components, name)).find(([key]) => key === output)?.[1];
}

export = resolved(outputs);
