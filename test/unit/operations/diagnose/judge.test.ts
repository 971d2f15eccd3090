import * as assert from "node:assert/strict";
import type { Facts } from "../../../../operations/diagnose/facts";
import { diagnose } from "../../../../operations/diagnose/judge";
import { healthyFacts, healthyKmsFacts, healthyRule, kmsRule, roleArn } from "./facts";
import { deployedStacks } from "./stacks";

const ids = (facts: Facts) => diagnose(facts).map(({ id, severity }) => `${severity} ${id}`);

describe("the diagnosis", () => {
    for (const [what, facts] of [
        ["a healthy pair", healthyFacts()],
        ["a healthy pair with keys", healthyKmsFacts()],
        ["a healthy pair of stacks", healthyKmsFacts({ facts: { stacks: deployedStacks() } })],
    ] as const) {
        it(`of ${what} knows nothing but that organizations may deny`, () => {
            assert.deepEqual(ids(facts), ["unknown organization-policies"]);
        });
    }

    it("names a configuration that was changed by hand before what follows from it", () => {
        const Rules = [kmsRule({ DeleteMarkerReplication: { Status: "Enabled" } })];
        const facts = healthyKmsFacts({ rules: Rules, facts: { stacks: deployedStacks() } });
        assert.deepEqual(ids(facts), [
            "wrong drift",
            "wrong role-lacks",
            "wrong bucket-policy-lacks",
            "unknown organization-policies",
        ]);
    });

    it("judges a rule of the old form, which replicates delete markers", () => {
        const rule = {
            ID: "old",
            Prefix: "a/",
            Status: "Enabled",
            Destination: healthyRule().Destination,
        } as const;
        assert.deepEqual(
            ids(healthyFacts({ source: { configuration: { value: { Role: roleArn, Rules: [rule] } } } })),
            ["wrong role-lacks", "wrong bucket-policy-lacks", "unknown organization-policies"],
        );
    });
});
