import * as aws from "@pulumi/aws";
import * as assert from "node:assert/strict";
import {
    DestinationGrant,
    ReplicationDestination,
    type ReplicationDestinationArgs,
} from "../../../components/index";
import { run, type World } from "../../support/recorder";
import { parsed, statementsOf } from "../support/documents";
import { articleGrant, denyAnnotations, tlsOnly, writing } from "../support/expectedStatements";
import { destination, destinationArgs } from "../support/sides";

const world: World = { accounts: { tokyo: "222222222222" } };

const role = "arn:aws:iam::111111111111:role/replicator";
const allowReplicas = {
    Sid: "AllowReplicas",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: writing,
    Resource: "arn:aws:s3:::replicas/*",
};
const pinned = { Condition: { ArnEquals: { "aws:PrincipalArn": role } } };
const withDeleteMarkers = { ...allowReplicas, Action: [...writing, "s3:ReplicateDelete"] };

/** What each grant lets in, delete markers too. */
const grants = {
    pinnedRole: [{ ...withDeleteMarkers, ...pinned }, denyAnnotations],
    role: [{ ...withDeleteMarkers, Principal: { AWS: role } }, denyAnnotations],
    account: [withDeleteMarkers, denyAnnotations],
    article: articleGrant,
} satisfies Record<DestinationGrant, readonly object[]>;

function deploy(overrides: Partial<ReplicationDestinationArgs> = {}, surroundings: World = world) {
    return run(surroundings, () => destination({ ...destinationArgs, ...overrides }));
}

describe("ReplicationDestination", () => {
    it("makes the bucket and what replication needs of it, and nothing else", async () => {
        const { resources } = await deploy();
        const ofBucket = {
            parentType: "s3-cross-account-replication:index:ReplicationDestination",
            provider: "tokyo",
            protect: false,
            retainOnDelete: false,
            deletedWith: "copy-bucket",
            dependencies: ["copy-bucket"],
        };
        const policy = {
            Version: "2012-10-17",
            Statement: [tlsOnly("replicas"), { ...allowReplicas, ...pinned }, denyAnnotations],
        };
        assert.deepEqual(resources, [
            {
                ...ofBucket,
                type: "aws:s3/bucket:Bucket",
                name: "copy-bucket",
                inputs: { bucket: "replicas", forceDestroy: false },
                deletedWith: undefined,
                dependencies: [],
            },
            {
                ...ofBucket,
                type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                name: "copy-ownership",
                inputs: { bucket: "replicas", rule: { objectOwnership: "BucketOwnerEnforced" } },
            },
            {
                ...ofBucket,
                type: "aws:s3/bucketPolicy:BucketPolicy",
                name: "copy-policy",
                inputs: { bucket: "replicas", policy: JSON.stringify(policy) },
            },
            {
                ...ofBucket,
                type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                name: "copy-public-access",
                inputs: {
                    bucket: "replicas",
                    blockPublicAcls: true,
                    blockPublicPolicy: true,
                    ignorePublicAcls: true,
                    restrictPublicBuckets: true,
                },
            },
            {
                ...ofBucket,
                type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                name: "copy-encryption",
                inputs: {
                    bucket: "replicas",
                    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
                },
            },
            {
                ...ofBucket,
                type: "aws:s3/bucketVersioning:BucketVersioning",
                name: "copy-versioning",
                inputs: { bucket: "replicas", versioningConfiguration: { status: "Enabled" } },
            },
            {
                type: "pulumi:providers:aws",
                name: "tokyo",
                inputs: {
                    region: "ap-northeast-1",
                    // Presets of @pulumi/aws.
                    skipCredentialsValidation: "false",
                    skipRegionValidation: "true",
                },
                parentType: "pulumi:pulumi:Stack",
                provider: undefined,
                protect: false,
                retainOnDelete: false,
                deletedWith: undefined,
                dependencies: [],
            },
            {
                type: "s3-cross-account-replication:index:ReplicationDestination",
                name: "copy",
                inputs: {},
                parentType: "pulumi:pulumi:Stack",
                provider: undefined,
                protect: false,
                retainOnDelete: false,
                deletedWith: undefined,
                dependencies: [],
            },
        ]);
    });

    it("puts out all that a source needs to know", async () => {
        const { outputs } = await deploy({ deleteMarkerReplication: true });
        const { bucketPolicyStatements, ...handshake } = outputs;
        assert.deepEqual(parsed(bucketPolicyStatements), grants.pinnedRole);
        assert.deepEqual(handshake, {
            bucketArn: "arn:aws:s3:::replicas",
            bucketName: "replicas",
            accountId: "222222222222",
            region: "eu-central-1",
            sourceAccountId: "111111111111",
            replicationRoleName: "replicator",
            replicationRolePath: "/",
            deleteMarkerReplication: true,
            objectAnnotations: false,
            replicaModificationSync: false,
            objectLock: false,
        });
    });

    it("puts out as target what a source takes, with the key where there is one", async () => {
        const targetOf = async (args: Partial<ReplicationDestinationArgs>) => {
            const { outputs } = await run(world, () => {
                const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
                const { target, bucketName } = new ReplicationDestination(
                    "copy",
                    { ...destinationArgs, ...args },
                    { providers: [provider] },
                );
                return { target, bucketName };
            });
            return outputs.target;
        };
        const { outputs } = await deploy();
        const { bucketName, bucketPolicyStatements, ...withoutKey } = outputs;
        assert.deepEqual(await targetOf({}), withoutKey);
        const keyed = await deploy({ encryption: { createKmsKey: true, sourceBucketKey: false } });
        const { kmsKeyArn } = keyed.outputs;
        assert.match(String(kmsKeyArn), /:222222222222:key\//);
        assert.deepEqual(await targetOf({ encryption: { createKmsKey: true, sourceBucketKey: false } }), {
            ...withoutKey,
            kmsKeyArn,
            bucketKey: true,
            sourceBucketKey: false,
        });
    });

    for (const grant of Object.values(DestinationGrant)) {
        it(`writes the bucket policy for the grant ${grant}`, async () => {
            const deployed = await deploy({ grant, deleteMarkerReplication: true });
            assert.deepEqual(statementsOf(deployed, "copy-policy"), [tlsOnly("replicas"), ...grants[grant]]);
        });
    }

    it("tells the source that the article's grant lets in delete markers and annotations, wanted or not", async () => {
        const { outputs } = await deploy({ grant: "article", deleteMarkerReplication: false });
        const { deleteMarkerReplication, objectAnnotations } = outputs;
        assert.deepEqual(
            { deleteMarkerReplication, objectAnnotations },
            {
                deleteMarkerReplication: true,
                objectAnnotations: true,
            },
        );
    });

    it("lets annotations in where that is wanted, by the statement that lets objects in", async () => {
        const deployed = await deploy({ objectAnnotations: true });
        assert.deepEqual(statementsOf(deployed, "copy-policy"), [
            tlsOnly("replicas"),
            { ...allowReplicas, ...pinned },
        ]);
        assert.equal(deployed.outputs.objectAnnotations, true);
    });

    it("takes the partition from the provider", async () => {
        const { resource, outputs } = await deploy({}, { ...world, partition: "aws-cn" });
        assert.equal(outputs.bucketArn, "arn:aws-cn:s3:::replicas");
        assert.equal(String(resource("copy-policy").inputs.policy).includes("arn:aws:"), false);
    });

    it("hands tags and the way of deletion to the bucket, and protects it with its settings", async () => {
        const { resource, resources } = await deploy({
            tags: { team: "sre" },
            protectBucket: true,
            forceDestroy: true,
        });
        assert.deepEqual(resource("copy-bucket").inputs, {
            bucket: "replicas",
            forceDestroy: true,
            tags: { team: "sre" },
        });
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ name }) => name),
            [
                "copy-bucket",
                "copy-ownership",
                "copy-policy",
                "copy-public-access",
                "copy-encryption",
                "copy-versioning",
            ],
        );
    });

    it("leaves the bucket's name to Pulumi where none is given", async () => {
        const { resource, outputs } = await deploy({ bucketName: undefined });
        assert.deepEqual(resource("copy-bucket").inputs, { forceDestroy: false });
        assert.equal(outputs.bucketName, "copy-bucket-1234567");
    });
});
