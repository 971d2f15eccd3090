import assert from "node:assert/strict";
import { NO_DIFFERENCE } from "./answers";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { REPLICATION } from "./types";

describe("the stand-in AWS plug-in: replication rules", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const account = "222222222222";
    const rule = {
        status: "Enabled",
        deleteMarkerReplication: { status: "Disabled" },
        filter: { prefix: "" },
        destination: { bucket: "arn:aws:s3:::replicas", account },
    };
    const rules = [
        {
            ...rule,
            id: "archive",
            priority: 3,
            filter: { tag: { key: "kind", value: "report" } },
            destination: { bucket: "arn:aws:s3:::archive", account, storageClass: "DEEP_ARCHIVE" },
        },
        {
            ...rule,
            id: "mirror",
            priority: 2,
            sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } },
            destination: {
                ...rule.destination,
                metrics: { status: "Enabled" },
            },
        },
        {
            ...rule,
            id: "tagged",
            priority: 1,
            filter: { and: { tags: { kind: "report", of: "2026" } } },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
                bucket: "arn:aws:s3:::elsewhere",
                account: "333333333333",
                encryptionConfiguration: {
                    replicaKmsKeyId: "arn:aws:kms:eu-west-1:333333333333:key/mrk-1",
                },
                metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
                replicationTime: { status: "Enabled", time: { minutes: 15 } },
            },
        },
    ];

    it("are kept as they are: several to several destinations, one tag, one selection of two", async () => {
        const bucket = "several";
        await here.aws.s3.createBucket({
            Bucket: bucket,
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        await here.aws.s3.putBucketVersioning({
            Bucket: bucket,
            VersioningConfiguration: { Status: "Enabled" },
        });
        const role = `arn:aws:iam::${ACCOUNT}:role/replication/source`;
        const inputs = await here.plugin.accepted(REPLICATION, { bucket, role, rules });
        const { state } = await here.plugin.create(REPLICATION, inputs);
        assert.deepEqual(state.rules, rules);
        assert.deepEqual(await here.plugin.diff(REPLICATION, state, inputs), NO_DIFFERENCE);
        const found = await here.aws.s3.getBucketReplication({ Bucket: bucket });
        assert.deepEqual(
            found.ReplicationConfiguration?.Rules?.map((each) => [
                each.ID,
                each.Priority,
                each.Filter,
                each.SourceSelectionCriteria,
                each.Destination?.Bucket,
            ]),
            [
                ["archive", 3, { Tag: { Key: "kind", Value: "report" } }, undefined, "arn:aws:s3:::archive"],
                [
                    "mirror",
                    2,
                    { Prefix: "" },
                    { ReplicaModifications: { Status: "Enabled" } },
                    "arn:aws:s3:::replicas",
                ],
                [
                    "tagged",
                    1,
                    {
                        And: {
                            Tags: [
                                { Key: "kind", Value: "report" },
                                { Key: "of", Value: "2026" },
                            ],
                        },
                    },
                    { SseKmsEncryptedObjects: { Status: "Enabled" } },
                    "arn:aws:s3:::elsewhere",
                ],
            ],
        );
    });
});
