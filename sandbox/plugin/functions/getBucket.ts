import { describe, unlessGone } from "../aws/errors";
import { websiteZoneOf } from "../aws/websiteZones";
import { required, optional, string } from "../schema";
import { defineFunction, texts } from "./awsFunction";

/** What the official function answers, but for the website's endpoint. */
export const getBucket = defineFunction({
    token: "aws:s3/getBucket:getBucket",
    args: { bucket: required(string()), region: optional(string()) },
    results: {
        ...texts(
            "arn",
            "bucket",
            "bucketDomainName",
            "bucketRegion",
            "bucketRegionalDomainName",
            "id",
            "region",
        ),
        hostedZoneId: optional(string()),
    },
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const what = `reading the S3 bucket ${bucket}`;
        const s3 = await account.s3();
        const head = await unlessGone(["NotFound", "NoSuchBucket"], () =>
            s3.headBucket({ Bucket: bucket }),
        ).catch((error: unknown) => {
            throw new Error(`${what}: ${describe(error)}`);
        });
        if (head === undefined) {
            throw new Error(`${what}: there is none of that name`);
        }
        const bucketRegion = head.BucketRegion ?? account.region;
        return {
            id: bucket,
            bucket,
            arn: `arn:${account.partition}:s3:::${bucket}`,
            region: account.region,
            bucketRegion,
            bucketDomainName: `${bucket}.s3.${account.dnsSuffix}`,
            bucketRegionalDomainName: `${bucket}.s3.${bucketRegion}.${account.dnsSuffix}`,
            hostedZoneId: websiteZoneOf(bucketRegion),
        };
    },
});
