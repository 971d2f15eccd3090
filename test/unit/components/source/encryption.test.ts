import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { BucketEncryption, ReplicationSourceArgs } from "../../../../components/index";
import { deployDestination, deploySource, underKey } from "../../support/sides";

const ownKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const foreignKey = "arn:aws:kms:ap-northeast-2:333333333333:key/originals";

/** What the default encryption of a bucket waits for. */
const waits = (deployed: Awaited<ReturnType<typeof deploySource>>) =>
    deployed.resource("copy-encryption").dependencies;

describe("the default encryption of the source", () => {
    it("comes after the rules where there is a key, since what is written under it before is skipped", async () => {
        const made = await deploySource({ encryption: { createKmsKey: true }, destination: underKey });
        assert.deepEqual(waits(made), ["copy-bucket", "copy-key", "copy-replication"]);
        const given = await deploySource({ encryption: { kmsKeyArn: ownKey }, destination: underKey });
        assert.deepEqual(waits(given), ["copy-bucket", "copy-replication"]);
    });

    it("comes when it comes where there is none, as on the destination", async () => {
        assert.deepEqual(waits(await deploySource()), ["copy-bucket"]);
        const destination = await deployDestination({ encryption: { createKmsKey: true } });
        assert.deepEqual(waits(destination), ["copy-bucket", "copy-key"]);
    });
});

describe("rules that leave out what is under the source's key", () => {
    const leftOut = (ids: string) =>
        "warn: The objects of the source are under a KMS key, and these rules leave out objects under SSE-KMS " +
        `(kmsEncryptedObjects is false), which S3 then does not replicate by them: ${ids}. [originals-left-out]`;
    const left = { kmsEncryptedObjects: false };
    const taken = { id: "taken", priority: 3 };
    const several = [
        { id: "one", priority: 1, ...left },
        { id: "two", priority: 2, ...left, prefix: "logs/" },
        { id: "paused", priority: 4, ...left, enabled: false },
    ];
    const cases: readonly (readonly [string, BucketEncryption, ReplicationSourceArgs["rules"], string[]])[] =
        [
            ["a key that is made here", { createKmsKey: true }, [left], [leftOut("replication")]],
            ["a given key", { kmsKeyArn: ownKey }, [taken, ...several], [leftOut("one, two")]],
            [
                "rules that are outputs",
                { createKmsKey: true },
                pulumi.output([taken, ...several]),
                [leftOut("one, two")],
            ],
            ["none that is enabled", { createKmsKey: true }, [taken, ...several.slice(2)], []],
        ];
    for (const [title, encryption, rules, told] of cases) {
        it(`bring a warning with ${title}`, async () => {
            const made = await deploySource({ encryption, destination: underKey, rules });
            assert.deepEqual(
                made.told.filter((each) => !each.endsWith("[key-idle]")),
                told,
            );
        });
    }

    it("are no loss where the source has no key", async () => {
        assert.deepEqual((await deploySource({ rules: [left] })).told, []);
    });
});

describe("a key of another account at the source", () => {
    it("brings a warning that its policy has to let the role in", async () => {
        const deployed = await deploySource({ encryption: { kmsKeyArn: foreignKey }, destination: underKey });
        assert.deepEqual(deployed.told, [
            `warn: The key ${foreignKey} is of another account than the source. Its policy has to hold the statements of the ` +
                "output keyPolicyStatements, or replication fails. [key-foreign]",
        ]);
    });
});
