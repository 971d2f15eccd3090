import * as assert from "node:assert/strict";
import { judgeBuckets } from "../../../../../operations/diagnose/judge/buckets";
import { withFixes } from "../../../../../operations/diagnose/judge/changes";
import { judgeConfiguration } from "../../../../../operations/diagnose/judge/configuration";
import { judgeDrift } from "../../../../../operations/diagnose/judge/drift";
import { judgeKeys } from "../../../../../operations/diagnose/judge/keys";
import { judgeMonitoring } from "../../../../../operations/diagnose/judge/monitoring";
import { bucketCases } from "./bucketCases";
import { configurationCases } from "./configurationCases";
import { driftCases } from "./driftCases";
import { keyCases } from "./keyCases";
import { monitoringCases } from "./monitoringCases";

const judgements = [
    { of: "the configuration", judge: judgeConfiguration, cases: configurationCases },
    { of: "the buckets", judge: judgeBuckets, cases: bucketCases },
    { of: "the keys", judge: judgeKeys, cases: keyCases },
    { of: "monitoring", judge: judgeMonitoring, cases: monitoringCases },
    { of: "changes by hand", judge: judgeDrift, cases: driftCases },
];

for (const { of, judge, cases } of judgements) {
    describe(`the judgement of ${of}`, () => {
        for (const { what, facts, findings } of cases) {
            it(`says ${findings.map(({ id }) => id).join(" and ") || "nothing"} of ${what}`, () => {
                assert.deepEqual(withFixes(judge(facts), facts), findings);
            });
        }
    });
}

describe("the findings that need no evaluation of policies", () => {
    it("are all made by some fact, and no others", () => {
        const made = judgements.flatMap(({ cases }) => cases.flatMap(({ findings }) => findings));
        assert.deepEqual([...new Set(made.map(({ id }) => id))].toSorted(), [
            "configuration-missing",
            "destination-bucket-missing",
            "destination-versioning-off",
            "drift",
            "event-target-missing",
            "failures-unseen",
            "key-missing",
            "key-unfit",
            "key-unusable",
            "kms-objects-left-out",
            "no-rule-to-destination",
            "not-known",
            "not-read",
            "object-lock-missing",
            "other-destinations",
            "owner-not-overridden",
            "public-policy-restricted",
            "replica-sync-one-sided",
            "requester-pays",
            "rule-account-wrong",
            "rule-paused",
            "rule-without-replica-key",
            "rules-paused",
            "source-bucket-missing",
            "source-versioning-off",
        ]);
    });
});
