import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { bucketArnOf, roleOfArn } from "./policies/arn";
import type { PolicyDocument } from "./policies/document";
import { roleTrust } from "./policies/roleTrust";
import { checkBoundary, lookUpBoundary, type Boundary } from "./role/boundary";
import { findRole, type FoundRole, type RoleOwner } from "./role/existing";
import { parse, validate } from "./validation/check";
import { documentText } from "./validation/documentText";
import { argumentError } from "./validation/error";
import { policyArnFormat, roleArnFormat, roleNameFormat, rolePathFormat } from "./validation/formats";
import { mapChecked, type Checked } from "./validation/pending";
import { onOff } from "./validation/schema";
import type { CheckedTags } from "./validation/tags";

/** Which role Amazon S3 replicates as: one that is made here, or one that exists. */
export interface ReplicationRoleArgs {
    /**
     * The name of the replication role that is made here: the one that the destination's bucket policy was made for. Either
     * this or `existingRoleArn`.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
     */
    replicationRoleName?: pulumi.Input<string>;
    /** The path of the role that is made here. An error beside `existingRoleArn`. Default: `/`, no path. */
    replicationRolePath?: pulumi.Input<string>;
    /**
     * The ARN of the policy that bounds what the role that is made here may ever do. An error beside `existingRoleArn`.
     * Default: none.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * Whether the role that is made here trusts Amazon S3 for the source's account and bucket alone, by the conditions
     * aws:SourceAccount and aws:SourceArn. AWS does not say that replication sends these keys: if it does not, nothing is
     * replicated. That it works is not proven, so try it on objects that do not matter. An error beside `existingRoleArn`.
     * Default: false.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
     */
    confineTrust?: boolean;
    /**
     * The ARN of a role that exists in the source's account, trusts `s3.amazonaws.com`, and is to replicate. What it must be
     * allowed is the output `rolePolicy`; `attachRolePolicy` puts it there. Default: none, the role is made here.
     */
    existingRoleArn?: pulumi.Input<string>;
    /** Whether an existing role gets the policy, inline, as `replication-<bucket name>`. Default: false. */
    attachRolePolicy?: boolean;
}

/** The role of a source, checked. */
export interface CheckedRole {
    readonly name: Checked<string>;
    readonly path: Checked<string>;
    readonly permissionsBoundary?: Checked<string>;
    /** Whether its trust is confined to the source. */
    readonly confineTrust: boolean;
    /** Absent where the role is made here. */
    readonly existingArn?: Checked<string>;
    /** Whether the policy is put into it. */
    readonly attachPolicy: boolean;
}

/** Checks the role's arguments. An existing role's name and path are in its ARN. */
export function checkRole(component: string, args: ReplicationRoleArgs): CheckedRole {
    const at = (argument: keyof ReplicationRoleArgs) => ({ component, argument });
    const attachPolicy = parse(at("attachRolePolicy"), args.attachRolePolicy, v.optional(onOff, false));
    if (args.existingRoleArn !== undefined) {
        rejectRoleArgs(component, args);
        const existingArn = validate(at("existingRoleArn"), args.existingRoleArn, roleArnFormat);
        const parts = mapChecked(existingArn, roleOfArn);
        return {
            name: mapChecked(parts, ({ name = "" }) => name),
            path: mapChecked(parts, ({ path = "/" }) => path),
            existingArn,
            confineTrust: false,
            attachPolicy,
        };
    }
    if (attachPolicy) {
        throw argumentError(
            at("attachRolePolicy"),
            attachPolicy,
            "leave it out where existingRoleArn is not given",
            "The role that is made here has its policy in any case.",
        );
    }
    return {
        name: validate(at("replicationRoleName"), args.replicationRoleName, roleNameFormat),
        path: validate(at("replicationRolePath"), args.replicationRolePath, v.optional(rolePathFormat, "/")),
        ...(args.permissionsBoundary !== undefined && {
            permissionsBoundary: validate(
                at("permissionsBoundary"),
                args.permissionsBoundary,
                policyArnFormat,
            ),
        }),
        confineTrust: parse(at("confineTrust"), args.confineTrust, v.optional(onOff, false)),
        attachPolicy: true,
    };
}

/** Refuses arguments of a new role where the role exists already. */
function rejectRoleArgs(component: string, args: ReplicationRoleArgs): void {
    for (const argument of [
        "replicationRoleName",
        "replicationRolePath",
        "permissionsBoundary",
        "confineTrust",
    ] as const) {
        if (args[argument] !== undefined && args[argument] !== false) {
            throw argumentError(
                { component, argument },
                args[argument],
                "leave it out where existingRoleArn is given",
                "It is of a role that is made here, and with existingRoleArn none is.",
            );
        }
    }
}

/** What a role belongs to. */
interface RoleSide extends Omit<RoleOwner, "bucketName"> {
    readonly bucketName: pulumi.Output<string>;
    readonly tags?: CheckedTags;
}

/** What AWS says of a role: the one that exists, and the policy that bounds it. */
interface RoleFacts {
    readonly existing?: pulumi.Output<FoundRole>;
    readonly boundary?: pulumi.Output<Boundary | undefined>;
}

/** Asks AWS for the role that exists, and for the boundary. */
export function lookUpRole(
    { existingArn, name, permissionsBoundary }: CheckedRole,
    owner: RoleOwner,
    opts: pulumi.CustomResourceOptions,
): RoleFacts {
    if (existingArn !== undefined) {
        const existing = findRole(existingArn, name, owner, opts);
        return { existing, boundary: existing.apply(({ boundaryArn }) => lookUpBoundary(boundaryArn, opts)) };
    }
    return permissionsBoundary === undefined
        ? {}
        : { boundary: checkBoundary(permissionsBoundary, owner, opts) };
}

/** Makes the role, or takes the one that was found, and gives it its policy. S3 must not replicate before the policy is there. */
export function createRole(
    name: string,
    checked: CheckedRole,
    { existing, boundary }: RoleFacts,
    permissions: pulumi.Output<PolicyDocument>,
    side: RoleSide,
    opts: pulumi.CustomResourceOptions,
): { readonly arn: pulumi.Output<string>; readonly policy?: pulumi.Resource } {
    const { existingArn } = checked;
    const role = existing
        ? { name: checked.name, arn: existing.apply(({ arn }) => arn) }
        : newRole(
              name,
              { ...checked, permissionsBoundary: boundary?.apply((known) => known?.arn ?? "") },
              side,
              opts,
          );
    if (!checked.attachPolicy) {
        return { arn: role.arn };
    }
    const at = { component: side.component, argument: "rules" };
    const advice = "Replicate to fewer destinations from this bucket.";
    const policy = new iam.RolePolicy(
        `${name}-role-policy`,
        {
            // Several sources may share an existing role: each gives it a policy of its own.
            name: existingArn ? pulumi.interpolate`replication-${side.bucketName}` : "replication",
            role: role.name,
            policy: permissions.apply((document) =>
                documentText(at, "inline policy of the role", document, advice),
            ),
        },
        opts,
    );
    return { arn: role.arn, policy };
}

function newRole(
    name: string,
    { name: roleName, path, permissionsBoundary, confineTrust }: CheckedRole,
    { bucketName, where, tags }: RoleSide,
    opts: pulumi.CustomResourceOptions,
): iam.Role {
    return new iam.Role(
        `${name}-role`,
        {
            name: roleName,
            // A role whose path is left out has "/".
            path: mapChecked(path, (known) => (known === "/" ? undefined : known)),
            permissionsBoundary,
            description: "Amazon S3 assumes this role to replicate objects to a bucket of another account.",
            assumeRolePolicy: confineTrust
                ? pulumi
                      .all([where, bucketName])
                      .apply(([{ partition, accountId }, known]) =>
                          JSON.stringify(roleTrust({ accountId, bucketArn: bucketArnOf(partition, known) })),
                      )
                : JSON.stringify(roleTrust()),
            tags: tags?.(),
        },
        opts,
    );
}
