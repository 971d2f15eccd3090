import * as assert from "node:assert/strict";
import { withFixes } from "../../../../../operations/diagnose/judge/changes";
import { judgeConfiguration } from "../../../../../operations/diagnose/judge/configuration";
import { healthyFacts, healthyRule, roleArn } from "../facts";

describe("a configuration that is too long for an argument", () => {
    const count = 1000;
    const rules = Array.from({ length: count }, (_, index) =>
        healthyRule({ ID: `rule-${index}`, Priority: index, Status: "Disabled" }),
    );
    const facts = healthyFacts({ rules });
    const [finding, ...others] = withFixes(judgeConfiguration(facts), facts);

    it("is named by its first rules", () => {
        assert.deepEqual(others, []);
        assert.equal(
            finding?.message,
            "Rules rule-0, rule-1, rule-2, rule-3, rule-4 and 995 more are paused: the Status is Disabled, not Enabled. " +
                "No rule to the bucket there is enabled, so nothing new is replicated there.",
        );
    });

    it("is given to the command as a file", () => {
        const Rules = rules.map((rule) => ({ ...rule, Status: "Enabled" }));
        assert.equal(
            finding?.fix,
            "aws s3api put-bucket-replication --bucket here --replication-configuration file:///dev/stdin " +
                `--region ap-northeast-2 --profile from <<'END'\n${JSON.stringify({ Role: roleArn, Rules })}\nEND`,
        );
    });
});
