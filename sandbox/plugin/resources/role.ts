import type { IAM } from "@aws-sdk/client-iam";
import { TRUSTED_PRINCIPAL_NOT_YET_SEEN, unlessGone, untilConsistent } from "../aws/errors";
import { changeTags, fromTagList, tagged, toTagList } from "../aws/tags";
import { defineResource } from "../resourceType";
import { boolean, number, optional, policy, required, string } from "../schema";

const NO_ROLE = ["NoSuchEntity", "NoSuchEntityException"];

export const role = defineResource({
    token: "aws:iam/role:Role",
    inputs: {
        name: optional(string(), { replaces: true, autoName: { maxLength: 64, lowerCase: false } }),
        path: optional(string(), { replaces: true, default: "/" }),
        assumeRolePolicy: required(policy()),
        description: optional(string()),
        forceDetachPolicies: optional(boolean(), { default: false, local: true, imported: false }),
        maxSessionDuration: optional(number(), { default: 3600 }),
        permissionsBoundary: optional(string()),
        ...tagged,
    },
    outputs: ["arn", "createDate", "uniqueId"],
    unsupported: {
        inlinePolicies: "use aws.iam.RolePolicy",
        managedPolicyArns: "install the official plug-in to use it",
        namePrefix: "give `name`, or leave both out for a made-up name",
    },
    async create(account, wanted) {
        const iam = await account.iam();
        const made = await untilConsistent([TRUSTED_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
            iam.createRole({
                RoleName: wanted.name,
                Path: wanted.path,
                AssumeRolePolicyDocument: wanted.assumeRolePolicy,
                Description: wanted.description,
                MaxSessionDuration: wanted.maxSessionDuration,
                PermissionsBoundary: wanted.permissionsBoundary,
                Tags: wanted.tagsAll && toTagList(wanted.tagsAll),
            }),
        );
        return made.Role?.RoleName ?? wanted.name ?? "";
    },
    async read(account, name) {
        const iam = await account.iam();
        const answer = await unlessGone(NO_ROLE, () => iam.getRole({ RoleName: name }));
        const found = answer?.Role;
        if (found === undefined) {
            return undefined;
        }
        const tagsAll = fromTagList(found.Tags);
        return {
            name,
            path: found.Path,
            arn: found.Arn,
            uniqueId: found.RoleId,
            createDate: found.CreateDate?.toISOString().replace(".000Z", "Z"),
            assumeRolePolicy: decodeURIComponent(found.AssumeRolePolicyDocument ?? ""),
            description: found.Description,
            maxSessionDuration: found.MaxSessionDuration,
            permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
            tagsAll,
        };
    },
    async update(account, { id: RoleName, inputs: wanted, olds, changed }) {
        const iam = await account.iam();
        if (changed.has("assumeRolePolicy")) {
            await untilConsistent([TRUSTED_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
                iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: wanted.assumeRolePolicy }),
            );
        }
        if (changed.has("description") || changed.has("maxSessionDuration")) {
            await iam.updateRole({
                RoleName,
                Description: wanted.description ?? "",
                MaxSessionDuration: wanted.maxSessionDuration,
            });
        }
        if (changed.has("permissionsBoundary")) {
            await (wanted.permissionsBoundary === undefined
                ? iam.deleteRolePermissionsBoundary({ RoleName })
                : iam.putRolePermissionsBoundary({
                      RoleName,
                      PermissionsBoundary: wanted.permissionsBoundary,
                  }));
        }
        if (changed.has("tagsAll")) {
            await changeTags(olds.tagsAll, wanted.tagsAll, {
                put: (tags) => iam.tagRole({ RoleName, Tags: toTagList(tags) }),
                remove: (TagKeys) => iam.untagRole({ RoleName, TagKeys }),
            });
        }
    },
    async delete(account, RoleName, state) {
        const iam = await account.iam();
        await unlessGone(NO_ROLE, async () => {
            if (state.forceDetachPolicies === true) {
                await detachPolicies(iam, RoleName);
            }
            await iam.deleteRole({ RoleName });
        });
    },
});

/** IAM deletes a role only once nothing is attached to it. */
async function detachPolicies(iam: IAM, RoleName: string): Promise<void> {
    const attached = await iam.listAttachedRolePolicies({ RoleName });
    for (const { PolicyArn } of attached.AttachedPolicies ?? []) {
        await iam.detachRolePolicy({ RoleName, PolicyArn });
    }
    const inline = await iam.listRolePolicies({ RoleName });
    for (const PolicyName of inline.PolicyNames ?? []) {
        await iam.deleteRolePolicy({ RoleName, PolicyName });
    }
}
