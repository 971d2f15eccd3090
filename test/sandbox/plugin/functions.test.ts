import assert from "node:assert/strict";
import { BUCKET, bucketPolicy } from "./cases/case";
import { refusal, text, type Properties } from "./plugin";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "./surroundings";

const GET_KEY = "aws:kms/getKey:getKey";
const GET_BUCKET = "aws:s3/getBucket:getBucket";
const GET_LOCK = "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration";
const GET_ROLE = "aws:iam/getRole:getRole";

describe("the stand-in AWS plug-in: functions", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const cases: { token: string; args: Properties; result: Properties }[] = [
        {
            token: "aws:index/getPartition:getPartition",
            args: {},
            result: {
                partition: "aws",
                dnsSuffix: "amazonaws.com",
                reverseDnsPrefix: "com.amazonaws",
                id: "aws",
            },
        },
        {
            token: "aws:index/getRegion:getRegion",
            args: {},
            result: {
                region: REGION,
                name: REGION,
                id: REGION,
                description: "Asia Pacific (Seoul)",
                endpoint: `ec2.${REGION}.amazonaws.com`,
            },
        },
        {
            token: "aws:index/getRegion:getRegion",
            args: { region: "cn-north-1" },
            result: {
                region: "cn-north-1",
                name: "cn-north-1",
                id: "cn-north-1",
                description: "China (Beijing)",
                endpoint: "ec2.cn-north-1.amazonaws.com.cn",
            },
        },
        {
            token: "aws:index/getCallerIdentity:getCallerIdentity",
            args: {},
            result: {
                accountId: ACCOUNT,
                arn: `arn:aws:iam::${ACCOUNT}:root`,
                userId: ACCOUNT,
                id: ACCOUNT,
            },
        },
    ];
    for (const { token, args, result } of cases) {
        it(`answers ${token} ${JSON.stringify(args)}`, async () => {
            assert.deepEqual(await here.plugin.invoke(token, args), result);
        });
    }

    for (const region of [REGION, "eu-west-1"]) {
        it(`describes a key by its id and by its ARN, in ${region}`, async () => {
            const { kms } = here.surroundings.byHand(ACCOUNT, region);
            const { KeyMetadata } = await kms.createKey({ Description: "d" });
            const { KeyId = "", Arn = "", CreationDate } = KeyMetadata ?? {};
            for (const keyId of [KeyId, Arn]) {
                const elsewhere: Properties = region === REGION ? {} : { region };
                assert.deepEqual(await here.plugin.invoke(GET_KEY, { keyId, ...elsewhere }), {
                    id: KeyId,
                    keyId,
                    arn: Arn,
                    region,
                    awsAccountId: ACCOUNT,
                    cloudHsmClusterId: "",
                    creationDate: CreationDate?.toISOString().replace(".000Z", "Z"),
                    customKeyStoreId: "",
                    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
                    deletionDate: "",
                    description: "d",
                    enabled: true,
                    expirationModel: "",
                    keyManager: "CUSTOMER",
                    keySpec: "SYMMETRIC_DEFAULT",
                    keyState: "Enabled",
                    keyUsage: "ENCRYPT_DECRYPT",
                    multiRegion: false,
                    multiRegionConfigurations: [],
                    origin: "AWS_KMS",
                    pendingDeletionWindowInDays: 0,
                    validTo: "",
                    xksKeyConfigurations: [],
                });
            }
        });
    }

    it("describes a multi-Region key, one that waits for its deletion", async () => {
        const { kms } = here.aws;
        const { KeyMetadata } = await kms.createKey({ MultiRegion: true });
        const { KeyId = "", Arn = "" } = KeyMetadata ?? {};
        const { DeletionDate } = await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
        const found = await here.plugin.invoke(GET_KEY, { keyId: KeyId });
        assert.deepEqual(
            [found.multiRegion, found.enabled, found.keyState, found.deletionDate],
            [true, false, "PendingDeletion", DeletionDate?.toISOString().replace(".000Z", "Z")],
        );
        assert.deepEqual(found.multiRegionConfigurations, [
            { multiRegionKeyType: "PRIMARY", primaryKeys: [{ arn: Arn, region: REGION }], replicaKeys: [] },
        ]);
    });

    it("gives KMS's words for a key that is not there", async () => {
        assert.equal(
            await refusal(here.plugin.invoke(GET_KEY, { keyId: "alias/none" })),
            "reading the KMS key alias/none: NotFoundException: Key alias/none not found",
        );
    });

    it("finds a bucket, and where it is", async () => {
        await here.aws.s3.createBucket({
            Bucket: "there",
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        assert.deepEqual(await here.plugin.invoke(GET_BUCKET, { bucket: "there" }), {
            id: "there",
            bucket: "there",
            arn: "arn:aws:s3:::there",
            region: REGION,
            bucketRegion: REGION,
            bucketDomainName: "there.s3.amazonaws.com",
            bucketRegionalDomainName: `there.s3.${REGION}.amazonaws.com`,
            hostedZoneId: "Z3W03O7B5YMIYP",
        });
    });

    it("finds no bucket: there is none, it is in another region, it is another account's", async () => {
        const elsewhere = { CreateBucketConfiguration: { LocationConstraint: "eu-west-1" as const } };
        await here.surroundings
            .byHand(ACCOUNT, "eu-west-1")
            .s3.createBucket({ Bucket: "elsewhere", ...elsewhere });
        await here.surroundings.byHand(OTHER_ACCOUNT).s3.createBucket({
            Bucket: "theirs",
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        const reasons = {
            none: "there is none of that name",
            elsewhere: "PermanentRedirect: it is in another region",
            theirs: "AccessDenied: it belongs to another account, or these credentials do not let you see it",
        };
        for (const [bucket, reason] of Object.entries(reasons)) {
            assert.equal(
                await refusal(here.plugin.invoke(GET_BUCKET, { bucket })),
                `reading the S3 bucket ${bucket}: ${reason}`,
            );
        }
        const found = await here.plugin.invoke(GET_BUCKET, { bucket: "elsewhere", region: "eu-west-1" });
        assert.deepEqual([found.region, found.bucketRegion], ["eu-west-1", "eu-west-1"]);
    });

    it("answers with a bucket's policy and replication configuration, or that there are none", async () => {
        const { s3 } = here.aws;
        const bucket = { Bucket: "documents" };
        const policy = bucketPolicy("s3:GetObject").replaceAll(BUCKET, bucket.Bucket);
        const invoke = (what: string) =>
            here.plugin.invoke(`aws:s3/getBucket${what}:getBucket${what}`, { bucket: bucket.Bucket });
        await s3.createBucket({ ...bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
        assert.match(
            await refusal(invoke("Policy")),
            /^reading the policy of the S3 bucket documents: NoSuchBucketPolicy/,
        );
        assert.match(
            await refusal(invoke("ReplicationConfiguration")),
            /^reading the replication of the S3 bucket documents: ReplicationConfigurationNotFoundError/,
        );
        await s3.putBucketPolicy({ ...bucket, Policy: policy });
        await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Enabled" } });
        const Role = `arn:aws:iam::${ACCOUNT}:role/other`;
        await s3.putBucketReplication({
            ...bucket,
            ReplicationConfiguration: {
                Role,
                Rules: [
                    {
                        ID: "one",
                        Priority: 1,
                        Status: "Enabled",
                        Filter: { Prefix: "a/" },
                        DeleteMarkerReplication: { Status: "Disabled" },
                        Destination: { Bucket: "arn:aws:s3:::elsewhere" },
                    },
                ],
            },
        });
        const found = await invoke("Policy");
        assert.deepEqual(JSON.parse(text(found.policy)), JSON.parse(policy));
        assert.deepEqual(await invoke("ReplicationConfiguration"), {
            bucket: "documents",
            region: REGION,
            role: Role,
            rules: [
                {
                    id: "one",
                    priority: 1,
                    status: "Enabled",
                    filter: { prefix: "a/" },
                    deleteMarkerReplication: { status: "Disabled" },
                    destination: { bucket: "arn:aws:s3:::elsewhere" },
                },
            ],
        });
    });

    it("answers with a bucket's Object Lock, without and with a retention by default", async () => {
        const { s3 } = here.aws;
        const Bucket = "locked";
        await s3.createBucket({
            Bucket,
            CreateBucketConfiguration: { LocationConstraint: REGION },
            ObjectLockEnabledForBucket: true,
        });
        const locked = { id: Bucket, bucket: Bucket, region: REGION, objectLockEnabled: "Enabled" };
        assert.deepEqual(await here.plugin.invoke(GET_LOCK, { bucket: Bucket }), { ...locked, rules: [] });
        for (const [retention, told] of [
            [
                { Mode: "GOVERNANCE", Days: 3 },
                { mode: "GOVERNANCE", days: 3 },
            ],
            [
                { Mode: "COMPLIANCE", Years: 1 },
                { mode: "COMPLIANCE", years: 1 },
            ],
        ] as const) {
            await s3.putObjectLockConfiguration({
                Bucket,
                ObjectLockConfiguration: {
                    ObjectLockEnabled: "Enabled",
                    Rule: { DefaultRetention: retention },
                },
            });
            assert.deepEqual(
                await here.plugin.invoke(GET_LOCK, { bucket: Bucket, expectedBucketOwner: ACCOUNT }),
                { ...locked, expectedBucketOwner: ACCOUNT, rules: [{ defaultRetentions: [told] }] },
            );
        }
    });

    it("finds no Object Lock: the bucket has none, there is no bucket, it is another account's", async () => {
        const open = { CreateBucketConfiguration: { LocationConstraint: REGION } } as const;
        await here.aws.s3.createBucket({ Bucket: "open", ...open });
        await here.surroundings.byHand(OTHER_ACCOUNT).s3.createBucket({ Bucket: "closed", ...open });
        const reasons = {
            open: /couldn't find resource$/,
            none: /couldn't find resource$/,
            closed: /AccessDenied/,
        };
        for (const [bucket, reason] of Object.entries(reasons)) {
            const told = await refusal(here.plugin.invoke(GET_LOCK, { bucket }));
            assert.ok(
                told.startsWith(`reading the Object Lock configuration of the S3 bucket ${bucket}: `),
                told,
            );
            assert.match(told, reason);
        }
    });

    it("describes a role, one with as little and one with as much as may be said of it", async () => {
        const { iam } = here.aws;
        const trust = {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
        };
        const AssumeRolePolicyDocument = JSON.stringify(trust);
        const { Policy } = await iam.createPolicy({
            PolicyName: "boundary",
            PolicyDocument: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
            }),
        });
        const much = {
            Path: "/teams/storage/",
            Description: "d",
            MaxSessionDuration: 7200,
            PermissionsBoundary: Policy?.Arn,
            Tags: [{ Key: "team", Value: "web" }],
        };
        const told = {
            little: {
                arn: `arn:aws:iam::${ACCOUNT}:role/little`,
                path: "/",
                description: "",
                maxSessionDuration: 3600,
                permissionsBoundary: "",
                tags: {},
            },
            much: {
                arn: `arn:aws:iam::${ACCOUNT}:role/teams/storage/much`,
                path: "/teams/storage/",
                description: "d",
                maxSessionDuration: 7200,
                permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
                tags: { team: "web" },
            },
        };
        for (const [name, more] of [
            ["little", {}],
            ["much", much],
        ] as const) {
            const { Role } = await iam.createRole({ RoleName: name, AssumeRolePolicyDocument, ...more });
            const { assumeRolePolicy, ...rest } = await here.plugin.invoke(GET_ROLE, { name });
            assert.deepEqual(JSON.parse(text(assumeRolePolicy)), trust);
            assert.deepEqual(rest, {
                id: name,
                name,
                uniqueId: Role?.RoleId,
                createDate: Role?.CreateDate?.toISOString().replace(".000Z", "Z"),
                ...told[name],
            });
        }
    });

    it("gives IAM's words for a role that is not there", async () => {
        assert.match(
            await refusal(here.plugin.invoke(GET_ROLE, { name: "none" })),
            /^reading the IAM role none: NoSuchEntity(Exception)?: /,
        );
    });

    it("refuses a function that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:s3/getBuckets:getBuckets", {})),
            "the stand-in AWS plug-in does not know the function aws:s3/getBuckets:getBuckets. It knows: " +
                "aws:index/getCallerIdentity:getCallerIdentity, aws:index/getPartition:getPartition, " +
                "aws:index/getRegion:getRegion, aws:iam/getRole:getRole, aws:kms/getKey:getKey, " +
                "aws:s3/getBucket:getBucket, " +
                "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration, " +
                "aws:s3/getBucketPolicy:getBucketPolicy, " +
                "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration. " +
                "To use any other function, install the official plug-in: pulumi plugin install resource aws",
        );
    });

    it("refuses an argument that is missing, or of another type", async () => {
        assert.equal(await refusal(here.plugin.invoke(GET_KEY, {})), `${GET_KEY}: "keyId" is required`);
        assert.equal(
            await refusal(here.plugin.invoke(GET_BUCKET, { bucket: 1 })),
            `${GET_BUCKET}: "bucket" must be a string, got 1`,
        );
    });

    it("refuses an argument that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:index/getRegion:getRegion", { endpoint: "x" })),
            'aws:index/getRegion:getRegion: the stand-in does not support the argument "endpoint"',
        );
    });
});
