import * as pulumi from "@pulumi/pulumi";
import type { ComponentCase } from "./componentCase";
import { componentCases } from "./componentCases";
import type { LateCase } from "./lateCases";

/** The arguments that may be outputs. */
const inputs = [
    "bucketName",
    "bucketPolicy",
    "destination",
    "existingRoleArn",
    "forceDestroy",
    "grant",
    "permissionsBoundary",
    "policies",
    "replicationRoleName",
    "replicationRolePath",
    "roleName",
    "rolePath",
    "rules",
    "sourceAccountId",
];

function asOutput(example: ComponentCase): readonly LateCase[] {
    const args = "source" in example ? example.source : example.destination;
    const [entry, ...others] = Object.entries(args);
    if (entry === undefined || others.length > 0 || !inputs.includes(entry[0])) {
        return [];
    }
    const [argument, value] = entry;
    const given = { [argument]: pulumi.output(value) };
    const { message } = example;
    if ("source" in example) {
        return [{ message, source: given, unmade: unmadeBy[argument] ?? "copy-replication" }];
    }
    return [{ message, destination: given, unmade: unmadeBy[argument] ?? "copy-policy" }];
}

/** What is not made with some of them; with the others it is what a side makes last. */
const unmadeBy: Readonly<Record<string, string>> = {
    bucketName: "copy-bucket",
    forceDestroy: "copy-bucket",
    bucketPolicy: "copy-policy",
};

/** One case of each place that an output may be wrong in: what else is wrong there, the same check tells. */
const onePerPlace = new Map(
    componentCases.flatMap(asOutput).map((example) => [example.message.split(" is ")[0], example]),
);

/** The cases of one argument that may be an output, with it as one: the message still names it. */
export const outputCases: readonly LateCase[] = [...onePerPlace.values()];
