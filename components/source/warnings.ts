import * as pulumi from "@pulumi/pulumi";
import type { Checked } from "../validation/check";
import { partOfArn } from "../policies/arn";
import { useOf, type ReplicationRule } from "../rules/rules";
import type { ReplicationTarget } from "../target/target";

/**
 * A replica has its original's kind of encryption, whatever the default of its own bucket is: a key at the destination alone
 * encrypts nothing, and AWS does not say so.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html#bucket-encryption-replication
 */
export function warnOfIdleKeys(
    rules: Checked<readonly ReplicationRule[]>,
    targets: ReadonlyMap<string, ReplicationTarget>,
    component: pulumi.Resource,
): void {
    for (const [name, target] of targets) {
        if (!target.hasKey) {
            continue;
        }
        pulumi.all([rules, target.hasKey(), target.bucketArn]).apply(([known, hasKey, bucketArn]) => {
            if (hasKey && !useOf(known, name).kmsEncryptedObjects) {
                void pulumi.log.warn(
                    `${bucketArn} has a KMS key, and no rule selects objects under SSE-KMS (kmsEncryptedObjects): a replica is ` +
                        "encrypted as its original is, so that nothing will be under that key.",
                    component,
                );
            }
        });
    }
}

/** A key of another account has to let the role in by its own policy. */
export function warnOfForeignKey(
    keyArn: Checked<string>,
    accountId: pulumi.Output<string>,
    component: pulumi.Resource,
): void {
    pulumi.all([keyArn, accountId]).apply(([arn, own]) => {
        if (partOfArn(arn, "account") !== own) {
            void pulumi.log.warn(
                `The key ${arn} is of another account than the source. Its policy has to hold the statements of the output ` +
                    "keyPolicyStatements, or replication fails.",
                component,
            );
        }
    });
}
