import { accountRootArn } from "./arn";
import { DestinationGrant, grantee, type Grantee } from "./destinationGrant";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { replicaKeyActions, throughS3, type KeyContext } from "./keyUse";

/**
 * The policy of a key that one side makes for its bucket. The account governs the key by its IAM policies, as in AWS's own
 * default policy. The side's statements come after that.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(
    owner: { readonly partition: string; readonly accountId: string },
    statements: readonly PolicyStatement[],
): PolicyDocument {
    return policyDocument(
        {
            Sid: "AccountGovernsTheKey",
            Effect: "Allow",
            Principal: { AWS: accountRootArn(owner.partition, owner.accountId) },
            Action: "kms:*",
            Resource: "*",
        },
        ...statements,
    );
}

/**
 * Lets the replication role of another account encrypt replicas. The key's policy has to say so, and the role's policy too,
 * since the two are of different accounts. Like the bucket policy, it is valid before the role exists.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function replicaKeyGrant(grant: DestinationGrant, role: Grantee, key: KeyContext): PolicyStatement {
    // The article knows no keys. Of the other choices pinnedRole is the narrowest that does not need the role to exist.
    const form = grant === DestinationGrant.Article ? DestinationGrant.PinnedRole : grant;
    const { Principal, Condition } = grantee(form, role);
    return {
        Sid: "AllowReplicaEncryption",
        Effect: "Allow",
        Principal,
        Action: replicaKeyActions(key),
        // In a key policy this is the key that carries it.
        Resource: "*",
        Condition: { ...Condition, ...throughS3(key) },
    };
}

/**
 * Lets the replication role of the source's account decrypt originals. It is for a key whose policy leaves nothing to that
 * account's IAM policies, or a key of another account.
 */
export function sourceKeyGrant(role: Grantee, key: KeyContext): PolicyStatement {
    const { Principal, Condition } = grantee(DestinationGrant.PinnedRole, role);
    return {
        Sid: "AllowSourceDecryption",
        Effect: "Allow",
        Principal,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { ...Condition, ...throughS3(key) },
    };
}
