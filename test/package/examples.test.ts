import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { schemaFile } from "../../tools/schema";
import { readSchema } from "../../tools/tables/schema";
import { faultsOf } from "./examples/check";
import type { Program } from "./examples/program";
import { pythonProgram, yamlProgram } from "./examples/read";

/** A component of the YAML example with other arguments, and what the schema says of it. */
const wrong: readonly [string, string, Readonly<Record<string, unknown>>, string][] = [
    ["an unknown argument", "replicas", { bucketname: "b" }, "replicas.bucketname: is unknown"],
    [
        "no required argument",
        "replicas",
        { sourceAccountId: undefined },
        "replicas.sourceAccountId: is required",
    ],
    ["text for a boolean", "replicas", { forceDestroy: "yes" }, 'replicas.forceDestroy: "yes" is no boolean'],
    ["no list", "originals", { rules: {} }, "originals.rules: {} is no array"],
    [
        "an unknown member of a list",
        "originals",
        { rules: [{ prefix: "a/" }, { filter: "b/" }] },
        "originals.rules[1].filter: is unknown",
    ],
    [
        "another value of an enumeration",
        "originals",
        { rules: [{ storageClass: "COLD" }] },
        'originals.rules[0].storageClass: "COLD" is no ReplicaStorageClass',
    ],
    ["a value of a map", "originals", { tags: { team: 1 } }, "originals.tags.team: 1 is no string"],
    [
        "a resource in the place of its output",
        "originals",
        { destination: "${replicas}" },
        "originals.destination: ${replicas} is unknown, not ReplicationTarget",
    ],
    [
        "an output of another type",
        "originals",
        { destination: "${replicas.bucketArn}" },
        "originals.destination: ${replicas.bucketArn} is string, not ReplicationTarget",
    ],
];

// The official hosts of YAML and Python are not to be had from the registries, and so the programs are not run by them.
describe("the examples in other languages, by the schema", () => {
    const schema = readSchema(readFileSync(schemaFile, "utf8"));

    it("have the names, types and required arguments of the schema: YAML", () => {
        assert.deepEqual(faultsOf(yamlProgram(), schema), []);
    });

    it("have the names, types and required arguments of the schema: Python", async () => {
        assert.deepEqual(faultsOf(await pythonProgram(), schema), []);
    });

    for (const [what, name, properties, fault] of wrong) {
        it(`would not have ${what}`, () => {
            assert.deepEqual(faultsOf(changed(yamlProgram(), name, properties), schema), [fault]);
        });
    }

    it("would put out nothing that is not there", () => {
        const program = { ...yamlProgram(), outputs: { key: "${replicas.keyArn}" } };
        assert.deepEqual(faultsOf(program, schema), ["output key: there is no ${replicas.keyArn}"]);
    });
});

function changed(program: Program, name: string, properties: Readonly<Record<string, unknown>>): Program {
    const resource = program.resources[name];
    assert.ok(resource);
    const members = Object.entries({ ...resource.properties, ...properties });
    const given = Object.fromEntries(members.filter(([, value]) => value !== undefined));
    return { ...program, resources: { ...program.resources, [name]: { ...resource, properties: given } } };
}
