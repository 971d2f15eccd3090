import { accountRootArn, roleArn } from "./arn";
import { articleDestinationStatements } from "./article";
import { objectsOf, type PolicyStatement } from "./document";
import { replicaActions } from "./replicaActions";

/** Whom the destination's bucket policy lets in to write replicas. */
export const DestinationGrant = {
    /** The one role, by its name, whether it exists yet or not. It stays valid when the role is made anew. */
    PinnedRole: "pinnedRole",
    /** The one role as principal. AWS refuses a role that does not exist. One made anew is locked out until a refresh. */
    Role: "role",
    /** Every identity that the source account allows to write replicas. */
    Account: "account",
    /** The statements of the 2018 article: the source account can suspend versioning too. The key's policy pins the role. */
    Article: "article",
} as const;
/** Whom the destination's bucket policy lets in to write replicas. */
export type DestinationGrant = (typeof DestinationGrant)[keyof typeof DestinationGrant];

/** The replication role, as the destination is told of it. */
export interface Grantee {
    readonly partition: string;
    readonly sourceAccountId: string;
    readonly replicationRoleName: string;
    readonly replicationRolePath: string;
}

/** Whom the destination lets in, and what for. */
interface DestinationGrantInput extends Grantee {
    readonly destinationBucketArn: string;
    /** Whether the source may replicate delete markers. */
    readonly deleteMarkerReplication: boolean;
    /** Whether the source hands its replicas to the destination account. Default: yes. */
    readonly ownerOverride?: boolean;
    /** Whether the source may replicate annotations of objects. Default: no. */
    readonly objectAnnotations?: boolean;
}

/** What replication needs of a destination's bucket policy. */
export function grantStatements(
    grant: DestinationGrant,
    input: DestinationGrantInput,
): readonly PolicyStatement[] {
    if (grant === DestinationGrant.Article) {
        return articleDestinationStatements(input);
    }
    const { Principal, Condition } = grantee(grant, input);
    return [
        {
            Sid: "AllowReplicas",
            Effect: "Allow",
            Principal,
            Action: replicaActions(input),
            Resource: objectsOf(input.destinationBucketArn),
            ...(Condition && { Condition }),
        },
        ...(input.objectAnnotations || !knowsAnnotations(input) ? [] : [denyAnnotations(input)]),
    ];
}

/**
 * S3 refuses a policy that has an action it does not know. AWS does not say that the other partitions have annotations, so that
 * there a statement on them could keep the bucket from being deployed at all. This is not proven either way.
 */
function knowsAnnotations({ partition }: Grantee): boolean {
    return partition === "aws";
}

/**
 * Keeps annotations of the source's account out. `s3:ReplicateObject` covers them, and this action is there to be denied. An
 * annotation has no versions: one that is replicated takes the place of the one before, on an old version too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-example-walkthroughs.html#replication-annotations
 */
function denyAnnotations({
    partition,
    sourceAccountId,
    destinationBucketArn,
}: DestinationGrantInput): PolicyStatement {
    return {
        Sid: "DenyAnnotations",
        Effect: "Deny",
        Principal: { AWS: accountRootArn(partition, sourceAccountId) },
        Action: "s3:ReplicateObjectAnnotation",
        Resource: objectsOf(destinationBucketArn),
    };
}

/**
 * Whom a statement lets in.
 *
 * With the role itself as principal AWS refuses the policy until the role exists ("Invalid principal in policy"). It also
 * stores the role's unique id, so a role that is deleted and made again is locked out. The account's root as principal, with
 * `aws:PrincipalArn` pinned to the role, has neither flaw, and lets in no other identity of that account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function grantee(
    form: Exclude<DestinationGrant, typeof DestinationGrant.Article>,
    role: Grantee,
): Pick<PolicyStatement, "Principal" | "Condition"> {
    const account = { AWS: accountRootArn(role.partition, role.sourceAccountId) };
    switch (form) {
        case DestinationGrant.PinnedRole:
            return {
                Principal: account,
                Condition: { ArnEquals: { "aws:PrincipalArn": expectedRoleArn(role) } },
            };
        case DestinationGrant.Role:
            return { Principal: { AWS: expectedRoleArn(role) } };
        case DestinationGrant.Account:
            return { Principal: account };
    }
}

function expectedRoleArn(role: Grantee): string {
    return roleArn({
        partition: role.partition,
        accountId: role.sourceAccountId,
        path: role.replicationRolePath,
        name: role.replicationRoleName,
    });
}
