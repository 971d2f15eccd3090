import { readers, refused, roleExists, type Case } from "./case";

export const rolePolicyCase: Case = {
    type: "aws:iam/rolePolicy:RolePolicy",
    id: "cases:reading",
    prepare: roleExists,
    inputs: { name: "reading", role: "cases", policy: readers("s3:GetObject", "s3:GetObjectVersion") },
    defaults: { __defaults: [] },
    outputs: {},
    volatile: [],
    previewed: {},
    drift: async ({ iam }) => {
        await iam.putRolePolicy({
            RoleName: "cases",
            PolicyName: "reading",
            PolicyDocument: readers("s3:*"),
        });
    },
    drifted: { policy: "update" },
    update: { name: "reading", role: "cases", policy: readers("s3:GetObject") },
    updated: { policy: "update" },
    seen: async ({ iam }) => {
        const { PolicyDocument } = await iam.getRolePolicy({ RoleName: "cases", PolicyName: "reading" });
        return decodeURIComponent(PolicyDocument ?? "");
    },
    sees: readers("s3:GetObject"),
    replacement: { name: "reading", role: "others", policy: readers("s3:GetObject") },
    replaced: { role: "update-replace" },
    imported: {},
    gone: ({ iam }) =>
        refused(
            iam.getRolePolicy({ RoleName: "cases", PolicyName: "reading" }),
            "NoSuchEntity",
            "NoSuchEntityException",
        ),
};
