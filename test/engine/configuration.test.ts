import * as assert from "node:assert/strict";
import { configured, rules } from "../support/configuredRules";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { defaultKey, replicationRules } from "./asStored";
import { deployPair } from "./deployPair";
import { describeCreatedKeys } from "./whole/keys";
import { describeObjectLock } from "./whole/objectLock";

/** The emulator stores most of it and does not act on it. */
describe("a replication configuration with all that rules can have", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stacks: readonly Deployment[];

    before(async () => {
        const both = {
            objectLock: true,
            tags: { team: "web", cost: "shared" },
            encryption: { createKmsKey: true },
        };
        const { destination, source } = await deployPair(world(), "whole", {
            destination: { ...both, replicaModificationSync: true },
            source: { ...both, rules },
        });
        stacks = [destination.stack, source.stack];
    });

    it("has each member of each rule", async () => {
        const key = await defaultKey(world().as("destination"), "whole-destination");
        assert.match(key, /^arn:aws:kms:ap-northeast-1:222222222222:key\/[\w-]{36}$/);
        assert.deepEqual(
            await replicationRules(world().as("source"), "whole-source"),
            configured("whole-destination", key),
        );
    });

    it("replicates an object all the same", async () => {
        const { s3 } = world().as("source");
        const object = { Bucket: "whole-source", Key: "timed/1" };
        await s3.putObject({ ...object, Body: "x" });
        assert.equal((await s3.headObject(object)).ReplicationStatus, "COMPLETED");
    });

    it("leaves nothing to do afterwards", async () => {
        assert.equal(stacks.length, 2);
        for (const stack of stacks) {
            const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
            assert.deepEqual([changes, drift], [[], []]);
        }
    });

    describeCreatedKeys(world);
    describeObjectLock(world);
});
