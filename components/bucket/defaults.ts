/*
 * What an existing bucket does to new objects by default. The provider has no function that asks S3 for these, so Cloud Control
 * is asked. What it answers is AWS's documented form of a bucket; that it answers so is not proven on live AWS.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
import * as cloudcontrol from "@pulumi/aws/cloudcontrol";
import * as kms from "@pulumi/aws/kms";
import * as v from "valibot";
import { invokeFailure } from "../validation/invokeError";
import { warn } from "../validation/warning";
import { lookUp, type ExistingBucket } from "./lookUp";

/** What a bucket does to new objects that say nothing themselves. */
export interface BucketDefaults {
    readonly bucketName: string;
    /** The key that they are put under; none where they are encrypted with SSE-S3. */
    readonly key?: DefaultKey;
    /** Whether objects under a KMS key get an S3 Bucket Key. */
    readonly bucketKey: boolean;
    /** The setting of Object Ownership, where there is one. */
    readonly ownership?: string;
}

/** The key of a bucket's default encryption. */
export interface DefaultKey {
    /** `aws:kms` or `aws:kms:dsse`. */
    readonly algorithm: string;
    /** The key as the bucket names it: an ARN, an id or an alias. */
    readonly named: string;
    /** Its ARN. Undefined where the bucket has another name for it, and KMS does not say whose name that is. */
    readonly arn: string | undefined;
    /** Whether it is `aws/s3`, which AWS manages. False where KMS does not say. */
    readonly ofAws: boolean;
    /** Why KMS does not say what key it is; none where it does. */
    readonly unknown?: string;
}

const oneOfList = <T extends v.GenericSchema>(entry: T) => v.looseTuple([entry]);
const propertiesSchema = v.pipe(
    v.string(),
    v.parseJson(),
    v.object({
        BucketEncryption: v.object({
            ServerSideEncryptionConfiguration: oneOfList(
                v.object({
                    ServerSideEncryptionByDefault: v.object({
                        SSEAlgorithm: v.string(),
                        KMSMasterKeyID: v.optional(v.string()),
                    }),
                    // DSSE-KMS has no Bucket Keys. Else AWS has them off where nothing is said.
                    BucketKeyEnabled: v.optional(v.boolean(), false),
                }),
            ),
        }),
        OwnershipControls: v.optional(
            v.object({ Rules: oneOfList(v.object({ ObjectOwnership: v.string() })) }),
        ),
    }),
);

/** Asks for the defaults of a bucket. Where AWS does not tell of them, a warning says so. */
export async function bucketDefaults(bucket: ExistingBucket): Promise<BucketDefaults | "unknown"> {
    const { bucketName, parent } = bucket;
    const found = await lookUp("a KMS key by default", bucket, (args, opts) =>
        cloudcontrol.getResource({ typeName: "AWS::S3::Bucket", identifier: args.bucket }, opts),
    );
    if (found === "unknown") {
        return found;
    }
    const told = v.safeParse(propertiesSchema, found === "none" ? undefined : found.properties);
    if (!told.success) {
        // Every bucket has a default encryption, so that none means that it was not told.
        const reason = "Cloud Control tells nothing of its default encryption";
        warn(
            "not-known",
            `Whether the bucket ${bucketName} has a KMS key by default is not known: ${reason}.`,
            parent,
        );
        return "unknown";
    }
    const { BucketEncryption, OwnershipControls } = told.output;
    const [{ ServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }] =
        BucketEncryption.ServerSideEncryptionConfiguration;
    const { SSEAlgorithm: algorithm, KMSMasterKeyID: named = awsKey } = byDefault;
    return {
        bucketName,
        ...(algorithm.startsWith("aws:kms") && {
            key: { algorithm, named, ...(await identify(named, bucket)) },
        }),
        bucketKey: BucketKeyEnabled && algorithm !== "aws:kms:dsse",
        ...(OwnershipControls && { ownership: OwnershipControls.Rules[0].ObjectOwnership }),
    };
}

/** Left out, the key is the one that AWS manages. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html */
const awsKey = "alias/aws/s3";

/** Which key a name means. KMS may not let one ask. */
async function identify(
    keyId: string,
    { parent }: ExistingBucket,
): Promise<Pick<DefaultKey, "arn" | "ofAws" | "unknown">> {
    if (keyId.endsWith(awsKey)) {
        return { arn: undefined, ofAws: true };
    }
    try {
        const { arn, keyManager } = await kms.getKey({ keyId }, { parent });
        return { arn, ofAws: keyManager === "AWS" };
    } catch (error) {
        const arn = keyId.includes(":key/") ? keyId : undefined;
        return { arn, ofAws: false, unknown: invokeFailure(error) };
    }
}
