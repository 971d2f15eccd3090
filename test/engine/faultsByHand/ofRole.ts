import { asList } from "../../policies/support/setting";
import type { FaultByHand } from "./fault";

/** Faults of the role of a pair that is named by its buckets alone: each is mended by commands of the AWS CLI. */
export const faultsOfRole: readonly FaultByHand[] = [
    {
        title: "the role trusts another service",
        put: (hand) => hand.trust({ Principal: { Service: "ec2.amazonaws.com" } }),
        cause: "trust-refuses",
    },
    {
        title: "the role trusts S3 for another account's bucket",
        put: (hand) =>
            hand.trust({
                Principal: { Service: "s3.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
            }),
        cause: "trust-refuses",
    },
    {
        // AWS does not say whether S3 sends the time.
        title: "the role trusts S3 until a day that is past",
        put: (hand) =>
            hand.trust({
                Principal: { Service: "s3.amazonaws.com" },
                Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
            }),
        cause: "statement-may-deny",
        result: "unknown",
    },
    {
        title: "the role may no longer replicate objects",
        put: (hand) =>
            hand.permissions((statements) =>
                statements.map((statement) => ({
                    ...statement,
                    Action: asList(statement.Action as string | string[]).filter(
                        (action) => action !== "s3:ReplicateObject",
                    ),
                })),
            ),
        cause: "role-lacks",
    },
    {
        title: "the role may read a part of the source alone",
        put: (hand) =>
            hand.permissions((statements) =>
                statements.map((statement) =>
                    statement.Resource === `arn:aws:s3:::${hand.source}/*`
                        ? { ...statement, Resource: `arn:aws:s3:::${hand.source}/reports/*` }
                        : statement,
                ),
            ),
        cause: "role-lacks",
    },
    {
        title: "the role's policy is deleted",
        put: (hand) => hand.deleteRolePolicy(),
        cause: "role-lacks",
    },
    {
        title: "the role's permissions boundary is too narrow",
        put: async (hand) => {
            const PermissionsBoundary = await hand.managedPolicy("narrow", [
                { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" },
            ]);
            await hand.as("source").iam.putRolePermissionsBoundary({
                RoleName: hand.role,
                PermissionsBoundary,
            });
        },
        cause: "boundary-lacks",
    },
    {
        title: "a policy that is attached to the role denies",
        put: async (hand) => {
            const PolicyArn = await hand.managedPolicy("nothing-leaves", [
                { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
                { Effect: "Deny", Action: "s3:ReplicateObject", Resource: "*" },
            ]);
            await hand.as("source").iam.attachRolePolicy({ RoleName: hand.role, PolicyArn });
        },
        cause: "statement-denies",
    },
    {
        title: "the role is deleted",
        put: async (hand) => {
            const { iam } = hand.as("source");
            const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: hand.role });
            for (const { PolicyArn } of AttachedPolicies) {
                await iam.detachRolePolicy({ RoleName: hand.role, PolicyArn });
            }
            await hand.deleteRole();
        },
        cause: "role-missing",
    },
];
