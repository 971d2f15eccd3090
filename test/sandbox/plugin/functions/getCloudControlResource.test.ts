import assert from "node:assert/strict";
import { refusal, text } from "../answers";
import { OTHER_ACCOUNT, REGION, inSurroundings } from "../surroundings";

const GET_RESOURCE = "aws:cloudcontrol/getResource:getResource";
const typeName = "AWS::S3::Bucket";
const open = { CreateBucketConfiguration: { LocationConstraint: REGION } } as const;

describe("the stand-in AWS plug-in: getResource of Cloud Control", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const propertiesOf = async (identifier: string): Promise<unknown> => {
        const { properties, ...rest } = await here.plugin.invoke(GET_RESOURCE, { typeName, identifier });
        assert.deepEqual(rest, { id: identifier, identifier, typeName, region: REGION });
        return JSON.parse(text(properties));
    };
    const encryption = (BucketKeyEnabled: boolean, ServerSideEncryptionByDefault: object) => ({
        BucketEncryption: {
            ServerSideEncryptionConfiguration: [{ BucketKeyEnabled, ServerSideEncryptionByDefault }],
        },
    });

    it("answers with a bucket's default encryption and Object Ownership", async () => {
        const { s3 } = here.aws;
        const bucket = { Bucket: "bucket" };
        await s3.createBucket({ ...bucket, ...open });
        const BucketName = bucket.Bucket;
        const owned = (ObjectOwnership: string) => ({ OwnershipControls: { Rules: [{ ObjectOwnership }] } });
        assert.deepEqual(await propertiesOf(BucketName), {
            BucketName,
            ...encryption(false, { SSEAlgorithm: "AES256" }),
            ...owned("BucketOwnerEnforced"),
        });
        const key = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "alias/own" } as const;
        await s3.putBucketEncryption({
            ...bucket,
            ServerSideEncryptionConfiguration: {
                Rules: [{ ApplyServerSideEncryptionByDefault: key, BucketKeyEnabled: true }],
            },
        });
        await s3.putBucketOwnershipControls({
            ...bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
        });
        assert.deepEqual(await propertiesOf(BucketName), {
            BucketName,
            ...encryption(true, key),
            ...owned("ObjectWriter"),
        });
        await s3.deleteBucketOwnershipControls(bucket);
        assert.deepEqual(await propertiesOf(BucketName), { BucketName, ...encryption(true, key) });
    });

    it("finds nothing of a bucket that there is not, or that is another account's, and of another type", async () => {
        const closed = here.surroundings.byHand(OTHER_ACCOUNT).s3;
        await closed.createBucket({ Bucket: "closed", ...open });
        for (const [args, reason] of [
            [
                { typeName, identifier: "none" },
                /^reading the S3 bucket none by Cloud Control: couldn't find resource$/,
            ],
            [
                { typeName, identifier: "closed" },
                /^reading the S3 bucket closed by Cloud Control: AccessDenied/,
            ],
            [
                { typeName: "AWS::KMS::Key", identifier: "key" },
                /^the stand-in AWS plug-in reads no AWS::KMS::Key by Cloud Control$/,
            ],
        ] as const) {
            assert.match(await refusal(here.plugin.invoke(GET_RESOURCE, args)), reason);
        }
    });
});
