import { GetBucketEncryptionCommand, type S3Client } from "@aws-sdk/client-s3";
import { none, type DefaultEncryption } from "../facts";
import { asking, type BucketPlace } from "./bucket";
import type { Reader } from "./reader";

/** The default encryption as the bucket names it; which key that is, KMS has to say. */
export function readEncryption(reader: Reader, s3: S3Client, bucket: BucketPlace) {
    const { place, ask, garbled } = asking(reader, bucket);
    return ask<Omit<DefaultEncryption, "keyArn">>(
        "GetBucketEncryption",
        async (options) => {
            const { ServerSideEncryptionConfiguration } = await s3.send(
                new GetBucketEncryptionCommand(place),
                options,
            );
            const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
            if (rule === undefined) {
                return garbled("GetBucketEncryption", "a rule");
            }
            const { SSEAlgorithm: algorithm, KMSMasterKeyID } = rule.ApplyServerSideEncryptionByDefault ?? {};
            if (algorithm === undefined) {
                return none;
            }
            const isKms = algorithm !== "AES256";
            return {
                value: {
                    algorithm,
                    bucketKey: rule.BucketKeyEnabled ?? false,
                    ...(isKms && { keyName: KMSMasterKeyID ?? awsKey }),
                },
            };
        },
        "ServerSideEncryptionConfigurationNotFoundError",
    );
}

/**
 * The key that S3 takes where the bucket names none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
const awsKey = "alias/aws/s3";

/** Whether it is the alias of a key that AWS manages. To ask KMS for one that is not there yet would make it. */
export function isAliasOfAws(keyName: string): boolean {
    return /(^|:)alias\/aws\//.test(keyName);
}
