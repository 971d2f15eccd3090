import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { deployPair } from "./deployPair";

const Bucket = "filled-source-backfill";

describe("what a backfill needs, on a pair that is deployed", function () {
    this.timeout(240_000);
    const world = inSandbox();
    let pair: Awaited<ReturnType<typeof deployPair>>;
    const { source: settings } = pairSettings("filled");

    before(async () => {
        pair = await deployPair(world(), "filled", { destination: {}, source: {} });
    });

    const own = [
        "Bucket replication-backfill-bucket",
        "BucketLifecycleConfiguration replication-backfill-lifecycle",
        "BucketOwnershipControls replication-backfill-ownership",
        "BucketPolicy replication-backfill-policy",
        "BucketPublicAccessBlock replication-backfill-public-access",
        "BucketServerSideEncryptionConfiguration replication-backfill-encryption",
        "Role replication-backfill-role",
        "RolePolicy replication-backfill-role-policy",
    ];
    const changesOf = (kind: string) => own.map((resource) => `${kind} ${resource}`).sort();

    it("is made by one update of the source, which changes nothing else", async () => {
        const before = await world().bucket("source", "filled-source");
        await pair.source.stack.settings({ ...settings, backfill: { expirationDays: 7 } });
        const { changes } = await pair.source.stack.up();
        assert.deepEqual(changes.toSorted(), changesOf("create"));
        assert.deepEqual(await world().bucket("source", "filled-source"), before);
        const { backfill } = await pair.source.stack.outputs();
        assert.deepEqual(backfill, {
            roleArn: "arn:aws:iam::111111111111:role/filled-replication-backfill",
            bucketName: Bucket,
            prefix: "",
        });
    });

    it("is a closed bucket without versions, whose objects expire", async () => {
        const { versioning, ownership, publicAccess, encryption, replication } = await world().bucket(
            "source",
            Bucket,
        );
        assert.deepEqual(
            { versioning, ownership, publicAccess, encryption, replication },
            {
                versioning: undefined,
                ownership: "BucketOwnerEnforced",
                publicAccess: {
                    BlockPublicAcls: true,
                    BlockPublicPolicy: true,
                    IgnorePublicAcls: true,
                    RestrictPublicBuckets: true,
                },
                encryption: "AES256",
                replication: undefined,
            },
        );
        const { Rules } = await world().as("source").s3.getBucketLifecycleConfiguration({ Bucket });
        const rule = (ID: string) => ({ ID, Status: "Enabled", Filter: { Prefix: "" } });
        assert.deepEqual(Rules, [
            { ...rule("manifests-and-reports"), Expiration: { Days: 7 } },
            { ...rule("incomplete-uploads"), AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
        ]);
    });

    it("is left as it is by a further update", async () => {
        const { changes, drift } = await pair.source.stack.preview({ expectNoChanges: true, refresh: true });
        assert.deepEqual([changes, drift], [[], []]);
    });

    it("goes with the option, but for a bucket that still holds reports, which AWS names", async () => {
        const { s3 } = world().as("source");
        await s3.putObject({ Bucket, Key: "reports/job-1/manifest.json", Body: "{}" });
        await pair.source.stack.settings(settings);
        const { diagnostics } = await pair.source.stack.refused("up");
        assert.match(diagnostics.join("\n"), /filled-source-backfill.*BucketNotEmpty/s);
        // What is left of it is still closed.
        const { ownership, publicAccess, policy } = await world().bucket("source", Bucket);
        assert.deepEqual(
            [ownership, publicAccess?.BlockPublicPolicy, policy === undefined],
            ["BucketOwnerEnforced", true, false],
        );
        await s3.deleteObject({ Bucket, Key: "reports/job-1/manifest.json" });
        await pair.source.stack.up();
        assert.deepEqual(await world().everything(), [
            "destination: bucket filled-destination",
            "source: bucket filled-source",
            "source: role filled-replication",
        ]);
    });

    it("takes a bucket that exists, and leaves it as it is, when it goes too", async () => {
        const { s3 } = world().as("source");
        const LocationConstraint = "ap-northeast-2";
        await s3.createBucket({ Bucket: "reports", CreateBucketConfiguration: { LocationConstraint } });
        const before = await world().bucket("source", "reports");
        const backfill = { existingBucket: true, bucketName: "reports", prefix: "replication/" };
        await pair.source.stack.settings({ ...settings, backfill });
        const { changes, diagnostics } = await pair.source.stack.up();
        assert.deepEqual(
            [changes, diagnostics],
            [
                [
                    "create Role replication-backfill-role",
                    "create RolePolicy replication-backfill-role-policy",
                ],
                [],
            ],
        );
        await pair.source.stack.settings(settings);
        await pair.source.stack.up();
        assert.deepEqual(await world().bucket("source", "reports"), before);
    });

    it("goes by one update where the bucket is empty, and nothing else does", async () => {
        await pair.source.stack.settings({ ...settings, backfill: { expirationDays: 7 } });
        await pair.source.stack.up();
        await pair.source.stack.settings(settings);
        const { changes } = await pair.source.stack.up();
        assert.deepEqual(changes.toSorted(), changesOf("delete"));
    });
});
