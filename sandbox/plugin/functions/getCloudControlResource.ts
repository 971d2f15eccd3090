import type { S3 } from "@aws-sdk/client-s3";
import { describe, unlessGone } from "../aws/errors";
import { optional, required, string } from "../schema";
import { defineFunction, texts } from "./awsFunction";

/**
 * A bucket as Cloud Control tells of it, from S3's own answers: the emulator's Cloud Control knows no buckets. It has no other
 * properties than these, where the official one has all.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
export const getCloudControlResource = defineFunction({
    token: "aws:cloudcontrol/getResource:getResource",
    args: { typeName: required(string()), identifier: required(string()), region: optional(string()) },
    results: texts("id", "identifier", "properties", "region", "typeName"),
    async call(connection, { typeName, identifier, region }) {
        if (typeName !== "AWS::S3::Bucket") {
            throw new Error(`the stand-in AWS plug-in reads no ${typeName} by Cloud Control`);
        }
        const account = await connection.account(region);
        const properties = await propertiesOf(await account.s3(), identifier).catch((error: unknown) => {
            throw new Error(`reading the S3 bucket ${identifier} by Cloud Control: ${describe(error)}`);
        });
        if (properties === undefined) {
            throw new Error(`reading the S3 bucket ${identifier} by Cloud Control: couldn't find resource`);
        }
        return {
            id: identifier,
            identifier,
            typeName,
            region: account.region,
            properties: JSON.stringify(properties),
        };
    },
});

async function propertiesOf(s3: S3, name: string) {
    const bucket = { Bucket: name };
    const there = await unlessGone(["NotFound", "NoSuchBucket"], () => s3.headBucket(bucket));
    if (there === undefined) {
        return undefined;
    }
    const [encryption, ownership] = await Promise.all([
        unlessGone(["ServerSideEncryptionConfigurationNotFoundError"], () => s3.getBucketEncryption(bucket)),
        unlessGone(["OwnershipControlsNotFoundError"], () => s3.getBucketOwnershipControls(bucket)),
    ]);
    // AWS encrypts every bucket, and says so; the emulator tells of what was set alone.
    const rules = encryption?.ServerSideEncryptionConfiguration?.Rules ?? [
        { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const }, BucketKeyEnabled: false },
    ];
    return {
        BucketName: name,
        BucketEncryption: {
            ServerSideEncryptionConfiguration: rules.map((rule) => ({
                BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
                ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
            })),
        },
        ...(ownership && { OwnershipControls: { Rules: ownership.OwnershipControls?.Rules } }),
    };
}
