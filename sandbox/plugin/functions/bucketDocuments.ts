import { describe } from "../aws/errors";
import { fromS3Rule } from "../resources/replicationRule";
import { optional, required, string } from "../schema";
import { defineFunction } from "./awsFunction";

const args = { bucket: required(string()), region: optional(string()) };

export const getBucketPolicy = defineFunction({
    token: "aws:s3/getBucketPolicy:getBucketPolicy",
    args,
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const s3 = await account.s3();
        const { Policy } = await s3.getBucketPolicy({ Bucket: bucket }).catch((error: unknown) => {
            throw new Error(`reading the policy of the S3 bucket ${bucket}: ${describe(error)}`);
        });
        return { id: bucket, bucket, region: account.region, policy: Policy };
    },
});

/** The rules have the form of the resource's; the official function has a list in the place of each object in them. */
export const getBucketReplicationConfiguration = defineFunction({
    token: "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration",
    args,
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const s3 = await account.s3();
        const { ReplicationConfiguration: found } = await s3
            .getBucketReplication({ Bucket: bucket })
            .catch((error: unknown) => {
                throw new Error(`reading the replication of the S3 bucket ${bucket}: ${describe(error)}`);
            });
        return {
            bucket,
            region: account.region,
            role: found?.Role,
            rules: (found?.Rules ?? []).map(fromS3Rule),
        };
    },
});
