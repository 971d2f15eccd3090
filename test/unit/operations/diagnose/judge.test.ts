import * as assert from "node:assert/strict";
import type { Facts } from "../../../../operations/diagnose/facts";
import { legOf } from "../../../../operations/diagnose/finding";
import { diagnose } from "../../../../operations/diagnose/judge";
import { healthyFacts, healthyKmsFacts, healthyRule, kmsRule, roleArn } from "./facts";
import { deployedStacks } from "./stacks";

const ids = (facts: Facts) =>
    diagnose(facts).map((finding) =>
        finding.id === "healthy" ? `ok ${legOf(finding)}` : `${finding.severity} ${finding.id}`,
    );
const unkeyed = ["ok source bucket", "ok role", "ok destination policy", "ok destination bucket"];
const keyed = [
    "ok source bucket",
    "ok role",
    "ok destination policy",
    "ok key",
    "ok key",
    "ok destination bucket",
];

describe("the diagnosis", () => {
    for (const [what, facts, healthy] of [
        ["a healthy pair", healthyFacts(), unkeyed],
        ["a healthy pair with keys", healthyKmsFacts(), keyed],
        ["a healthy pair of stacks", healthyKmsFacts({ facts: { stacks: deployedStacks() } }), keyed],
    ] as const) {
        it(`of ${what} knows nothing but that organizations may deny`, () => {
            assert.deepEqual(ids(facts), ["unknown organization-policies", ...healthy]);
        });
    }

    it("names what stops replication before a change by hand that replicates more", () => {
        const Rules = [kmsRule({ DeleteMarkerReplication: { Status: "Enabled" } })];
        const facts = healthyKmsFacts({ rules: Rules, facts: { stacks: deployedStacks() } });
        assert.deepEqual(ids(facts), [
            "wrong role-lacks",
            "wrong bucket-policy-lacks",
            "suspect drift",
            "unknown organization-policies",
            "ok key",
            "ok key",
            "ok destination bucket",
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
            [
                "wrong role-lacks",
                "wrong bucket-policy-lacks",
                "unknown organization-policies",
                "ok source bucket",
                "ok destination bucket",
            ],
        );
    });
});
