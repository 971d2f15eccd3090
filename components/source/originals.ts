import type * as pulumi from "@pulumi/pulumi";
import type { BucketDefaults, DefaultKey } from "../bucket/defaults";
import type { CheckedEncryption } from "../bucket/encryption";
import { argumentError } from "../validation/error";
import { mapChecked } from "../validation/pending";
import { inform, warn } from "../validation/warning";
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
    mapChecked(leavesOutKms, (leavesOut) => {
        if (!leavesOut) {
            requireKey(component, encryption, key, found, parent);
        } else if (!encryption) {
            // With a key the rules are warned of in any case.
            warnOfOriginalsLeftOut(rules, parent);
        }
    });
}

/** Refuses another key than the bucket's, and another setting of its Bucket Key. */
function requireKey(
    component: string,
    encryption: CheckedEncryption | undefined,
    key: DefaultKey,
    found: BucketDefaults,
    parent: pulumi.Resource,
): void {
    const { bucketName } = found;
    mapChecked(encryption?.kmsKeyArn, (given) => {
        const same = given !== undefined && isKey(given, key);
        if (same === "unknown") {
            const what = `Whether the bucket ${bucketName} puts new objects under ${given} by default is not known`;
            warn(
                "not-known",
                `${what}: it has ${key.named}, and KMS was asked for it: ${key.unknown}.`,
                parent,
            );
        } else if (!same) {
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
                    `As a setting: ${bucketKeyCommand(found)}`,
            );
        }
    });
}

const dsse = "aws:kms:dsse";

const bucketKeyCommand = ({ bucketKey }: BucketDefaults) =>
    `pulumi config set --path encryption.bucketKey ${bucketKey}`;

/** Whether a key is the bucket's, as far as that can be told by the name that the bucket has for its key. */
function isKey(given: string, { named, arn, ofAws }: DefaultKey): boolean | "unknown" {
    if (arn !== undefined || ofAws) {
        return given === arn && !ofAws;
    }
    // What is no alias is the key's id, which ends its ARN.
    return named.includes("alias/") ? "unknown" : given.endsWith(`:key/${named}`);
}

/** The error of a source that is not told the key of its bucket. */
function otherKey(
    component: string,
    given: string | undefined,
    { algorithm, named, arn, ofAws, unknown }: DefaultKey,
    found: BucketDefaults,
) {
    const { bucketName, bucketKey } = found;
    const at = { component, argument: "encryption.kmsKeyArn" };
    const byDefault = `which the bucket ${bucketName} puts new objects under by default (${algorithm})`;
    if (ofAws) {
        return argumentError(
            at,
            given,
            `a customer managed key, ${byDefault}; it has ${named}, of AWS's own, by which objects do not replicate to ` +
                "another account",
            `${leavingOut} To replicate new ones, give the bucket a key of your own, by its ARN as KEY_ARN: ` +
                `aws s3api put-bucket-encryption --bucket ${bucketName} --server-side-encryption-configuration ` +
                // A shell stops where KEY_ARN is not set.
                `'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms",` +
                `"KMSMasterKeyID":"'"\${KEY_ARN:?}"'"},"BucketKeyEnabled":true}]}'`,
        );
    }
    const commands =
        arn === undefined
            ? `Say its ARN as encryption.kmsKeyArn. As a setting beside it: ${bucketKeyCommand(found)}`
            : `As settings: pulumi config set --path encryption.kmsKeyArn ${arn} && ${bucketKeyCommand(found)}`;
    return argumentError(
        at,
        given,
        `${arn ?? `the ARN of ${named}`}, ${byDefault}`,
        "By no other S3 replicates them. " +
            (unknown === undefined
                ? ""
                : `KMS does not tell whose key it is: ${unknown}. Where it is AWS's own, its objects do not replicate. ${leavingOut} `) +
            `Beside it encryption.bucketKey is ${bucketKey}. ${commands}`,
    );
}

const leavingOut =
    "To leave them out and change nothing of the bucket, say kmsEncryptedObjects: false on each rule.";
