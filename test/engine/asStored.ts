import type { ByHand } from "../support/inSandbox";
import { statementsOfRole } from "../support/rolePolicy";

/** The default encryption of a bucket, as S3 has it. */
export async function defaultEncryption({ s3 }: ByHand, Bucket: string) {
    const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption({ Bucket });
    return ServerSideEncryptionConfiguration?.Rules;
}

/** The key of it; an empty text where there is none. */
export async function defaultKey(account: ByHand, bucket: string): Promise<string> {
    const [rule] = (await defaultEncryption(account, bucket)) ?? [];
    return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "";
}

/** The rules of a bucket's replication configuration. */
export async function replicationRules({ s3 }: ByHand, Bucket: string) {
    const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket });
    return ReplicationConfiguration?.Rules;
}

/** The statements of these names in the policy of a replication role. */
export async function statementsNamed({ iam }: ByHand, role: string, ...sids: readonly string[]) {
    const statements = await statementsOfRole(iam, role);
    return statements.filter(({ Sid }) => sids.includes(Sid));
}

/** What a replication role may do with KMS keys. */
export function keyStatements(account: ByHand, role: string) {
    return statementsNamed(account, role, "DecryptSourceObjects", "EncryptReplicas");
}
