import type { BucketLocationConstraint } from "@aws-sdk/client-s3";
import { codeOf, httpStatusOf, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { fromTagList, tagged, toTagList, type Tags } from "../aws/tags";
import { websiteZoneOf } from "../aws/websiteZones";
import { defineResource, type Account } from "../resourceType";
import { boolean, optional, string } from "../schema";
import { NO_BUCKET } from "./bucketBase";
import { emptyBucket } from "./emptyBucket";

const NOT_THERE = [NO_BUCKET, "NotFound"];

const ownType = (type: string) => `use ${type}, or install the official plug-in`;
const official = "install the official plug-in to use it";

export const bucket = defineResource({
    token: "aws:s3/bucket:Bucket",
    inputs: {
        bucket: optional(string(), { replaces: true, autoName: { maxLength: 63, lowerCase: true } }),
        region: optional(string(), { replaces: true, computed: true }),
        forceDestroy: optional(boolean(), { default: false, local: true }),
        objectLockEnabled: optional(boolean(), { replaces: true, computed: true }),
        ...tagged,
    },
    outputs: [
        "arn",
        "bucketDomainName",
        "bucketRegion",
        "bucketRegionalDomainName",
        "hostedZoneId",
        "objectLockEnabled",
    ],
    unsupported: {
        accelerationStatus: official,
        acl: official,
        bucketNamespace: official,
        bucketPrefix: "give `bucket`, or leave both out for a made-up name",
        corsRules: official,
        grants: official,
        lifecycleRules: official,
        logging: official,
        objectLockConfiguration: official,
        policy: ownType("aws.s3.BucketPolicy"),
        replicationConfiguration: ownType("aws.s3.BucketReplicationConfig"),
        requestPayer: official,
        serverSideEncryptionConfiguration: ownType("aws.s3.BucketServerSideEncryptionConfiguration"),
        versioning: ownType("aws.s3.BucketVersioning"),
        website: official,
    },
    async create(account, wanted) {
        const name = wanted.bucket;
        if (name === undefined) {
            throw new Error('"bucket" has no value, although the check gives it one');
        }
        await refuseExisting(account, name);
        const location = await locationOf(account.region);
        const s3 = await account.s3();
        await untilConsistent([OPERATION_ABORTED], account.stopping, () =>
            s3.createBucket({
                Bucket: name,
                CreateBucketConfiguration: location && { LocationConstraint: location },
                ObjectLockEnabledForBucket: wanted.objectLockEnabled,
            }),
        );
        return name;
    },
    async complete(account, name, wanted) {
        if (Object.keys(wanted.tagsAll ?? {}).length > 0) {
            await putTags(account, name, wanted.tagsAll);
        }
    },
    async read(account, name) {
        const s3 = await account.s3();
        const head = await unlessGone(NOT_THERE, () => s3.headBucket({ Bucket: name }));
        if (head === undefined) {
            return undefined;
        }
        const [tagging, lock] = await Promise.all([
            unlessGone(["NoSuchTagSet"], () => s3.getBucketTagging({ Bucket: name })),
            unlessGone(["ObjectLockConfigurationNotFoundError"], () =>
                s3.getObjectLockConfiguration({ Bucket: name }),
            ),
        ]);
        const region = head.BucketRegion ?? account.region;
        const tagsAll = fromTagList(tagging?.TagSet);
        return {
            bucket: name,
            arn: `arn:${account.partition}:s3:::${name}`,
            bucketDomainName: `${name}.s3.${account.dnsSuffix}`,
            bucketRegion: region,
            bucketRegionalDomainName: `${name}.s3.${region}.${account.dnsSuffix}`,
            hostedZoneId: websiteZoneOf(region),
            objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled",
            tagsAll,
        };
    },
    async update(account, { id, inputs: wanted, changed }) {
        if (changed.has("tagsAll")) {
            await putTags(account, id, wanted.tagsAll);
        }
    },
    async delete(account, name, state) {
        const s3 = await account.s3();
        const remove = () =>
            unlessGone(NOT_THERE, () =>
                untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                    s3.deleteBucket({ Bucket: name }),
                ),
            );
        try {
            await remove();
        } catch (error) {
            if (codeOf(error) !== "BucketNotEmpty" || state.forceDestroy !== true) {
                throw error;
            }
            await emptyBucket(s3, name, {
                locked: state.objectLockEnabled === true,
                stopping: account.stopping,
            });
            await remove();
        }
    },
});

/** A bucket outside of us-east-1 says where it wants to be; us-east-1 has no name for this. */
async function locationOf(region: string): Promise<BucketLocationConstraint | undefined> {
    if (region === "us-east-1") {
        return undefined;
    }
    const { BucketLocationConstraint } = await import("@aws-sdk/client-s3");
    const location = Object.values(BucketLocationConstraint).find((known) => known === region);
    if (location === undefined) {
        throw new Error(`"region" ${region} is none that the installed AWS SDK knows for buckets`);
    }
    return location;
}

/**
 * In us-east-1 S3 answers 200 where the caller owns the bucket already, and the plug-in would adopt, and later
 * delete, what it did not make.
 */
async function refuseExisting(account: Account, name: string): Promise<void> {
    if (account.region !== "us-east-1") {
        return;
    }
    const s3 = await account.s3();
    try {
        await s3.headBucket({ Bucket: name });
    } catch (error) {
        // Not there, or not ours: S3 itself then says no to the creation.
        if ([301, 403, 404].includes(httpStatusOf(error) ?? 0)) {
            return;
        }
        throw error;
    }
    const refusal = new Error("the bucket exists already, in this account");
    refusal.name = "BucketAlreadyOwnedByYou";
    throw refusal;
}

async function putTags(account: Account, name: string, tags: Tags | undefined): Promise<void> {
    const s3 = await account.s3();
    const list = toTagList(tags);
    await untilConsistent([OPERATION_ABORTED, { code: NO_BUCKET }], account.stopping, async () => {
        await (list.length === 0
            ? s3.deleteBucketTagging({ Bucket: name })
            : s3.putBucketTagging({ Bucket: name, Tagging: { TagSet: list } }));
    });
}
