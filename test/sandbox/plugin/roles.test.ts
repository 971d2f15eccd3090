import assert from "node:assert/strict";
import { NO_DIFFERENCE, refusal } from "./answers";
import { inSurroundings } from "./surroundings";
import { ROLE, ROLE_POLICY } from "./types";

describe("the stand-in AWS plug-in: roles", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const document = (member: object) => {
        const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", ...member }];
        return JSON.stringify({ Version: "2012-10-17", Statement });
    };
    const assumeRolePolicy = document({ Principal: { Service: "s3.amazonaws.com" } });

    it("are not deleted while a policy is left, unless forceDetachPolicies says so", async () => {
        const inputs = await here.plugin.accepted(ROLE, { name: "busy", assumeRolePolicy });
        const { state } = await here.plugin.create(ROLE, inputs);
        const policy = { role: "busy", name: "p", policy: document({ Resource: "*" }) };
        await here.plugin.create(ROLE_POLICY, policy);
        assert.match(
            await refusal(here.plugin.delete(ROLE, "busy", state)),
            /^deleting aws:iam\/role:Role \(busy\): DeleteConflict/,
        );
        await here.plugin.delete(ROLE, "busy", { ...state, forceDetachPolicies: true });
        assert.equal((await here.plugin.read(ROLE, "busy")).id, "");
    });

    it("have a path and a permissions boundary, which is put, changed and taken away in place", async () => {
        const boundary = (name: string) => `arn:aws:iam::111111111111:policy/${name}`;
        for (const PolicyName of ["first", "second"]) {
            const PolicyDocument = document({ Action: "s3:*", Resource: "*" });
            await here.aws.iam.createPolicy({ PolicyName, PolicyDocument });
        }
        const given = { name: "bounded", path: "/replication/", assumeRolePolicy };
        const inputs = await here.plugin.accepted(ROLE, { ...given, permissionsBoundary: boundary("first") });
        const { state } = await here.plugin.create(ROLE, inputs);
        assert.deepEqual(
            [state.path, state.arn, state.permissionsBoundary],
            ["/replication/", "arn:aws:iam::111111111111:role/replication/bounded", boundary("first")],
        );
        assert.deepEqual(await here.plugin.diff(ROLE, state, inputs), NO_DIFFERENCE);
        const found = async () => {
            const { Role } = await here.aws.iam.getRole({ RoleName: "bounded" });
            return [Role?.Path, Role?.PermissionsBoundary?.PermissionsBoundaryArn];
        };
        assert.deepEqual(await found(), ["/replication/", boundary("first")]);
        const other = await here.plugin.accepted(ROLE, { ...given, permissionsBoundary: boundary("second") });
        const { paths } = await here.plugin.diff(ROLE, state, other);
        assert.deepEqual(paths, { permissionsBoundary: "update" });
        const changed = await here.plugin.update(ROLE, "bounded", state, other);
        assert.deepEqual(await found(), ["/replication/", boundary("second")]);
        const unbounded = await here.plugin.accepted(ROLE, given);
        const last = await here.plugin.update(ROLE, "bounded", changed, unbounded);
        assert.equal(last.permissionsBoundary, undefined);
        assert.deepEqual(await found(), ["/replication/", undefined]);
    });

    it("refuses an id of another form", async () => {
        assert.equal(
            await refusal(here.plugin.read(ROLE_POLICY, "role/policy")),
            `reading ${ROLE_POLICY} (role/policy): the id "role/policy" has another form than "role name:policy name"`,
        );
    });
});
