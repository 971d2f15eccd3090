import assert from "node:assert/strict";
import { text } from "./answers";
import { REGION, inSurroundings } from "./surroundings";
import { BUCKET, ROLE } from "./types";

describe("the stand-in AWS plug-in: names", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("makes up a name from the resource's and the engine's seed", async () => {
        const first = await here.plugin.check(BUCKET, {}, {}, "one");
        assert.match(text(first.inputs.bucket), /^thing-[0-9a-f]{7}$/);
        assert.deepEqual(first.inputs.__defaults, ["bucket", "forceDestroy"]);
        assert.deepEqual(await here.plugin.check(BUCKET, {}, {}, "one"), first);
        const second = await here.plugin.check(BUCKET, {}, {}, "two");
        assert.notEqual(second.inputs.bucket, first.inputs.bucket);
    });

    it("keeps the name that it made up", async () => {
        const first = await here.plugin.check(ROLE, { assumeRolePolicy: "{}" }, {}, "one");
        const again = await here.plugin.check(ROLE, { assumeRolePolicy: "{}" }, first.inputs, "two");
        assert.deepEqual(again, first);
    });

    it("makes up a new name where the program gave one before", async () => {
        const given = await here.plugin.accepted(BUCKET, { bucket: "given" });
        const { inputs } = await here.plugin.check(BUCKET, {}, given, "one");
        assert.match(text(inputs.bucket), /^thing-[0-9a-f]{7}$/);
    });

    it("deletes first where the replacement must have the same, given name", async () => {
        const old = { bucket: "given", forceDestroy: false, objectLockEnabled: false, region: REGION };
        const given = await here.plugin.accepted(BUCKET, { bucket: "given", objectLockEnabled: true });
        assert.deepEqual(await here.plugin.diff(BUCKET, old, given), {
            paths: { objectLockEnabled: "update-replace" },
            replaces: ["objectLockEnabled"],
            deleteBeforeReplace: true,
        });
        const madeUp = await here.plugin.accepted(BUCKET, { objectLockEnabled: true });
        assert.deepEqual(await here.plugin.diff(BUCKET, { ...old, bucket: madeUp.bucket ?? "" }, madeUp), {
            paths: { objectLockEnabled: "update-replace" },
            replaces: ["objectLockEnabled"],
            deleteBeforeReplace: false,
        });
    });
});
