import { underKey } from "../support/sides";
import { ofSource, type ComponentCase } from "./componentCase";
import { accountIds, bucketArns, keyArns, regions, roleNames, rolePaths } from "./phrases";

const encryption = { kmsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/originals" };

const texts: Readonly<Record<string, string>> = {
    bucketArn: bucketArns,
    accountId: accountIds,
    region: regions,
    sourceAccountId: accountIds,
    replicationRoleName: roleNames,
    replicationRolePath: rolePaths,
    kmsKeyArn: keyArns,
};
const switches = [
    "deleteMarkerReplication",
    "objectAnnotations",
    "bucketKey",
    "sourceBucketKey",
    "objectLock",
    "replicaModificationSync",
];

/** A destination with a key, of which one member is not what it may be. */
const member = (name: string, wrong: unknown, allowed: string): readonly ComponentCase[] => {
    const target = { ...underKey, [name]: wrong };
    const message = (at: string) =>
        ofSource(`${at}.${name} is ${JSON.stringify(wrong)}; allowed: ${allowed}.`);
    return [
        { source: { encryption, destination: target }, message: message("destination") },
        {
            source: { encryption, destination: undefined, destinations: { tokyo: target } },
            message: message("destinations.tokyo"),
        },
    ];
};

/** What a destination says of itself, each by itself. */
export const targetMemberCases: readonly ComponentCase[] = [
    ...Object.entries(texts).flatMap(([name, allowed]) =>
        ["no such", "", null, 1].flatMap((wrong) => member(name, wrong, allowed)),
    ),
    ...switches.flatMap((name) => ["true", 1, null].flatMap((wrong) => member(name, wrong, "true or false"))),
];
