import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const rules = [
    // First, since the emulator asks the first rule of that prefix for a delete marker, and takes a rule by tag for one.
    { id: "marked", priority: 6, prefix: "marked/", deleteMarkerReplication: true },
    { id: "reports", priority: 5, prefix: "reports/" },
    { id: "public", priority: 4, tags: { class: "public" } },
    { id: "images", priority: 2, prefix: "images/", tags: { class: "internal", team: "web" } },
    { id: "paused", priority: 1, prefix: "paused/", enabled: false },
];

const read = (sid: string, bucket: string) => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::333333333333:root" },
    Action: ["s3:GetObject", "s3:GetObjectTagging"],
    Resource: `arn:aws:s3:::${bucket}/${sid}/*`,
});
const policy = (bucket: string, ...sids: readonly string[]) => ({
    Version: "2012-10-17",
    Statement: sids.map((sid) => read(sid, bucket)),
});

describe("a source with several rules", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const pair = pairSettings("selection");
    let stacks: Record<"destination" | "source", Deployment>;

    before(async () => {
        stacks = {
            destination: await world().stack("selection-destination", {
                ...pair.destination,
                deleteMarkerReplication: true,
                bucketPolicy: policy("selection-destination", "Auditors", "Readers"),
                tags: { cost: "shared", team: "web" },
            }),
            source: await world().stack("selection-source", {
                ...pair.source,
                rules,
                bucketPolicy: policy("selection-source", "Auditors", "Readers"),
                tags: { cost: "shared", team: "web" },
                monitoring: { dashboard: true },
            }),
        };
        await stacks.destination.up();
        await stacks.source.up();
    });

    for (const [title, key, tags, status] of [
        ["by a prefix", "reports/1", "", "COMPLETED"],
        ["by a prefix, whatever the tags", "reports/2", "class=internal", "COMPLETED"],
        ["nothing under another prefix", "other/1", "", undefined],
        ["by one tag, whatever the key", "other/2", "class=public", "COMPLETED"],
        ["by one tag among others", "other/3", "team=web&class=public", "COMPLETED"],
        ["nothing with another value of the tag", "other/4", "class=Public", undefined],
        ["by a prefix with two tags", "images/1", "team=web&class=internal", "COMPLETED"],
        ["nothing under the prefix with one of two tags", "images/2", "class=internal", undefined],
        ["nothing with the two tags outside of the prefix", "other/5", "team=web&class=internal", undefined],
        ["nothing by a rule that is paused", "paused/1", "", undefined],
        ["by another rule what a paused one selects too", "paused/2", "class=public", "COMPLETED"],
    ] as const) {
        it(`replicates ${title}`, async () => {
            const { s3 } = world().as("source");
            await s3.putObject({ Bucket: "selection-source", Key: key, Body: "x", Tagging: tags });
            const { ReplicationStatus } = await s3.headObject({ Bucket: "selection-source", Key: key });
            assert.equal(ReplicationStatus, status);
            const { Contents = [] } = await world()
                .as("destination")
                .s3.listObjectsV2({ Bucket: "selection-destination", Prefix: key });
            assert.deepEqual(
                Contents.map(({ Key }) => Key),
                status === undefined ? [] : [key],
            );
        });
    }

    for (const [title, key, markers] of [
        ["not where the rule has them off, as it has by default", "reports/deleted", []],
        ["where the rule has them on", "marked/deleted", ["marked/deleted"]],
    ] as const) {
        it(`replicates delete markers ${title}`, async () => {
            const { s3 } = world().as("source");
            await s3.putObject({ Bucket: "selection-source", Key: key, Body: "x" });
            await s3.deleteObject({ Bucket: "selection-source", Key: key });
            const { Versions = [], DeleteMarkers = [] } = await world()
                .as("destination")
                .s3.listObjectVersions({ Bucket: "selection-destination", Prefix: key });
            assert.deepEqual(
                [Versions.map(({ Key }) => Key), DeleteMarkers.map(({ Key }) => Key)],
                [[key], markers],
            );
        });
    }

    it("is the same with any order of rules, tags and statements, so that a preview shows nothing", async () => {
        const reordered = {
            tags: { team: "web", cost: "shared" },
            bucketPolicy: (side: string) => policy(`selection-${side}`, "Readers", "Auditors"),
        };
        await stacks.destination.settings({
            ...pair.destination,
            deleteMarkerReplication: true,
            bucketPolicy: reordered.bucketPolicy("destination"),
            tags: reordered.tags,
        });
        await stacks.source.settings({
            ...pair.source,
            rules: rules.toReversed().map((rule) => ({
                ...rule,
                ...(rule.tags && { tags: Object.fromEntries(Object.entries(rule.tags).reverse()) }),
            })),
            bucketPolicy: reordered.bucketPolicy("source"),
            tags: reordered.tags,
            monitoring: { dashboard: true },
        });
        for (const stack of Object.values(stacks)) {
            assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
        }
    });
});
