import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
import * as v from "valibot";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { statementsOfRole } from "../support/rolePolicy";

const keyPolicySchema = v.object({ Statement: v.array(v.looseObject({ Sid: v.string() })) });

/** The emulator stores keys and what is said of them, and does not act on it. */
describe("two buckets of which the destination's alone uses an S3 Bucket Key", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const pair = pairSettings("mixed");
    let destination: Deployment;
    let source: Deployment;

    const defaultOf = async (side: "source" | "destination") => {
        const { ServerSideEncryptionConfiguration } = await world()
            .as(side)
            .s3.getBucketEncryption({ Bucket: `mixed-${side}` });
        const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
        return {
            key: rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "",
            bucketKey: rule?.BucketKeyEnabled,
        };
    };

    before(async () => {
        destination = await world().stack("mixed-destination", {
            ...pair.destination,
            encryption: { createKmsKey: true },
        });
        await destination.up();
        source = await world().stack("mixed-source", {
            ...pair.source,
            encryption: { createKmsKey: true, bucketKey: false },
        });
    });

    it("are refused at preview as long as the destination was not told", async () => {
        const [diagnostic] = (await source.refused("preview")).diagnostics;
        assert.equal(
            diagnostic,
            'ReplicationSource "replication": destination.sourceBucketKey is true; allowed: false, as the source has it. ' +
                "The key's policy at the destination lets S3 in for the other: say it there by " +
                "encryption.sourceBucketKey, or give both buckets the same bucketKey.",
        );
    });

    it("are deployed once it was, with another policy of its key", async () => {
        await destination.settings({
            ...pair.destination,
            encryption: { createKmsKey: true, sourceBucketKey: false },
        });
        assert.deepEqual((await destination.up()).changes, ["update Key replication-key: policy"]);
        await source.up();
        assert.deepEqual(
            [(await defaultOf("source")).bucketKey, (await defaultOf("destination")).bucketKey],
            [false, true],
        );
    });

    it("have S3 let in by either context, of that one bucket, by the key and by the role", async () => {
        const { key } = await defaultOf("destination");
        const Action = ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"];
        const throughS3 = {
            StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
            StringLike: {
                "kms:EncryptionContext:aws:s3:arn": [
                    "arn:aws:s3:::mixed-destination",
                    "arn:aws:s3:::mixed-destination/*",
                ],
            },
        };
        const kms = new KMS(world().client("destination"));
        const { Policy = "" } = await kms.getKeyPolicy({ KeyId: key });
        const { Statement } = v.parse(keyPolicySchema, JSON.parse(Policy));
        assert.deepEqual(
            Statement.find(({ Sid }) => Sid === "AllowReplicaEncryption"),
            {
                Sid: "AllowReplicaEncryption",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action,
                Resource: "*",
                Condition: {
                    ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/mixed-replication" },
                    ...throughS3,
                },
            },
        );
        const ofRole = await statementsOfRole(world().as("source").iam, "mixed-replication");
        assert.deepEqual(
            ofRole.find(({ Sid }) => Sid === "EncryptReplicas"),
            { Sid: "EncryptReplicas", Effect: "Allow", Action, Resource: key, Condition: throughS3 },
        );
        // What the source reads has the one context that its own bucket says.
        assert.deepEqual(
            ofRole.find(({ Sid }) => Sid === "DecryptSourceObjects"),
            {
                Sid: "DecryptSourceObjects",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: (await defaultOf("source")).key,
                Condition: {
                    StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" },
                    StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::mixed-source/*" },
                },
            },
        );
    });
});
