import * as assert from "node:assert/strict";
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

describe("a key of another account at the source", () => {
    it("brings a warning that its policy has to let the role in", async () => {
        const deployed = await deploySource({ encryption: { kmsKeyArn: foreignKey }, destination: underKey });
        assert.deepEqual(deployed.told, [
            `warn: The key ${foreignKey} is of another account than the source. Its policy has to hold the statements of the ` +
                "output keyPolicyStatements, or replication fails. [key-foreign]",
        ]);
    });
});
