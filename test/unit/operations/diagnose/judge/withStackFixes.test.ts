import * as assert from "node:assert/strict";
import type { Facts } from "../../../../../operations/diagnose/facts";
import { judgeBuckets } from "../../../../../operations/diagnose/judge/buckets";
import { withFixes } from "../../../../../operations/diagnose/judge/changes";
import { judgeConfiguration } from "../../../../../operations/diagnose/judge/configuration";
import { judgeDrift, withStackFixes } from "../../../../../operations/diagnose/judge/drift";
import { healthyKmsFacts, kmsRule } from "../facts";
import { deployedRule, deployedStacks } from "../stacks";

const paused = kmsRule({ Status: "Disabled" });
const configuration = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const pausedStacks = (...ids: readonly string[]) =>
    deployedStacks({ [configuration]: { rules: ids.map((id) => deployedRule({ id, status: "Disabled" })) } });

const judged = (facts: Facts) =>
    withStackFixes(
        withFixes([...judgeConfiguration(facts), ...judgeBuckets(facts), ...judgeDrift(facts)], facts),
        facts,
    );

describe("what a stack makes of findings", () => {
    it("is a refresh where it was changed by hand, and the finding is the cause", () => {
        const facts = healthyKmsFacts({
            destinationBucket: { versioning: { value: "Suspended" } },
            facts: { stacks: deployedStacks() },
        });
        assert.deepEqual(judged(facts), [
            {
                id: "destination-versioning-off",
                severity: "wrong",
                subject: "versioning",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Versioning of the bucket there is Suspended, and has to be Enabled: every object fails. " +
                    "Stack prod-destination deployed it otherwise: it was changed by hand.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ]);
    });

    it("leaves the change beside what is only suspect", () => {
        const facts = healthyKmsFacts({
            rules: [kmsRule(), kmsRule({ ID: "other", Priority: 2, Status: "Disabled" })],
            facts: { stacks: deployedStacks() },
        });
        const fix = "AWS_PROFILE=from pulumi up --refresh --stack prod-source";
        assert.deepEqual(
            judged(facts).map((finding) => ({ id: finding.id, message: finding.message, fix: finding.fix })),
            [
                {
                    id: "rule-paused",
                    message:
                        "Rule other is paused: the Status is Disabled, not Enabled. Objects that no other rule selects are not " +
                        "replicated. Stack prod-source deployed it otherwise: it was changed by hand.",
                    fix,
                },
                {
                    id: "drift",
                    message:
                        "The replication configuration of the bucket here is not as stack prod-source deployed it: rule other was " +
                        "added, and pulumi up --refresh removes it.",
                    fix,
                },
            ],
        );
    });

    it("leaves a change of another side, or of another thing, beside the cause", () => {
        const facts = healthyKmsFacts({
            sourceBucket: { versioning: { value: "Suspended" } },
            destinationBucket: { ownership: { value: "ObjectWriter" } },
            facts: { stacks: { destination: deployedStacks().destination } },
        });
        const findings = judged(facts);
        assert.deepEqual(
            findings.map(({ id, side }) => [id, side]),
            [
                ["source-versioning-off", "source"],
                ["drift", "destination"],
            ],
        );
        assert.equal(
            findings[0]?.fix,
            "aws s3api put-bucket-versioning --bucket here --versioning-configuration Status=Enabled --region ap-northeast-2 --profile from",
        );
    });

    it("is the setting where the stack itself paused its sole rule", () => {
        const facts = healthyKmsFacts({
            rules: [paused],
            facts: { stacks: pausedStacks("all"), projectFolder: "../replication" },
        });
        assert.deepEqual(
            judged(facts).map(({ id, fix }) => ({ id, fix })),
            [
                {
                    id: "rules-paused",
                    fix:
                        "pulumi config set --path 'rules[0].enabled' true --stack prod-source --cwd ../replication && " +
                        "AWS_PROFILE=from pulumi up --stack prod-source --cwd ../replication",
                },
            ],
        );
    });

    it("is AWS's command where the stack paused several rules, whose places in its settings are not known", () => {
        const rules = [paused, { ...paused, ID: "other" }];
        const facts = healthyKmsFacts({ rules, facts: { stacks: pausedStacks("all", "other") } });
        const [finding, ...others] = judged(facts);
        assert.deepEqual(others, []);
        assert.match(finding?.fix ?? "", /^aws s3api put-bucket-replication --bucket here /);
    });

    it("is nothing where the pair is no stack's", () => {
        const facts = healthyKmsFacts({ rules: [paused] });
        assert.deepEqual(judged(facts), withFixes(judgeConfiguration(facts), facts));
    });
});
