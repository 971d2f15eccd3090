import { accountRootArn } from "./arn";
import { DestinationGrant, grantee, type Grantee } from "./destinationGrant";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { replicaKeyActions, throughS3, type KeyContext } from "./keyUse";

/**
 * The policy of a key that one side makes for its bucket: the account governs it by its IAM policies, as AWS's own default
 * policy says, and whatever the side needs besides.
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
    // The article knows no keys; of the other forms the pinned role is the narrowest that needs no role yet.
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
 * Lets the replication role of the key's own account decrypt originals, for a key whose policy leaves nothing to that
 * account's IAM policies, or that is another account's.
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
