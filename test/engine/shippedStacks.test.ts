import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import type { Operation } from "../support/operation";
import { inSandbox } from "../support/inSandbox";
import { describeDiagnosis } from "./shipped/diagnosis";
import { describeReplication } from "./shipped/replication";
import {
    destinationBucket,
    destinationPolicy,
    handshake,
    roleArn,
    sourceBucket,
    sourcePolicy,
} from "./shipped/stacks";

const secured = {
    versioning: "Enabled",
    ownership: "BucketOwnerEnforced",
    publicAccess: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
    },
    encryption: "AES256",
};
const bucketChanges = [
    "create Bucket replication-bucket",
    "create BucketOwnershipControls replication-ownership",
    "create BucketPolicy replication-policy",
    "create BucketPublicAccessBlock replication-public-access",
    "create BucketServerSideEncryptionConfiguration replication-encryption",
    "create BucketVersioning replication-versioning",
];
const destinationChanges = [
    ...bucketChanges,
    "create ReplicationDestination replication",
    "create Stack s3-cross-account-replication-destination",
    "create aws destination",
].sort();
const sourceChanges = [
    ...bucketChanges,
    "create BucketReplicationConfig replication-replication",
    "create ReplicationSource replication",
    "create Role replication-role",
    "create RolePolicy replication-role-policy",
    "create Stack s3-cross-account-replication-source",
    "create aws source",
    // The engine's own, for the stack reference.
    "create pulumi default",
].sort();

describe("the two stacks as they ship, on the engine", function () {
    this.timeout(180_000);
    const world = inSandbox();
    let destination: Deployment;
    let source: Deployment;
    let first: Record<"preview" | "up", Record<"destination" | "source", Operation>>;

    before(async () => {
        destination = await world().stack("destination");
        source = await world().stack("source");
        // One after the other: the source's preview needs a destination that is deployed.
        const ofDestination = { preview: await destination.preview(), up: await destination.up() };
        const ofSource = { preview: await source.preview(), up: await source.up() };
        first = {
            preview: { destination: ofDestination.preview, source: ofSource.preview },
            up: { destination: ofDestination.up, source: ofSource.up },
        };
    });

    it("preview what the first deployment then makes", () => {
        for (const operation of ["preview", "up"] as const) {
            assert.deepEqual(first[operation].destination.changes, destinationChanges, operation);
            assert.deepEqual(first[operation].source.changes, sourceChanges, operation);
        }
    });

    it("show every ARN and document in the first preview, but the ARN of the role", () => {
        const { destination, source } = first.preview;
        assert.deepEqual(destination.unknowns, []);
        assert.deepEqual(source.unknowns, ["replication-replication.role"]);
        assert.deepEqual(documentOf(destination, "replication-policy"), destinationPolicy);
        assert.deepEqual(documentOf(source, "replication-policy"), sourcePolicy);
        assert.match(
            String(source.inputs("replication-role-policy").policy),
            /arn:aws:s3:::sre-bucket-source\/\*.*arn:aws:s3:::sre-bucket-destination\/\*/,
        );
        assert.deepEqual(source.inputs("replication-replication").rules, [
            {
                id: "replication",
                priority: 1,
                status: "Enabled",
                filter: { prefix: "" },
                deleteMarkerReplication: { status: "Enabled" },
                destination: {
                    bucket: `arn:aws:s3:::${destinationBucket}`,
                    account: "222222222222",
                    accessControlTranslation: { owner: "Destination" },
                    metrics: { status: "Enabled" },
                },
            },
        ]);
    });

    it("have no warning to give", () => {
        for (const operation of [first.preview, first.up]) {
            assert.deepEqual([...operation.destination.diagnostics, ...operation.source.diagnostics], []);
        }
    });

    it("put out what a person and the other side need", async () => {
        const { endpoint } = world().sandbox;
        const look = (call: string, bucket: string, region: string) =>
            `aws s3api ${call} --bucket ${bucket} --region ${region} --endpoint-url ${endpoint}`;
        assert.deepEqual(await destination.outputs(), {
            bucketArn: handshake.bucketArn,
            bucketName: destinationBucket,
            accountId: "222222222222",
            region: "ap-northeast-1",
            endpoint,
            replicationDestination: handshake,
            inspect: {
                policy: look("get-bucket-policy", destinationBucket, "ap-northeast-1"),
                replicas: look("list-object-versions", destinationBucket, "ap-northeast-1"),
            },
        });
        assert.deepEqual(await source.outputs(), {
            bucketArn: `arn:aws:s3:::${sourceBucket}`,
            bucketName: sourceBucket,
            accountId: "111111111111",
            region: "ap-northeast-2",
            endpoint,
            roleArn,
            destination: handshake,
            inspect: {
                replication: look("get-bucket-replication", sourceBucket, "ap-northeast-2"),
                objects: look("list-object-versions", sourceBucket, "ap-northeast-2"),
            },
        });
    });

    it("leave AWS in the state that they describe", async () => {
        assert.deepEqual(await world().everything(), [
            `destination: bucket ${destinationBucket}`,
            `source: bucket ${sourceBucket}`,
            "source: role sre-bucket-replication",
        ]);
        assert.deepEqual(await world().bucket("destination", destinationBucket), {
            ...secured,
            policy: destinationPolicy,
            replication: undefined,
        });
        assert.deepEqual(await world().bucket("source", sourceBucket), {
            ...secured,
            policy: sourcePolicy,
            replication: {
                Role: roleArn,
                Rules: [
                    {
                        ID: "replication",
                        Priority: 1,
                        Status: "Enabled",
                        Filter: { Prefix: "" },
                        DeleteMarkerReplication: { Status: "Enabled" },
                        Destination: {
                            Bucket: `arn:aws:s3:::${destinationBucket}`,
                            Account: "222222222222",
                            AccessControlTranslation: { Owner: "Destination" },
                            Metrics: { Status: "Enabled" },
                        },
                    },
                ],
            },
        });
        const { s3 } = world().as("destination");
        assert.equal(
            (await s3.getBucketLocation({ Bucket: destinationBucket })).LocationConstraint,
            "ap-northeast-1",
        );
    });

    it("have nothing to do afterwards", async () => {
        for (const side of [destination, source]) {
            const again = await side.up({ expectNoChanges: true, refresh: true });
            assert.deepEqual([again.changes, again.drift, again.diagnostics], [[], [], []]);
        }
    });

    describeReplication(world);
    describeDiagnosis(world, () => ({ destination, source }));
});

function documentOf(operation: Operation, resource: string): unknown {
    return JSON.parse(String(operation.inputs(resource).policy));
}
