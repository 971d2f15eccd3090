import type { VersionState } from "./bucket";
import type { Context } from "./connect";

/**
 * Why a rule leaves out an object, where its encryption is the reason: S3 then skips it without any status.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function notSelected(
    { rule, source, stacks }: Pick<Context, "rule" | "source" | "stacks">,
    { encryption = "", kmsKeyArn = "its key" }: VersionState,
): string | undefined {
    if (rule.kmsEncryptedObjects || !encryption.startsWith("aws:kms")) {
        return undefined;
    }
    return (
        `bucket ${source.name} put the object under a KMS key (${encryption}, ${kmsKeyArn}), and rule ${rule.id} leaves out ` +
        "what is under one: S3 replicates no such object, and gives it no status. Tell the source of the key, after the " +
        "destination has one too, and take kmsEncryptedObjects: false out of the rule: " +
        `pulumi config set --path encryption.kmsKeyArn ${kmsKeyArn} --stack ${stacks.source}. The key has to be one of your ` +
        "own: no other account may use aws/s3"
    );
}
