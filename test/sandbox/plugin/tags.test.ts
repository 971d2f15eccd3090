import assert from "node:assert/strict";
import { NO_DIFFERENCE, UNKNOWN, type Properties } from "./answers";
import type { Plugin } from "./plugin";
import { inSurroundings } from "./surroundings";
import { ALARM, BUCKET, KEY, POLICY, ROLE, TOPIC } from "./types";

const assumeRolePolicy = '{"Version":"2012-10-17","Statement":[]}';

/** Every type that can have tags, with what it needs beside them. */
const types: Readonly<Record<string, Properties>> = {
    [BUCKET]: { bucket: "tagged" },
    [ROLE]: { name: "tagged", assumeRolePolicy },
    [KEY]: {},
    [ALARM]: {
        name: "tagged",
        namespace: "AWS/S3",
        metricName: "OperationsFailedReplication",
        statistic: "Sum",
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        period: 60,
        threshold: 0,
    },
    [TOPIC]: { name: "tagged" },
};

describe("the stand-in AWS plug-in: a provider's default tags", function () {
    this.timeout(60_000);
    const here = inSurroundings();
    const withDefaults = (tags: Properties): Promise<Plugin> =>
        here.surroundings.configured({ defaultTags: JSON.stringify({ tags }) });
    let plugin: Plugin;
    before(async () => {
        plugin = await withDefaults({ owner: "platform", cost: "1" });
    });

    const merges: { name: string; tags?: Properties | string; tagsAll: Properties | string }[] = [
        { name: "are there without tags of the resource's own", tagsAll: { owner: "platform", cost: "1" } },
        { name: "go with them", tags: { a: "b" }, tagsAll: { owner: "platform", cost: "1", a: "b" } },
        { name: "give way to them", tags: { cost: "2" }, tagsAll: { owner: "platform", cost: "2" } },
        { name: "may equal them", tags: { cost: "1" }, tagsAll: { owner: "platform", cost: "1" } },
        { name: "are not known as long as those are not", tags: { a: UNKNOWN }, tagsAll: UNKNOWN },
    ];
    for (const { name, tags, tagsAll } of merges) {
        it(name, async () => {
            const given = { bucket: "tagged", ...(tags !== undefined && { tags }) };
            const inputs = await plugin.accepted(BUCKET, given);
            assert.deepEqual([inputs.tags, inputs.tagsAll], [tags, tagsAll]);
        });
    }

    it("are none of a type without tags", async () => {
        const inputs = await plugin.accepted(POLICY, { bucket: "tagged", policy: "{}" });
        assert.deepEqual(inputs, { bucket: "tagged", policy: "{}", __defaults: [] });
    });

    for (const [type, own] of Object.entries(types)) {
        it(`are put on a resource, show no difference, and change with the provider: ${type}`, async () => {
            const given = { ...own, tags: { team: "storage", cost: "1" } };
            const inputs = await plugin.accepted(type, given);
            const { id, state } = await plugin.create(type, inputs);
            assert.deepEqual(
                [state.tags, state.tagsAll],
                [
                    { team: "storage", cost: "1" },
                    { owner: "platform", team: "storage", cost: "1" },
                ],
            );
            assert.deepEqual(await plugin.diff(type, state, inputs), NO_DIFFERENCE);
            assert.deepEqual(await plugin.read(type, id, state, inputs), { id, state, inputs });

            const other = await withDefaults({ owner: "storage", since: "2026" });
            const wanted = await other.accepted(type, given, inputs);
            assert.deepEqual((await other.diff(type, state, wanted)).paths, {
                "tagsAll.owner": "update",
                "tagsAll.since": "add",
            });
            const updated = await other.update(type, id, state, wanted);
            assert.deepEqual(
                [updated.tags, updated.tagsAll],
                [
                    { team: "storage", cost: "1" },
                    { owner: "storage", since: "2026", team: "storage", cost: "1" },
                ],
            );
        });
    }

    it("show where one was changed by hand, and where one was taken away", async () => {
        const inputs = await plugin.accepted(BUCKET, { bucket: "tagged" });
        const { id, state } = await plugin.create(BUCKET, inputs);
        const TagSet = [{ Key: "cost", Value: "3" }];
        await here.aws.s3.putBucketTagging({ Bucket: "tagged", Tagging: { TagSet } });
        const found = await plugin.read(BUCKET, id, state, inputs);
        assert.deepEqual((await plugin.diff(BUCKET, found.state, inputs)).paths, {
            tags: "delete",
            "tagsAll.owner": "add",
            "tagsAll.cost": "update",
        });
    });

    it("are not taken for the resource's own by an import", async () => {
        const inputs = await plugin.accepted(BUCKET, { bucket: "tagged", tags: { team: "storage" } });
        const { id } = await plugin.create(BUCKET, inputs);
        const found = await plugin.read(BUCKET, id);
        assert.deepEqual([found.state.tags, found.state.tagsAll], [inputs.tags, inputs.tagsAll]);
    });
});
