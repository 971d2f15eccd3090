import {
    GetBucketOwnershipControlsCommand,
    GetBucketPolicyCommand,
    GetBucketPolicyStatusCommand,
    GetBucketReplicationCommand,
    GetBucketRequestPaymentCommand,
    GetBucketVersioningCommand,
    GetObjectLockConfigurationCommand,
    GetPublicAccessBlockCommand,
    type ReplicationConfiguration,
    type S3Client,
} from "@aws-sdk/client-s3";
import type { CallOptions } from "../../aws/served";
import { none, type BucketFacts, type Read } from "../facts";
import { readExistence } from "./existence";
import type { Reader } from "./reader";

/** A bucket, and the account that it has to belong to: S3 refuses to speak of another's. */
export interface BucketPlace {
    readonly name: string;
    readonly arn: string;
    readonly accountId: string;
}

/** How a call to a bucket is made, and told. */
export function asking(reader: Reader, { name, accountId }: BucketPlace) {
    const target = `bucket ${name} of account ${accountId}`;
    return {
        place: { Bucket: name, ExpectedBucketOwner: accountId },
        /** What S3 answers. A bucket that does not exist has nothing. */
        ask: <T>(
            operation: string,
            attempt: (options: CallOptions) => Promise<Read<T>>,
            ...absent: readonly string[]
        ) => reader.ask({ service: "s3", operation, target }, attempt, [...absent, "NoSuchBucket"]),
        garbled: (operation: string, expected: string) => reader.garbled({ operation, target }, expected),
        parsed: (operation: string, text: string | undefined) => reader.parsed({ operation, target }, text),
    };
}

/** What a bucket is, but for its encryption. */
export async function readBucket(
    reader: Reader,
    s3: S3Client,
    bucket: BucketPlace,
): Promise<Omit<BucketFacts, "encryption">> {
    const { place, ask, garbled, parsed } = asking(reader, bucket);
    const versioning = ask<"Enabled" | "Suspended" | "Off">("GetBucketVersioning", async (options) => {
        const { Status } = await s3.send(new GetBucketVersioningCommand(place), options);
        return { value: Status ?? "Off" };
    });
    const [exists, ...facts] = await Promise.all([
        readExistence(reader, s3, bucket, versioning),
        versioning,
        ask(
            "GetBucketOwnershipControls",
            async (options) => {
                const { OwnershipControls } = await s3.send(
                    new GetBucketOwnershipControlsCommand(place),
                    options,
                );
                const ownership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
                return ownership === undefined
                    ? garbled("GetBucketOwnershipControls", "the setting")
                    : { value: ownership };
            },
            "OwnershipControlsNotFoundError",
        ),
        ask<true>(
            "GetObjectLockConfiguration",
            async (options) => {
                const { ObjectLockConfiguration } = await s3.send(
                    new GetObjectLockConfigurationCommand(place),
                    options,
                );
                return ObjectLockConfiguration?.ObjectLockEnabled === "Enabled" ? { value: true } : none;
            },
            "ObjectLockConfigurationNotFoundError",
        ),
        ask(
            "GetBucketPolicy",
            async (options) => {
                const { Policy } = await s3.send(new GetBucketPolicyCommand(place), options);
                return parsed("GetBucketPolicy", Policy);
            },
            "NoSuchBucketPolicy",
        ),
        ask(
            "GetBucketPolicyStatus",
            async (options) => {
                const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand(place), options);
                return PolicyStatus?.IsPublic === undefined
                    ? garbled("GetBucketPolicyStatus", "the status")
                    : { value: PolicyStatus.IsPublic };
            },
            "NoSuchBucketPolicy",
        ),
        ask("GetBucketRequestPayment", async (options) => {
            const { Payer } = await s3.send(new GetBucketRequestPaymentCommand(place), options);
            return Payer === undefined ? garbled("GetBucketRequestPayment", "the payer") : { value: Payer };
        }),
        ask(
            "GetPublicAccessBlock",
            async (options) => {
                const { PublicAccessBlockConfiguration: block } = await s3.send(
                    new GetPublicAccessBlockCommand(place),
                    options,
                );
                return block === undefined
                    ? garbled("GetPublicAccessBlock", "the setting")
                    : { value: block.RestrictPublicBuckets ?? false };
            },
            "NoSuchPublicAccessBlockConfiguration",
        ),
    ]);
    const [known, ownership, objectLock, policy, publicPolicy, payer, restrictsPublicPolicy] = facts;
    const { name, arn } = bucket;
    return {
        name,
        arn,
        exists,
        versioning: known,
        ownership,
        objectLock,
        policy,
        publicPolicy,
        payer,
        restrictsPublicPolicy,
    };
}

/** What a bucket replicates. */
export function readConfiguration(
    reader: Reader,
    s3: S3Client,
    bucket: BucketPlace,
): Promise<Read<ReplicationConfiguration>> {
    const { place, ask, garbled } = asking(reader, bucket);
    return ask(
        "GetBucketReplication",
        async (options) => {
            const { ReplicationConfiguration: value } = await s3.send(
                new GetBucketReplicationCommand(place),
                options,
            );
            return value === undefined ? garbled("GetBucketReplication", "a configuration") : { value };
        },
        "ReplicationConfigurationNotFoundError",
    );
}
