import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { parsed } from "../../support/documents";
import { inTokyo } from "../../support/sides";
import { deployWatched, madeTopics, namesOf, refusedWatched, topicType } from "./watched";

const publishes = (Sid: string, Service: string, Resource: string, more: object = {}) => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: "sns:Publish",
    Resource,
    Condition: { StringEquals: { "aws:SourceAccount": "111111111111" }, ...more },
});
const given = {
    failures: "arn:aws:sns:ap-northeast-2:111111111111:on-call",
    latency: "arn:aws:sns:ap-northeast-1:111111111111:on-call",
};

describe("topics", () => {
    it("are made, one in each region, for the alarms of this account alone", async () => {
        const deployed = await deployWatched({}, { tags: { team: "sre" } });
        assert.deepEqual(namesOf(deployed, topicType), ["copy-failures", "copy-latency"]);
        for (const [what, region] of [
            ["failures", "ap-northeast-2"],
            ["latency", "ap-northeast-1"],
        ] as const) {
            const { policy, ...inputs } = deployed.resource(`copy-${what}`).inputs;
            assert.deepEqual(inputs, {
                name: `originals-replication-${what}`,
                region,
                tags: { team: "sre" },
            });
            assert.deepEqual(parsed(policy), {
                Version: "2012-10-17",
                Statement: [publishes("AlarmsArePublished", "cloudwatch.amazonaws.com", madeTopics[what])],
            });
        }
        assert.deepEqual(deployed.outputs.topicArns, [madeTopics.failures, madeTopics.latency]);
    });

    it("that get events alone let S3 publish, and no alarms", async () => {
        const deployed = await deployWatched({ alarms: false, events: {} });
        assert.deepEqual(parsed(deployed.resource("copy-failures").inputs.policy), {
            Version: "2012-10-17",
            Statement: [
                publishes("EventsArePublished", "s3.amazonaws.com", madeTopics.failures, {
                    ArnEquals: { "aws:SourceArn": "arn:aws:s3:::originals" },
                }),
            ],
        });
    });

    it("are called after the bucket, in the letters that SNS takes", async () => {
        const deployed = await deployWatched({}, { bucketName: "my.originals" });
        assert.equal(deployed.resource("copy-failures").inputs.name, "my_originals-replication-failures");
    });

    it("that are given get the alarms, each those of its own region", async () => {
        for (const alarmTopicArns of [
            [given.failures, given.latency],
            [pulumi.output(given.latency), pulumi.output(given.failures)],
        ]) {
            const deployed = await deployWatched({ alarmTopicArns });
            assert.deepEqual(namesOf(deployed, topicType), []);
            const actions = (name: string) => deployed.resource(name).inputs.alarmActions;
            assert.deepEqual(actions("copy-failed-replication"), [given.failures]);
            assert.deepEqual(actions("copy-latency-replication"), [given.latency]);
            assert.deepEqual(deployed.outputs.topicArns, [given.failures, given.latency]);
        }
    });

    it("may be one where both buckets are in one region", async () => {
        const deployed = await deployWatched(
            { alarmTopicArns: [given.failures] },
            { destination: { ...inTokyo, region: "ap-northeast-2" } },
        );
        assert.deepEqual(deployed.outputs.topicArns, [given.failures]);
    });

    for (const [region, topic] of [
        ["ap-northeast-1", given.failures],
        ["ap-northeast-2", given.latency],
    ] as const) {
        it(`are refused where none of them is in ${region}`, async () => {
            const { message, registered } = await refusedWatched({ alarmTopicArns: [topic] });
            assert.ok(!registered.some((name) => name.startsWith("aws:")));
            assert.equal(
                message,
                `ReplicationSource "copy": monitoring.alarmTopicArns is ["${topic}"]; allowed: topics of which 1 to 5 are in the ` +
                    `region ${region}. AWS publishes metrics, and so alarms, of failures in the source's region and of ` +
                    "latency in the destination's.",
            );
        });
    }

    it("that are given get the alarms of their region all, up to 5, in an order that is not their own", async () => {
        const five = ["e", "a", "d", "b", "c"].map(
            (name) => `arn:aws:sns:ap-northeast-2:111111111111:${name}`,
        );
        const alarmTopicArns = [given.latency, ...five];
        const deployed = await deployWatched({ alarmTopicArns });
        assert.deepEqual(deployed.resource("copy-failed-replication").inputs.alarmActions, five.toSorted());
        assert.deepEqual(deployed.outputs.topicArns, [...five.toSorted(), given.latency]);

        const { message } = await refusedWatched({ alarmTopicArns: [...alarmTopicArns, given.failures] });
        assert.match(
            message,
            /^ReplicationSource "copy": monitoring\.alarmTopicArns is a list of 321 characters; allowed: topics of which 1 to 5 are in the region ap-northeast-2\. /,
        );
    });

    it("are not made where nothing is published to them", async () => {
        const deployed = await deployWatched({ alarms: false, dashboard: true });
        assert.deepEqual(namesOf(deployed, topicType), []);
        assert.deepEqual(deployed.outputs.topicArns, []);
    });
});
