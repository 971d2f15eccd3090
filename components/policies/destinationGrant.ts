import { accountRootArn, roleArn } from "./arn";
import { objectsOf, type PolicyStatement } from "./document";
import { replicaActions, type ReplicaUse } from "./replicaActions";

/** Whom the destination lets in, and what for. */
export interface DestinationGrantInput extends ReplicaUse {
    readonly partition: string;
    readonly destinationBucketArn: string;
    readonly sourceAccountId: string;
    readonly replicationRoleName: string;
}

/**
 * Lets one role of the source account write replicas, and is valid before that role exists.
 *
 * With the role itself as principal AWS refuses the policy until the role exists ("Invalid principal in policy"), and
 * stores the role's unique id, so that a role deleted and made again is locked out. The account's root as principal with
 * `aws:PrincipalArn` pinned to the role has neither flaw, and admits no other identity of that account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function pinnedRoleGrant(input: DestinationGrantInput): PolicyStatement {
    return {
        ...accountGrant(input),
        Condition: { ArnEquals: { "aws:PrincipalArn": expectedRoleArn(input) } },
    };
}

/** Lets in the role by its ARN as principal. AWS accepts this only once the role exists. */
export function roleGrant(input: DestinationGrantInput): PolicyStatement {
    return { ...accountGrant(input), Principal: { AWS: expectedRoleArn(input) } };
}

/** Lets in every identity that the source account allows to write replicas. */
export function accountGrant(input: DestinationGrantInput): PolicyStatement {
    return {
        Sid: "AllowReplicas",
        Effect: "Allow",
        Principal: { AWS: accountRootArn(input.partition, input.sourceAccountId) },
        Action: replicaActions(input),
        Resource: objectsOf(input.destinationBucketArn),
    };
}

function expectedRoleArn(input: DestinationGrantInput): string {
    return roleArn(input.partition, input.sourceAccountId, input.replicationRoleName);
}
