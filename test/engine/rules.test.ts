import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { sourceSettings } from "../support/settings";

const reports = { id: "reports", priority: 2, prefix: "reports/" };
const logs = { id: "logs", priority: 1, prefix: "logs/", deleteMarkerReplication: true };

const configuration = "update BucketReplicationConfig replication-replication";

describe("a change of the rules", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const pair = pairSettings("rules");
    let source: Deployment;

    /** The rules as the stack file has them, in that order. */
    const set = (...rules: readonly object[]) => source.settings({ ...pair.source, rules });

    before(async () => {
        // In one region: AWS allows that, which it did not when the article was written.
        const receives = {
            ...pair.destination,
            region: sourceSettings.region,
            deleteMarkerReplication: true,
        };
        await (await world().stack("rules-destination", receives)).up();
        source = await world().stack("rules-source", { ...pair.source, rules: [reports, logs] });
        await source.up();
    });

    for (const [title, rules, changes] of [
        ["of a priority", [{ ...reports, priority: 3 }, logs], [`${configuration}: rules[0].priority`]],
        [
            "of delete markers, which the role has to be allowed",
            [reports, { ...logs, deleteMarkerReplication: false }],
            [
                `${configuration}: rules[1].deleteMarkerReplication.status`,
                "update RolePolicy replication-role-policy: policy",
            ],
        ],
        ["of their order in the settings, which means nothing,", [logs, reports], []],
    ] as const) {
        it(`${title} shows as ${changes.length} update${changes.length === 1 ? "" : "s"} in place`, async () => {
            await set(...rules);
            assert.deepEqual((await source.preview()).changes, changes);
        });
    }

    it("that adds one and removes another shows as one update in place", async () => {
        await set(logs, { id: "images", priority: 4, prefix: "images/" });
        const { changes } = await source.preview();
        assert.equal(changes.length, 1);
        assert.match(changes.join(), /^update BucketReplicationConfig replication-replication: rules\[0\]/);
    });

    it("of a prefix, and that pauses one, is deployed as one call, and holds for what is written from then on", async () => {
        const { s3 } = world().as("source");
        const status = async (key: string) => {
            await s3.putObject({ Bucket: "rules-source", Key: key, Body: "x" });
            return (await s3.headObject({ Bucket: "rules-source", Key: key })).ReplicationStatus;
        };
        assert.deepEqual(
            [await status("r/1"), await status("reports/1"), await status("logs/1")],
            [undefined, "COMPLETED", "COMPLETED"],
        );
        await set({ ...reports, prefix: "r/" }, { ...logs, enabled: false });
        assert.deepEqual((await source.up()).changes, [
            `${configuration}: rules[0].filter.prefix, rules[1].status`,
        ]);
        assert.deepEqual(
            [await status("r/2"), await status("reports/2"), await status("logs/2")],
            ["COMPLETED", undefined, undefined],
        );
    });
});
