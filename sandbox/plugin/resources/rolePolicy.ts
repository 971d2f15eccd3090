import { unlessGone } from "../aws/errors";
import { defineResource } from "../resourceType";
import { optional, policy, required, string } from "../schema";

const NONE = ["NoSuchEntity", "NoSuchEntityException"];

export const rolePolicy = defineResource({
    token: "aws:iam/rolePolicy:RolePolicy",
    inputs: {
        name: optional(string(), { replaces: true, autoName: { maxLength: 128, lowerCase: false } }),
        role: required(string(), { replaces: true }),
        policy: required(policy()),
    },
    outputs: [],
    unsupported: { namePrefix: "give `name`, or leave both out for a made-up name" },
    async create(account, wanted) {
        const iam = await account.iam();
        await iam.putRolePolicy({
            RoleName: wanted.role,
            PolicyName: wanted.name,
            PolicyDocument: wanted.policy,
        });
        return `${wanted.role}:${wanted.name}`;
    },
    async read(account, id) {
        const { role, name } = parseId(id);
        const iam = await account.iam();
        const answer = await unlessGone(NONE, () => iam.getRolePolicy({ RoleName: role, PolicyName: name }));
        return answer && { name, role, policy: decodeURIComponent(answer.PolicyDocument ?? "") };
    },
    async update(account, { id, inputs: wanted }) {
        const { role, name } = parseId(id);
        const iam = await account.iam();
        await iam.putRolePolicy({ RoleName: role, PolicyName: name, PolicyDocument: wanted.policy });
    },
    async delete(account, id) {
        const { role, name } = parseId(id);
        const iam = await account.iam();
        await unlessGone(NONE, () => iam.deleteRolePolicy({ RoleName: role, PolicyName: name }));
    },
});

function parseId(id: string): { role: string; name: string } {
    const [role, name] = id.split(":");
    if (!role || !name) {
        throw new Error(`the id "${id}" has another form than "role name:policy name"`);
    }
    return { role, name };
}
