import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationDestinationArgs, ReplicationSourceArgs } from "../../../components/index";
import { deployDestination, deploySource, replicaKey, underKey } from "../support/sides";

const unconfigured = { preview: true, unconfigured: ["seoul", "tokyo"] };
const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const roleArn = "arn:aws:iam::111111111111:role/replicator";
const topicArn = "arn:aws:sns:ap-northeast-2:111111111111:failures";

/** Each of these is judged by where the source is. */
const sources: Readonly<Record<string, Partial<ReplicationSourceArgs>>> = {
    "a boundary": { permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" },
    "a role that exists": { replicationRoleName: undefined, existingRoleArn: roleArn },
    "a key": { encryption: { kmsKeyArn: sourceKey }, destination: underKey },
    "an existing bucket": { existingBucket: true },
    "a new key and a confined trust": {
        encryption: { createKmsKey: true },
        confineTrust: true,
        destination: underKey,
    },
    topics: {
        destination: { ...underKey, kmsKeyArn: undefined, bucketKey: undefined },
        monitoring: { events: { topicArn }, alarmTopicArns: [topicArn.replace("-2", "-1"), topicArn] },
    },
    "a destination that says all of the source": {
        destination: {
            ...underKey,
            kmsKeyArn: undefined,
            bucketKey: undefined,
            sourceAccountId: "111111111111",
            replicationRoleName: "replicator",
        },
    },
};
const destinations: Readonly<Record<string, Partial<ReplicationDestinationArgs>>> = {
    "the role alone": {},
    "a key": { encryption: { kmsKeyArn: replicaKey } },
    "a new key": { encryption: { createKmsKey: true } },
    "an existing bucket": { existingBucket: true, bucketPolicy: '{"Statement":[]}' },
};

/** A provider may assume a role that the same program makes. */
describe("a preview with a provider that is not configured yet", () => {
    for (const [title, args] of Object.entries(sources)) {
        it(`judges no source with ${title} by where that is`, async () => {
            const { outputs, resources } = await deploySource(args, unconfigured);
            assert.deepEqual([outputs.accountId, outputs.region], [undefined, undefined]);
            assert.ok(resources.some(({ name }) => name === "copy-replication"));
        });
    }

    for (const [title, args] of Object.entries(destinations)) {
        it(`judges no destination with ${title} by where that is`, async () => {
            const { outputs, resource } = await deployDestination(args, unconfigured);
            assert.deepEqual([outputs.accountId, outputs.region], [undefined, undefined]);
            assert.ok(pulumi.isUnknown(resource("copy-policy").inputs.policy));
        });
    }
});
