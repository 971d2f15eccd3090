import assert from "node:assert/strict";
import { refusal, text } from "../answers";
import { ACCOUNT, inSurroundings } from "../surroundings";

const GET_ROLE = "aws:iam/getRole:getRole";

describe("the stand-in AWS plug-in: getRole", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("describes a role, one with as little and one with as much as may be said of it", async () => {
        const { iam } = here.aws;
        const trust = {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
        };
        const AssumeRolePolicyDocument = JSON.stringify(trust);
        const { Policy } = await iam.createPolicy({
            PolicyName: "boundary",
            PolicyDocument: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
            }),
        });
        const much = {
            Path: "/teams/storage/",
            Description: "d",
            MaxSessionDuration: 7200,
            PermissionsBoundary: Policy?.Arn,
            Tags: [{ Key: "team", Value: "web" }],
        };
        const told = {
            little: {
                arn: `arn:aws:iam::${ACCOUNT}:role/little`,
                path: "/",
                description: "",
                maxSessionDuration: 3600,
                permissionsBoundary: "",
                tags: {},
            },
            much: {
                arn: `arn:aws:iam::${ACCOUNT}:role/teams/storage/much`,
                path: "/teams/storage/",
                description: "d",
                maxSessionDuration: 7200,
                permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
                tags: { team: "web" },
            },
        };
        for (const [name, more] of [
            ["little", {}],
            ["much", much],
        ] as const) {
            const { Role } = await iam.createRole({ RoleName: name, AssumeRolePolicyDocument, ...more });
            const { assumeRolePolicy, ...rest } = await here.plugin.invoke(GET_ROLE, { name });
            assert.deepEqual(JSON.parse(text(assumeRolePolicy)), trust);
            assert.deepEqual(rest, {
                id: name,
                name,
                uniqueId: Role?.RoleId,
                createDate: Role?.CreateDate?.toISOString().replace(".000Z", "Z"),
                ...told[name],
            });
        }
    });

    it("gives IAM's words for a role that is not there", async () => {
        assert.match(
            await refusal(here.plugin.invoke(GET_ROLE, { name: "none" })),
            /^reading the IAM role none: NoSuchEntity(Exception)?: /,
        );
    });
});
