import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyArnRule, roleArnRule, roleNameRule, rolePathRule } from "./validation/formats";
import { argumentError, checked, flag, following, mayBe, must, type Checked } from "./validation/check";
import { documentText } from "./validation/documentText";
import { notFound } from "./validation/invokeError";
import { partOfArn } from "./policies/arn";
import type { PolicyDocument } from "./policies/document";
import { roleTrust } from "./policies/roleTrust";
import type { Whereabouts } from "./location";

/** Which role Amazon S3 replicates as: one that is made here, or one that exists. */
export interface ReplicationRoleArgs {
    /**
     * The name of the replication role that is made here: the one that the destination's bucket policy was made for. Either
     * this or `existingRoleArn`.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
     */
    roleName?: pulumi.Input<string>;
    /** The path of the role that is made here. An error beside `existingRoleArn`. Default: `/`, none. */
    rolePath?: pulumi.Input<string>;
    /**
     * The ARN of the policy that bounds what the role that is made here may ever do. An error beside `existingRoleArn`.
     * Default: none.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * The ARN of a role that exists in the source's account, trusts `s3.amazonaws.com`, and is to replicate. What it must be
     * allowed is the output `rolePolicy`; `attachRolePolicy` puts it there. Default: none, the role is made here.
     */
    existingRoleArn?: pulumi.Input<string>;
    /** Whether an existing role gets the policy, inline, as `replication-<bucket name>`. Default: false. */
    attachRolePolicy?: boolean;
}

/** Where a role that is made belongs, and what bounds it. No path is what AWS makes of `/`. */
export interface MadeRole {
    readonly path: Checked<string | undefined>;
    readonly permissionsBoundary?: Checked<string>;
}

/** A role as its source goes on with it. */
export interface ReplicationRoleChoice {
    readonly name: Checked<string>;
    readonly path: Checked<string>;
    /** What the role gets where it is made here. */
    readonly made?: MadeRole;
    /** Absent where the role is made here. */
    readonly existingArn?: Checked<string>;
    /** Whether the policy is put into it. */
    readonly attach: boolean;
}

/** Checks the choice. An existing role's name and path are in its ARN. */
export function checkReplicationRole(component: string, args: ReplicationRoleArgs): ReplicationRoleChoice {
    const at = (argument: keyof ReplicationRoleArgs) => ({ component, argument });
    const path = checked(at("rolePath"), args.rolePath, mayBe(rolePathRule));
    const made = {
        path: following(path, (known) => (known === "/" ? undefined : known)),
        permissionsBoundary: checkedBoundary(at("permissionsBoundary"), args.permissionsBoundary),
    };
    const attach = flag(false)(at("attachRolePolicy"), args.attachRolePolicy);
    if (args.existingRoleArn === undefined) {
        if (attach) {
            throw argumentError(
                at("attachRolePolicy"),
                attach,
                "nothing without existingRoleArn",
                "The role that is made here has its policy in any case.",
            );
        }
        return {
            name: checked(at("roleName"), args.roleName, must(roleNameRule)),
            path: following(path, (known) => known ?? "/"),
            made,
            attach: true,
        };
    }
    refuseOfMade(component, args);
    const existingArn = checked(at("existingRoleArn"), args.existingRoleArn, must(roleArnRule));
    const parts = following(
        existingArn,
        (arn) => /:role(?<path>\/(?:.*\/)?)(?<name>[^/]+)$/.exec(arn)?.groups ?? {},
    );
    return {
        name: following(parts, ({ name = "" }) => name),
        path: following(parts, ({ path: own = "/" }) => own),
        existingArn,
        attach,
    };
}

/** Refuses what is said of a role that is made here, where there is none. */
function refuseOfMade(component: string, args: ReplicationRoleArgs): void {
    for (const argument of ["roleName", "rolePath", "permissionsBoundary"] as const) {
        if (args[argument] !== undefined) {
            throw argumentError(
                { component, argument },
                args[argument],
                "nothing beside existingRoleArn",
                "It is of a role that is made here, and with existingRoleArn none is.",
            );
        }
    }
}

function checkedBoundary(
    place: { component: string; argument: string },
    arn: pulumi.Input<string> | undefined,
) {
    return arn === undefined ? undefined : checked(place, arn, must(policyArnRule));
}

/** A role, made or found, and the policy that must be there before S3 replicates as it. */
export interface ReplicationRole {
    readonly arn: pulumi.Output<string>;
    /** None where an existing role has its policy from elsewhere. */
    readonly policy?: pulumi.Resource;
}

export function replicationRole(
    name: string,
    component: string,
    choice: ReplicationRoleChoice,
    permissions: pulumi.Output<PolicyDocument>,
    source: {
        readonly bucketName: pulumi.Output<string>;
        readonly where: pulumi.Output<Whereabouts>;
        readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    },
    opts: pulumi.CustomResourceOptions,
): ReplicationRole {
    const { existingArn } = choice;
    const role = existingArn
        ? {
              name: choice.name,
              arn: existingRole(component, existingArn, choice.name, source.where, opts),
          }
        : new aws.iam.Role(
              `${name}-role`,
              {
                  name: choice.name,
                  ...choice.made,
                  description:
                      "Amazon S3 assumes this role to replicate objects to a bucket of another account.",
                  assumeRolePolicy: JSON.stringify(roleTrust()),
                  tags: source.tags,
              },
              opts,
          );
    const policy = choice.attach
        ? new aws.iam.RolePolicy(
              `${name}-role-policy`,
              {
                  // A role that several sources replicate as has a policy of each.
                  name: existingArn ? pulumi.interpolate`replication-${source.bucketName}` : "replication",
                  role: role.name,
                  policy: permissions.apply((document) =>
                      documentText(
                          { component, argument: "rules" },
                          "inline policy of the role",
                          document,
                          "Replicate to fewer destinations from this bucket.",
                      ),
                  ),
              },
              opts,
          )
        : undefined;
    return { arn: role.arn, policy };
}

/**
 * The role that exists, once IAM has said that S3 may assume it. S3 is handed a role of the bucket's own account only; any other
 * role AWS takes into a configuration, and then replicates nothing.
 */
function existingRole(
    component: string,
    existingArn: Checked<string>,
    name: Checked<string>,
    where: pulumi.Output<Whereabouts>,
    { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const at = { component, argument: "existingRoleArn" };
    const own = pulumi.all([existingArn, where]).apply(([arn, { accountId }]) => {
        if (partOfArn(arn, "account") !== accountId) {
            throw argumentError(at, arn, `a role of the source's account, ${accountId}`);
        }
        return arn;
    });
    const found = pulumi.all([name, own]).apply(([known, arn]) =>
        aws.iam.getRole({ name: known }, { parent }).catch(
            notFound(at, arn, {
                service: "IAM",
                allowed: "a role that exists, and that the credentials may look at",
            }),
        ),
    );
    return pulumi.all([own, found]).apply(([arn, role]) => {
        if (role.arn !== arn) {
            throw argumentError(at, arn, `the ARN of the role of that name, ${role.arn}`);
        }
        // In its quotes, since the name of S3 Batch Operations' service ends alike.
        if (!role.assumeRolePolicy.includes('"s3.amazonaws.com"')) {
            throw argumentError(
                at,
                arn,
                "a role that s3.amazonaws.com may assume",
                "Its trust policy does not name that service.",
            );
        }
        return arn;
    });
}
