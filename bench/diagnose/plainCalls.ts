import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { IAM } from "@aws-sdk/client-iam";
import { S3, type GetBucketReplicationCommandOutput } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import type { Side } from "../../operations/aws/side";

export type PairBuckets = Readonly<Record<Side, string>>;

/** The calls that a diagnosis of the shipped pair makes, by hand: side by side, but where one needs another's answer. */
export async function makePlainCalls(buckets: PairBuckets): Promise<void> {
    await Promise.all([readSource(buckets.source), readDestination(buckets.destination)]);
}

async function readSource(Bucket: string): Promise<void> {
    const { s3, place, profile, region } = await find("source", Bucket);
    const iam = new IAM({ profile, region });
    const cloudWatch = new CloudWatch({ profile, region });
    await Promise.all([
        ...readBucket(s3, place),
        s3.getBucketReplication(place).then((answer) => readRole(iam, answer)),
        s3.getBucketNotificationConfiguration(place),
        cloudWatch.describeAlarms({ AlarmTypes: ["MetricAlarm"], MaxRecords: 100 }),
    ]);
}

async function readDestination(Bucket: string): Promise<void> {
    const { s3, place } = await find("destination", Bucket);
    await Promise.all([...readBucket(s3, place), s3.getBucketReplication(place).catch(unlessNone)]);
}

/** Whose the credentials are, and where the bucket is: all else is asked there, of that account. */
async function find(profile: Side, Bucket: string) {
    const [{ Account: ExpectedBucketOwner }, { BucketRegion: region = "" }] = await Promise.all([
        new STS({ profile }).getCallerIdentity({}),
        new S3({ profile, forcePathStyle: true, followRegionRedirects: true }).headBucket({ Bucket }),
    ]);
    const s3 = new S3({ profile, region, forcePathStyle: true });
    return { s3, place: { Bucket, ExpectedBucketOwner }, profile, region };
}

type Place = Awaited<ReturnType<typeof find>>["place"];

function readBucket(s3: S3, place: Place): Promise<unknown>[] {
    return [
        s3.headBucket(place),
        s3.getBucketVersioning(place),
        s3.getBucketOwnershipControls(place),
        s3.getBucketEncryption(place),
        s3.getObjectLockConfiguration(place).catch(unlessNone),
        s3.getBucketPolicy(place),
        s3.getBucketPolicyStatus(place),
        s3.getBucketRequestPayment(place),
        s3.getPublicAccessBlock(place),
    ];
}

async function readRole(iam: IAM, { ReplicationConfiguration }: GetBucketReplicationCommandOutput) {
    const RoleName = ReplicationConfiguration?.Role?.split("/").at(-1);
    await Promise.all([
        iam.getRole({ RoleName }),
        iam.listAttachedRolePolicies({ RoleName }),
        iam
            .listRolePolicies({ RoleName })
            .then(({ PolicyNames = [] }) =>
                Promise.all(PolicyNames.map((PolicyName) => iam.getRolePolicy({ RoleName, PolicyName }))),
            ),
    ]);
}

/** Of what a bucket does not have S3 says so by an error. */
function unlessNone(error: unknown): void {
    if (!(error instanceof Error && error.name.endsWith("NotFoundError"))) {
        throw error;
    }
}
