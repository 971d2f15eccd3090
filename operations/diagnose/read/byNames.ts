import { GetBucketLocationCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import * as v from "valibot";
import { bucketArnOf, partOfArn } from "../../../components/policies/arn";
import { chooseCredentials } from "../../aws/credentials";
import { statusOf } from "../../aws/failure";
import { identify, type Identity } from "../../aws/identity";
import { served } from "../../aws/served";
import { credentialFlags, type Side } from "../../aws/side";
import { OperationError } from "../../operationError";
import { connect, sideConfig, type Connection } from "./connection";
import type { Access, FoundPair, FoundSide, ReadOptions } from "./found";

/** Finds a pair by the names of its buckets: their accounts are those of the credentials. */
export async function findByNames(
    options: ReadOptions,
    names: Readonly<Record<Side, string>>,
): Promise<FoundPair> {
    if (names.source === names.destination) {
        throw new OperationError(
            `The source and the destination are both the bucket ${names.source}, and a bucket does not replicate to itself. ` +
                "Name another: --source-bucket <bucket> or --destination-bucket <bucket>",
        );
    }
    const [source, destination] = await Promise.all([
        look(options, "source", names.source),
        look(options, "destination", names.destination),
    ]);
    const looked = [source, destination].flatMap((side) => ("unusable" in side ? [] : [side.identity]));
    const partition = looked[0] === undefined ? "aws" : partOfArn(looked[0].arn, "partition");
    const sameAccount = new Set(looked.map(({ accountId }) => accountId)).size === 1 && looked.length === 2;
    return {
        source: foundSide("source", names.source, partition, source, sameAccount),
        destinations: [foundSide("destination", names.destination, partition, destination, sameAccount)],
        profiles: {
            source: options.source.profile,
            destination: options.destination.profile,
        },
        unread: [],
    };
}

/** What is seen of a side at first: whose the credentials are, and where the bucket is. */
type FirstLook =
    | ({ readonly identity: Identity; readonly region?: string } & Pick<Access, "config" | "credentials">)
    | { readonly unusable: string };

async function look(options: ReadOptions, side: Side, bucketName: string): Promise<FirstLook> {
    try {
        const credentials = await chooseCredentials(side, options[side], () => Promise.resolve({}));
        const region = await defaultRegion(credentials.profile);
        const config = sideConfig({ region, credentials }, options.timeoutSeconds);
        const connection = connect(config);
        const [identity, where] = await Promise.all([
            identify(side, connection.sts, credentials, "an account that is not known yet"),
            regionOf(side, connection, bucketName),
        ]);
        return { identity, region: where, config: { ...config, region: where ?? region }, credentials };
    } catch (error) {
        if (error instanceof OperationError) {
            return { unusable: error.message };
        }
        throw error;
    }
}

/** The region that profile or environment say; any will do to ask where a bucket is. */
async function defaultRegion(profile: string | undefined): Promise<string> {
    const sts = new STSClient({ profile });
    return sts.config.region().catch(() => "us-east-1");
}

const headersSchema = v.object({
    $response: v.object({ headers: v.object({ "x-amz-bucket-region": v.string() }) }),
});

/**
 * The region of a bucket, of whatever account; undefined where there is none, or where it is not told. S3 names it also where
 * it refuses. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
async function regionOf(side: Side, { s3 }: Connection, Bucket: string): Promise<string | undefined> {
    const call = { side, service: "s3", target: `bucket ${Bucket}` } as const;
    const headed = await served({ ...call, operation: "HeadBucket" }, async (options) => {
        try {
            const { BucketRegion } = await s3.send(new HeadBucketCommand({ Bucket }), options);
            return { exists: true, region: BucketRegion };
        } catch (error) {
            const named = v.safeParse(headersSchema, error);
            const status = error instanceof Error ? statusOf(error) : undefined;
            if (named.success && status !== 404) {
                return { exists: true, region: named.output.$response.headers["x-amz-bucket-region"] };
            }
            if (status === 404 || status === 403) {
                return { exists: false };
            }
            throw error;
        }
    });
    if (!headed.exists || headed.region !== undefined) {
        return headed.region;
    }
    const { LocationConstraint } = await served({ ...call, operation: "GetBucketLocation" }, (options) =>
        s3.send(new GetBucketLocationCommand({ Bucket }), options),
    );
    return LocationConstraint ?? "us-east-1";
}

function foundSide(
    side: Side,
    bucketName: string,
    partition: string,
    looked: FirstLook,
    sameAccount: boolean,
): FoundSide {
    const place = { side, bucketName, bucketArn: bucketArnOf(partition, bucketName) };
    if ("unusable" in looked) {
        return { ...place, access: looked };
    }
    const { identity, region, config, credentials } = looked;
    const { accountId } = identity;
    const otherwise =
        sameAccount && region !== undefined
            ? `The bucket ${bucketName} is not of account ${accountId}, which the credentials of both sides are of. ` +
              `Name those of the ${side}'s account: ${credentialFlags(side)}`
            : undefined;
    return { ...place, accountId, region, access: { config, credentials, accountId, otherwise } };
}
