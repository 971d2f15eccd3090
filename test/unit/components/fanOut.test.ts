import * as assert from "node:assert/strict";
import type { ReplicationSourceArgs } from "../../../components/index";
import { rolePermissions } from "../../../components/policies/sourcePolicies";
import { sids, statementsOf } from "../support/documents";
import { deploySource, refusedSource } from "../support/sides";

const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const tokyoKey = "arn:aws:kms:ap-northeast-1:222222222222:key/tokyo";
const osakaKey = "arn:aws:kms:ap-northeast-3:333333333333:key/osaka";

const tokyo = {
    bucketArn: "arn:aws:s3:::tokyo-replicas",
    accountId: "222222222222",
    region: "ap-northeast-1",
    kmsKeyArn: tokyoKey,
    bucketKey: true,
};
const osaka = {
    bucketArn: "arn:aws:s3:::osaka-replicas",
    accountId: "333333333333",
    region: "ap-northeast-3",
    kmsKeyArn: osakaKey,
    bucketKey: false,
    sourceBucketKey: true,
};
const sydney = { bucketArn: "arn:aws:s3:::sydney-replicas", accountId: "444444444444" };

/** Reports go to Tokyo and to Osaka, under a key of each, logs to Sydney with delete markers and without keys. */
const fanOut: Partial<ReplicationSourceArgs> = {
    destination: undefined,
    destinations: { tokyo, osaka, sydney },
    encryption: { kmsKeyArn: sourceKey },
    rules: [
        { id: "reports", priority: 3, destination: "tokyo" },
        { id: "reports-again", priority: 2, destination: "osaka" },
        {
            id: "logs",
            priority: 1,
            destination: "sydney",
            deleteMarkerReplication: true,
            kmsEncryptedObjects: false,
        },
    ],
};

const writes = ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"];

describe("a source with several destinations", () => {
    it("sends each rule to its own, which owns the replicas, with the key of its own", async () => {
        const { resource } = await deploySource(fanOut);
        const common = {
            accessControlTranslation: { owner: "Destination" },
            metrics: { status: "Enabled" },
        };
        const underKeys = {
            status: "Enabled",
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Disabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        };
        assert.deepEqual(resource("copy-replication").inputs.rules, [
            {
                ...underKeys,
                id: "reports",
                priority: 3,
                destination: {
                    ...common,
                    bucket: tokyo.bucketArn,
                    account: "222222222222",
                    encryptionConfiguration: { replicaKmsKeyId: tokyoKey },
                },
            },
            {
                ...underKeys,
                id: "reports-again",
                priority: 2,
                destination: {
                    ...common,
                    bucket: osaka.bucketArn,
                    account: "333333333333",
                    encryptionConfiguration: { replicaKmsKeyId: osakaKey },
                },
            },
            {
                id: "logs",
                priority: 1,
                status: "Enabled",
                filter: { prefix: "" },
                deleteMarkerReplication: { status: "Enabled" },
                destination: { ...common, bucket: sydney.bucketArn, account: "444444444444" },
            },
        ]);
    });

    it("lets the role do in each bucket, and with its key alone, what the rules that go there use", async () => {
        const deployed = await deploySource(fanOut);
        const encrypts = ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"];
        assert.deepEqual(statementsOf(deployed, "copy-role-policy").slice(3), [
            {
                Sid: "WriteReplicasToOsaka",
                Effect: "Allow",
                Action: writes,
                Resource: "arn:aws:s3:::osaka-replicas/*",
            },
            {
                Sid: "EncryptReplicasToOsaka",
                Effect: "Allow",
                Action: encrypts,
                Resource: osakaKey,
                Condition: {
                    StringEquals: { "kms:ViaService": "s3.ap-northeast-3.amazonaws.com" },
                    // The two buckets' Bucket Keys differ.
                    StringLike: {
                        "kms:EncryptionContext:aws:s3:arn": [osaka.bucketArn, `${osaka.bucketArn}/*`],
                    },
                },
            },
            {
                Sid: "WriteReplicasToSydney",
                Effect: "Allow",
                Action: [...writes, "s3:ReplicateDelete"],
                Resource: "arn:aws:s3:::sydney-replicas/*",
            },
            {
                Sid: "WriteReplicasToTokyo",
                Effect: "Allow",
                Action: writes,
                Resource: "arn:aws:s3:::tokyo-replicas/*",
            },
            {
                Sid: "EncryptReplicasToTokyo",
                Effect: "Allow",
                Action: encrypts,
                Resource: tokyoKey,
                Condition: {
                    StringEquals: {
                        "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
                        "kms:EncryptionContext:aws:s3:arn": tokyo.bucketArn,
                    },
                },
            },
        ]);
        assert.deepEqual(sids(deployed, "copy-role-policy").slice(0, 3), [
            "ReadReplicationConfiguration",
            "ReadSourceObjects",
            "DecryptSourceObjects",
        ]);
    });

    it("does not depend on the order in which they are given", async () => {
        const one = await deploySource(fanOut);
        const other = await deploySource({ ...fanOut, destinations: { sydney, osaka, tokyo } });
        assert.deepEqual(other.resources, one.resources);
    });

    it("may have one destination alone, which its rules need not name", async () => {
        for (const rules of [undefined, [{}], [{ destination: "osaka" }]]) {
            const deployed = await deploySource({ destination: undefined, destinations: { osaka }, rules });
            assert.deepEqual(sids(deployed, "copy-role-policy").at(-1), "WriteReplicasToOsaka");
        }
    });

    it("refuses one bucket under two names", async () => {
        const { message } = await refusedSource({
            ...fanOut,
            destinations: { osaka, sydney, tokyo: { ...tokyo, bucketArn: osaka.bucketArn } },
        });
        assert.equal(
            message,
            'ReplicationSource "copy": destinations.tokyo.bucketArn is "arn:aws:s3:::osaka-replicas"; allowed: another ' +
                "bucket than destinations.osaka has.",
        );
    });

    it("knows no article of 2018, whose role writes to one destination", async () => {
        const { message } = await refusedSource({ ...fanOut, policies: "article" });
        assert.equal(
            message,
            'ReplicationSource "copy": policies is "article"; allowed: minimal. The article\'s statements know no several ' +
                "destinations.",
        );
        for (const names of [[], ["osaka", "tokyo"]]) {
            const destinations = names.map((name) => ({ name, ...tokyo, deleteMarkerReplication: true }));
            assert.throws(
                () =>
                    rolePermissions("article", {
                        sourceBucketArn: "arn:aws:s3:::originals",
                        objectLock: false,
                        destinations,
                    }),
                { message: `The article's role writes to one destination, not to ${names.length}` },
            );
        }
    });
});
