import assert from "node:assert/strict";
import { text } from "./answers";
import { ACCOUNT, inSurroundings } from "./surroundings";
import { KEY } from "./types";

describe("the stand-in AWS plug-in: keys", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const DAY = 24 * 3600 * 1000;
    const made = async (inputs = {}) => here.plugin.create(KEY, await here.plugin.accepted(KEY, inputs));
    const daysLeft = async (KeyId: string) => {
        const { KeyMetadata } = await here.aws.kms.describeKey({ KeyId });
        return ((KeyMetadata?.DeletionDate?.getTime() ?? 0) - Date.now()) / DAY;
    };

    for (const [days, inputs] of [
        [7, { deletionWindowInDays: 7 }],
        [30, {}],
    ] as const) {
        it(`are scheduled for deletion in ${days} days: ${JSON.stringify(inputs)}`, async () => {
            const { id, state } = await made(inputs);
            await here.plugin.delete(KEY, id, state);
            assert.ok(Math.abs((await daysLeft(id)) - days) < 0.01);
            assert.deepEqual(await here.plugin.read(KEY, id), { id: "", state: {}, inputs: {} });
            await here.plugin.delete(KEY, id, { ...state, deletionWindowInDays: 20 });
            assert.ok(Math.abs((await daysLeft(id)) - days) < 0.01);
        });
    }

    it("have KMS's own policy where they are given none", async () => {
        const { id, state } = await made();
        assert.equal(state.policy, (await here.aws.kms.getKeyPolicy({ KeyId: id })).Policy);
        assert.match(text(state.policy), new RegExp(`arn:aws:iam::${ACCOUNT}:root`));
        assert.deepEqual((await here.plugin.diff(KEY, state, await here.plugin.accepted(KEY, {}))).paths, {});
    });

    it("are made disabled, and are enabled and disabled", async () => {
        const disabled = await here.plugin.accepted(KEY, { isEnabled: false });
        const enabled = await here.plugin.accepted(KEY, { enableKeyRotation: true });
        const { id, state } = await here.plugin.create(KEY, disabled);
        assert.equal(state.isEnabled, false);
        const keyState = async () => (await here.aws.kms.describeKey({ KeyId: id })).KeyMetadata?.KeyState;
        assert.equal(await keyState(), "Disabled");
        const rotated = await here.plugin.update(KEY, id, state, enabled);
        assert.equal(await keyState(), "Enabled");
        assert.deepEqual([rotated.enableKeyRotation, rotated.rotationPeriodInDays], [true, 365]);
        const again = await here.plugin.update(KEY, id, rotated, disabled);
        assert.equal(await keyState(), "Disabled");
        assert.deepEqual([again.isEnabled, again.enableKeyRotation], [false, false]);
    });

    it("that KMS does not rotate are read without a rotation", async () => {
        const { state } = await made({
            keyUsage: "GENERATE_VERIFY_MAC",
            customerMasterKeySpec: "HMAC_256",
        });
        assert.deepEqual([state.enableKeyRotation, state.rotationPeriodInDays], [false, undefined]);
    });

    it("are imported from another region, rotation included", async () => {
        const there = here.surroundings.byHand(ACCOUNT, "eu-west-1");
        const { KeyMetadata } = await there.kms.createKey({ Description: "theirs", MultiRegion: true });
        const id = KeyMetadata?.KeyId ?? "";
        await there.kms.enableKeyRotation({ KeyId: id });
        const found = await here.plugin.read(KEY, `${id}@eu-west-1`);
        assert.equal(found.id, id);
        assert.deepEqual(found.inputs, {
            description: "theirs",
            enableKeyRotation: true,
            multiRegion: true,
            policy: (await there.kms.getKeyPolicy({ KeyId: id })).Policy,
            region: "eu-west-1",
            rotationPeriodInDays: 365,
            __defaults: [],
        });
    });
});
