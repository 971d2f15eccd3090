import { UNKNOWN } from "../answers";
import { ACCOUNT } from "../surroundings";
import { refused, trust, type Case } from "./case";

export const roleCase: Case = {
    type: "aws:iam/role:Role",
    id: "cases",
    prepare: () => Promise.resolve(),
    inputs: {
        name: "cases",
        assumeRolePolicy: trust("s3.amazonaws.com"),
        description: "first",
        tags: { team: "storage" },
    },
    defaults: {
        path: "/",
        maxSessionDuration: 3600,
        forceDetachPolicies: false,
        __defaults: ["forceDetachPolicies", "maxSessionDuration", "path"],
    },
    outputs: { arn: `arn:aws:iam::${ACCOUNT}:role/cases` },
    volatile: ["createDate", "uniqueId"],
    previewed: { arn: UNKNOWN, createDate: UNKNOWN, uniqueId: UNKNOWN },
    drift: async ({ iam }) => {
        await iam.updateAssumeRolePolicy({
            RoleName: "cases",
            PolicyDocument: trust("ec2.amazonaws.com"),
        });
        await iam.tagRole({ RoleName: "cases", Tags: [{ Key: "more", Value: "yes" }] });
    },
    drifted: { assumeRolePolicy: "update", "tags.more": "delete" },
    update: {
        name: "cases",
        assumeRolePolicy: trust("batchoperations.s3.amazonaws.com"),
        description: "second",
        maxSessionDuration: 7200,
        tags: { cost: "42" },
    },
    updated: {
        assumeRolePolicy: "update",
        description: "update",
        maxSessionDuration: "update",
        "tags.team": "delete",
        "tags.cost": "add",
    },
    seen: async ({ iam }) => {
        const { Role } = await iam.getRole({ RoleName: "cases" });
        return [
            decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
            Role?.Description ?? "",
            Role?.MaxSessionDuration,
            Role?.Tags,
        ];
    },
    sees: [trust("batchoperations.s3.amazonaws.com"), "second", 7200, [{ Key: "cost", Value: "42" }]],
    replacement: {
        name: "cases",
        path: "/replication/",
        assumeRolePolicy: trust("batchoperations.s3.amazonaws.com"),
        description: "second",
        maxSessionDuration: 7200,
        tags: { cost: "42" },
    },
    replaced: { path: "update-replace" },
    imported: {},
    gone: ({ iam }) => refused(iam.getRole({ RoleName: "cases" }), "NoSuchEntity", "NoSuchEntityException"),
};
