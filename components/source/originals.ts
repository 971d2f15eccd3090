import type * as pulumi from "@pulumi/pulumi";
import type { BucketDefaults, DefaultKey } from "../bucket/defaults";
import { argumentError } from "../validation/error";
import { mapChecked } from "../validation/pending";
import { inform } from "../validation/warning";
import type { CheckedSource } from "./args";
import { warnOfOriginalsLeftOut } from "./warnings";

/**
 * Judges a source by what its existing bucket does to new objects. S3 skips objects under SSE-KMS that no rule takes, with no
 * status, no metric and no alarm, and fails those that the role may not decrypt.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function judgeOriginals(
    { component, bucket: { encryption }, rules, leavesOutKms }: CheckedSource,
    found: BucketDefaults,
    parent: pulumi.Resource,
): void {
    const { bucketName, key, ownership } = found;
    if (ownership !== undefined && ownership !== "BucketOwnerEnforced") {
        inform(
            "objects-of-others",
            `The bucket ${bucketName} has Object Ownership ${ownership}. An object of another account's that is not the ` +
                "bucket owner's replicates only where it grants READ and READ_ACP to the bucket owner.",
            parent,
        );
    }
    if (key === undefined) {
        return;
    }
    if (leavesOutKms) {
        // With a key the rules are warned of in any case.
        if (!encryption) {
            warnOfOriginalsLeftOut(rules, parent);
        }
        return;
    }
    mapChecked(encryption?.kmsKeyArn, (given) => {
        if (given === undefined || given !== key.arn) {
            throw otherKey(component, given, key, found);
        }
    });
    mapChecked(encryption?.bucketKey, (given) => {
        if (given !== undefined && given !== found.bucketKey) {
            throw argumentError(
                { component, argument: "encryption.bucketKey" },
                given,
                `${found.bucketKey}, as the bucket ${bucketName} has it${key.algorithm === dsse ? ` under ${dsse}` : ""}`,
                "By another the role may not decrypt its objects. " +
                    `As a setting: pulumi config set --path encryption.bucketKey ${found.bucketKey}`,
            );
        }
    });
}

const dsse = "aws:kms:dsse";

/** The error of a source that is not told the key of its bucket. */
function otherKey(
    component: string,
    given: string | undefined,
    { algorithm, named, arn, ofAws }: DefaultKey,
    { bucketName, bucketKey }: BucketDefaults,
) {
    const at = { component, argument: "encryption.kmsKeyArn" };
    const byDefault = `which the bucket ${bucketName} puts new objects under by default (${algorithm})`;
    if (ofAws) {
        const rule = {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "<key ARN>" },
            BucketKeyEnabled: true,
        };
        return argumentError(
            at,
            given,
            `a customer managed key, ${byDefault}; it has ${named}, of AWS's own, by which objects do not replicate to ` +
                "another account",
            `Give the bucket such a key first: aws s3api put-bucket-encryption --bucket ${bucketName} ` +
                `--server-side-encryption-configuration '${JSON.stringify({ Rules: [rule] })}'`,
        );
    }
    const value = arn ?? "<key ARN>";
    return argumentError(
        at,
        given,
        `${arn ?? `the ARN of ${named}`}, ${byDefault}`,
        "By no other S3 replicates them. Beside it encryption.bucketKey is " +
            `${bucketKey}. As settings: pulumi config set --path encryption.kmsKeyArn ${value}; ` +
            `pulumi config set --path encryption.bucketKey ${bucketKey}`,
    );
}
