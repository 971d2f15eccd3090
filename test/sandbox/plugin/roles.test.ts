import assert from "node:assert/strict";
import { refusal } from "./plugin";
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

    it("refuses an id of another form", async () => {
        assert.equal(
            await refusal(here.plugin.read(ROLE_POLICY, "role/policy")),
            `reading ${ROLE_POLICY} (role/policy): the id "role/policy" has another form than "role name:policy name"`,
        );
    });
});
