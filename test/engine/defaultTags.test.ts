import * as assert from "node:assert/strict";
import * as path from "node:path";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";

describe("both sides under providers with default tags", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stack: Deployment;

    before(async () => {
        const workDir = path.join(__dirname, "programs", "defaultTags");
        stack = await world().stack("tags", { owner: "platform" }, { workDir });
        await stack.up();
    });

    async function tagsOf(side: "source" | "destination"): Promise<Record<string, string | undefined>> {
        const { s3 } = world().as(side);
        const { TagSet = [] } = await s3.getBucketTagging({ Bucket: `tags-${side}` });
        return Object.fromEntries(TagSet.map(({ Key, Value }) => [Key ?? "", Value] as const));
    }

    it("have them, with those of their own", async () => {
        assert.deepEqual(await tagsOf("destination"), { owner: "platform", team: "storage" });
        assert.deepEqual(await tagsOf("source"), { owner: "platform", team: "storage", cost: "42" });
        const { Role } = await world().as("source").iam.getRole({ RoleName: "tags-replication" });
        assert.deepEqual(Role?.Tags?.map(({ Key, Value }) => `${Key}=${Value}`).sort(), [
            "cost=42",
            "owner=platform",
            "team=storage",
        ]);
    });

    it("have nothing to do afterwards", async () => {
        const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
        assert.deepEqual([changes, drift], [[], []]);
    });

    it("get another tag in place when the provider's change", async () => {
        await stack.settings({ owner: "storage" });
        const { changes } = await stack.up();
        assert.deepEqual(
            changes,
            [
                "Bucket originals-bucket: tagsAll.owner",
                "Bucket replicas-bucket: tagsAll.owner",
                "Key replicas-key: tagsAll.owner",
                "MetricAlarm originals-failed-replication: tagsAll.owner",
                "MetricAlarm originals-latency-replication: tagsAll.owner",
                "Role originals-role: tagsAll.owner",
                "Topic originals-failures: tagsAll.owner",
                "Topic originals-latency: tagsAll.owner",
                "aws destination",
                "aws source",
            ].map((change) => `update ${change}`),
        );
        assert.equal((await tagsOf("source")).owner, "storage");
        assert.equal((await tagsOf("destination")).owner, "storage");
        assert.deepEqual((await stack.preview({ expectNoChanges: true, refresh: true })).changes, []);
    });
});
