import { main, type ConstructResult, type Provider } from "@pulumi/pulumi/provider";
import type { ComponentResourceConstructor } from "@pulumi/pulumi/provider/experimental";
import { ReplicationDestination, ReplicationSource } from "./index";
import schema from "./schema.json";

/**
 * The package as Pulumi runs it for programs in other languages: as a plug-in. Pulumi loads the package's folder, and for
 * a folder Node takes `main` of package.json, which is this file. An import by the package's name takes `exports`, which is
 * index.ts.
 *
 * Without this file the SDK would infer the schema at each start, from a type check of the sources and of the whole AWS
 * SDK: seconds and hundreds of megabytes in every preview. It is inferred once, and a test compares it with the sources.
 */
const components: readonly ComponentResourceConstructor[] = [ReplicationDestination, ReplicationSource];

const provider: Provider = {
    version: schema.version,
    schema: JSON.stringify(schema),
    construct: (name, type, inputs, options) => {
        const component = components.find((candidate) => type === `${schema.name}:index:${candidate.name}`);
        const described = Object.entries(schema.resources).find(([token]) => token === type)?.[1];
        return component === undefined || described === undefined
            ? Promise.reject(new Error(`The package ${schema.name} has no ${type}.`))
            : Promise.resolve(
                  resultOf(new component(name, inputs, options), Object.keys(described.properties)),
              );
    },
};

function resultOf(
    made: InstanceType<ComponentResourceConstructor>,
    outputs: readonly string[],
): ConstructResult {
    const state = Object.fromEntries(Object.entries(made).filter(([name]) => outputs.includes(name)));
    return { urn: made.urn, state };
}

/** The SDK's runner calls what the file exports, with the engine's address as the first argument of the process. */
export = () => main(provider, process.argv.slice(2));
