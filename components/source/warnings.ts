import * as pulumi from "@pulumi/pulumi";
import { warnOfOtherReplication } from "../bucket/existing";
import type { Location } from "../location";
import { partOfArn, regionalArn } from "../policies/arn";
import { warnOfOtherNotifications } from "../monitoring/otherNotifications";
import { topicNameOf } from "../monitoring/topics";
import { misreadPrefix } from "../rules/prefix";
import { featuresOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import { display } from "../validation/error";
import { asOutput, isOutput, mapChecked, type Checked } from "../validation/pending";
import { warn } from "../validation/warning";
import type { CheckedSource } from "./args";
import { expectedRoleArn } from "./refusals";

/** Warns of what AWS accepts and the user may not mean. */
export function warnOfSource(
    checked: CheckedSource,
    where: pulumi.Output<Location>,
    targets: ReadonlyMap<string, CheckedTarget>,
    component: pulumi.Resource,
): void {
    const { bucket, rules, monitoring } = checked;
    if (bucket.existing?.lookUp !== undefined) {
        warnOfOtherReplication(
            { bucketName: bucket.existing.lookUp, parent: component },
            {
                roleArn: expectedRoleArn(checked, where),
                ruleIds: mapChecked(rules, (known) => known.map(({ id }) => id)),
            },
        );
    }
    if (monitoring?.events && typeof bucket.bucketName === "string") {
        const { bucketName } = bucket;
        const given = asOutput(monitoring.events.topicArn ?? monitoring.events.queueArn);
        const target = pulumi
            .all([where, given])
            .apply(([own, arn]) => arn ?? regionalArn(own, "sns", topicNameOf(bucketName, "failures")));
        warnOfOtherNotifications({ bucketName, parent: component }, target);
    }
    warnOfPrefixes(bucket.bucketName, rules, component);
    if (bucket.encryption) {
        warnOfOriginalsLeftOut(rules, component);
    }
    warnOfIdleKeys(rules, targets, component);
    if (bucket.encryption?.kmsKeyArn) {
        warnOfForeignKey(bucket.encryption.kmsKeyArn, where.accountId, component);
    }
}

/** Prefixes that AWS takes letter by letter, and that look as if another thing were meant. */
function warnOfPrefixes(
    bucketName: Checked<string | undefined>,
    rules: Checked<readonly CheckedRule[]>,
    component: pulumi.Resource,
): void {
    readingRules(rules, (known, secret) => {
        for (const [index, { id, prefix }] of known.entries()) {
            const reason = misreadPrefix(prefix, isOutput(bucketName) ? undefined : bucketName);
            if (reason !== undefined) {
                const what = secret
                    ? `The rule number ${index + 1} has a prefix`
                    : `The rule ${id} has the prefix ${display(prefix)}`;
                warn(
                    "prefix-literal",
                    `${what}, which S3 compares with keys letter by letter: ${reason}.`,
                    component,
                );
            }
        }
    });
}

/** Rules that leave out objects under SSE-KMS, though those of the source are under a key. AWS skips them without a word. */
export function warnOfOriginalsLeftOut(
    rules: Checked<readonly CheckedRule[]>,
    component: pulumi.Resource,
): void {
    readingRules(rules, (known, secret) => {
        const leavingOut = known.flatMap((rule, index) =>
            rule.enabled && !rule.kmsEncryptedObjects ? [secret ? `number ${index + 1}` : rule.id] : [],
        );
        if (leavingOut.length > 0) {
            warn(
                "originals-left-out",
                "The objects of the source are under a KMS key, and these rules leave out objects under SSE-KMS " +
                    `(kmsEncryptedObjects is false), which S3 then does not replicate by them: ${leavingOut.join(", ")}.`,
                component,
            );
        }
    });
}

/** Reads the rules once they are known, and whether they are a secret. What is logged of an output is a secret no more. */
function readingRules(
    rules: Checked<readonly CheckedRule[]>,
    read: (known: readonly CheckedRule[], secret: boolean) => void,
): void {
    if (isOutput(rules)) {
        pulumi.all([rules, pulumi.isSecret(rules)]).apply(([known, secret]) => {
            read(known, secret);
        });
    } else {
        read(rules, false);
    }
}

/**
 * A replica is encrypted as its original is, whatever the default of its own bucket is. So a key at the destination alone
 * encrypts nothing, and AWS does not say so.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html#bucket-encryption-replication
 */
function warnOfIdleKeys(
    rules: Checked<readonly CheckedRule[]>,
    targets: ReadonlyMap<string, CheckedTarget>,
    component: pulumi.Resource,
): void {
    for (const [name, target] of targets) {
        if (!target.hasKey) {
            continue;
        }
        pulumi.all([rules, target.hasKey(), target.bucketArn]).apply(([known, hasKey, bucketArn]) => {
            if (hasKey && !featuresOf(known, name).kmsEncryptedObjects) {
                warn(
                    "key-idle",
                    `${bucketArn} has a KMS key, and no rule selects objects under SSE-KMS (kmsEncryptedObjects): a replica is ` +
                        "encrypted as its original is, so that nothing will be under that key.",
                    component,
                );
            }
        });
    }
}

/** A key of another account has to let the role in by its own policy. */
function warnOfForeignKey(
    keyArn: Checked<string>,
    accountId: pulumi.Output<string>,
    component: pulumi.Resource,
): void {
    pulumi.all([keyArn, accountId]).apply(([arn, own]) => {
        if (partOfArn(arn, "account") !== own) {
            warn(
                "key-foreign",
                `The key ${arn} is of another account than the source. Its policy has to hold the statements of the output ` +
                    "keyPolicyStatements, or replication fails.",
                component,
            );
        }
    });
}
