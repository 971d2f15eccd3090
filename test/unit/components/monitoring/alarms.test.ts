import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { inTokyo } from "../../support/sides";
import { alarmType, deployWatched, madeTopics, namesOf, refusedWatched } from "./watched";

const common = (rule: string) => ({
    namespace: "AWS/S3",
    dimensions: { SourceBucket: "originals", DestinationBucket: "replicas", RuleId: rule },
    period: 60,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
});

describe("alarms", () => {
    it("tell of failures where the source is, and of latency where the destination is", async () => {
        const { resource } = await deployWatched({});
        const failed = resource("copy-failed-replication");
        assert.deepEqual(failed.inputs, {
            ...common("replication"),
            alarmDescription:
                "Objects of originals failed to replicate by the rule replication. They are not tried again.",
            metricName: "OperationsFailedReplication",
            statistic: "Sum",
            threshold: 0,
            evaluationPeriods: 1,
            region: "ap-northeast-2",
            alarmActions: [madeTopics.failures],
            okActions: [madeTopics.failures],
        });
        const late = resource("copy-latency-replication");
        assert.deepEqual(late.inputs, {
            ...common("replication"),
            alarmDescription: "Replication of originals by the rule replication is behind.",
            metricName: "ReplicationLatency",
            statistic: "Maximum",
            threshold: 900,
            evaluationPeriods: 3,
            region: "ap-northeast-1",
            alarmActions: [madeTopics.latency],
            okActions: [madeTopics.latency],
        });
        for (const { parentType, dependencies } of [failed, late]) {
            assert.equal(parentType, "s3-cross-account-replication:index:ReplicationSource");
            assert.ok(dependencies.includes("copy-replication"));
        }
    });

    it("are of each enabled rule, with the threshold that is given", async () => {
        const deployed = await deployWatched(
            { latencyThresholdSeconds: pulumi.output(120) },
            {
                rules: [
                    { id: "a", priority: 1 },
                    { id: "b", priority: 2, enabled: false, metrics: false },
                    { id: "c", priority: 3 },
                ],
            },
        );
        assert.deepEqual(namesOf(deployed, alarmType), [
            "copy-failed-a",
            "copy-failed-c",
            "copy-latency-a",
            "copy-latency-c",
        ]);
        assert.equal(deployed.resource("copy-latency-c").inputs.threshold, 120);
        assert.deepEqual(deployed.resource("copy-latency-c").inputs.dimensions, common("c").dimensions);
    });

    it("of several destinations are in the region of each", async () => {
        const osaka = {
            bucketArn: "arn:aws:s3:::osaka",
            accountId: "333333333333",
            region: "ap-northeast-3",
        };
        const deployed = await deployWatched(
            {},
            {
                destination: undefined,
                destinations: { tokyo: inTokyo, osaka },
                rules: [
                    { id: "a", priority: 1, destination: "tokyo" },
                    { id: "b", priority: 2, destination: "osaka" },
                ],
            },
        );
        const { region, dimensions, alarmActions } = deployed.resource("copy-latency-b").inputs;
        assert.deepEqual(
            { region, dimensions, alarmActions },
            {
                region: "ap-northeast-3",
                dimensions: { SourceBucket: "originals", DestinationBucket: "osaka", RuleId: "b" },
                alarmActions: ["arn:aws:sns:ap-northeast-3:111111111111:originals-replication-latency-osaka"],
            },
        );
    });

    it("of rules with long ids have names that AWS takes, and that differ", async () => {
        const long = "i".repeat(254);
        const deployed = await deployWatched(
            {},
            {
                rules: [
                    { id: `${long}1`, priority: 1 },
                    { id: `${long}2`, priority: 2 },
                ],
            },
        );
        const names = namesOf(deployed, alarmType);
        assert.equal(new Set(names).size, 4);
        for (const name of names) {
            assert.match(name, /^copy-(failed|latency)-i{100}-[0-9a-f]{8}$/);
        }
    });

    it("need the region of the destination", async () => {
        const { message } = await refusedWatched(
            {},
            { destination: pulumi.output({ ...inTokyo, region: undefined }) },
        );
        assert.equal(
            message,
            'ReplicationSource "copy": destination.region is missing; allowed: the code of an AWS region, such as ' +
                "ap-northeast-2. Alarms and dashboard show metrics that AWS publishes in that region.",
        );
    });

    it("need rules that are known when the program runs", async () => {
        for (const [rules, shown] of [
            [pulumi.output([{}]), "an output"],
            [[pulumi.output({})], '["an output"]'],
            [[{ id: pulumi.output("a"), priority: 1 }], '[{"id":"an output","priority":1}]'],
        ] as const) {
            const { message } = await refusedWatched(
                {},
                { rules: pulumi.Output.isInstance(rules) ? rules : [...rules] },
            );
            assert.equal(
                message,
                `ReplicationSource "copy": rules is ${shown}; allowed: rules that are known when the program runs, where ` +
                    "there is monitoring. There is an alarm for each of them.",
            );
        }
    });
});
