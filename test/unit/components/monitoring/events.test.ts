import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationSourceArgs } from "../../../../components/index";
import { parsed, statement } from "../../support/documents";
import { deploySource, inTokyo } from "../../support/sides";
import { deployWatched, madeTopics, namesOf, refusedWatched, topicType } from "./watched";

const failed = "s3:Replication:OperationFailedReplication";
const late = ["s3:Replication:OperationMissedThreshold", "s3:Replication:OperationReplicatedAfterThreshold"];
const timed = { rules: [{ replicationTimeControl: true }] };
const topicArn = "arn:aws:sns:ap-northeast-2:111111111111:events";
const queueArn = "arn:aws:sqs:ap-northeast-2:111111111111:events";

async function refuses(member: "topicArn" | "queueArn", given: pulumi.Input<string>, shown: string) {
    const { message, registered } = await refusedWatched({ alarms: false, events: { [member]: given } });
    assert.equal(
        message,
        `ReplicationSource "copy": monitoring.events.${member} is "${shown}"; allowed: one of the bucket's region, ` +
            "ap-northeast-2, in the partition aws.",
    );
    // What is plain is judged before anything is made.
    const unmade = typeof given === "string" ? /^aws:/ : / copy-events$/;
    assert.ok(!registered.some((name) => unmade.test(name)));
}

describe("events of failures", () => {
    it("go to the topic of the failure alarms, which lets this bucket publish", async () => {
        const deployed = await deployWatched({ events: {} });
        const { inputs, dependencies } = deployed.resource("copy-events");
        assert.deepEqual(inputs, {
            bucket: "originals",
            topics: [{ id: "replication", events: [failed], topicArn: madeTopics.failures }],
        });
        assert.ok(dependencies.includes("copy-failures"));
        assert.ok(dependencies.includes("copy-replication"));
        assert.deepEqual(statement(deployed, "copy-failures", "EventsArePublished"), {
            Sid: "EventsArePublished",
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sns:Publish",
            Resource: madeTopics.failures,
            Condition: {
                StringEquals: { "aws:SourceAccount": "111111111111" },
                ArnEquals: { "aws:SourceArn": "arn:aws:s3:::originals" },
            },
        });
        assert.doesNotMatch(
            JSON.stringify(parsed(deployed.resource("copy-latency").inputs.policy)),
            /Events/,
        );
    });

    it("have a topic made for them where there are no alarms", async () => {
        const deployed = await deployWatched({ alarms: false, events: {} });
        assert.deepEqual(namesOf(deployed, topicType), ["copy-failures"]);
        assert.deepEqual(deployed.outputs.topicArns, [madeTopics.failures]);
    });

    it("go to a topic or a queue that is given", async () => {
        for (const given of [topicArn, pulumi.output(topicArn)]) {
            const deployed = await deployWatched({ alarms: false, events: { topicArn: given } });
            assert.deepEqual(deployed.resource("copy-events").inputs, {
                bucket: "originals",
                topics: [{ id: "replication", events: [failed], topicArn }],
            });
            assert.deepEqual(namesOf(deployed, topicType), []);
            assert.deepEqual(deployed.outputs.topicArns, [topicArn]);
        }
        const deployed = await deployWatched({ alarms: false, events: { queueArn } });
        assert.deepEqual(deployed.resource("copy-events").inputs, {
            bucket: "originals",
            queues: [{ id: "replication", events: [failed], queueArn }],
        });
        assert.deepEqual(deployed.outputs.topicArns, []);
    });

    it("go elsewhere before the topic of the alarms ceases to let S3 publish, and there before it begins", async () => {
        for (const events of [{ queueArn }, { topicArn }]) {
            const { resource } = await deployWatched({ events });
            assert.ok(resource("copy-failures").dependencies.includes("copy-events"));
            assert.ok(!resource("copy-events").dependencies.includes("copy-failures"));
        }
        const { resource } = await deployWatched({ events: {} });
        assert.ok(!resource("copy-failures").dependencies.includes("copy-events"));
    });

    it("are refused to a topic or a queue that S3 does not publish to from this bucket", async () => {
        for (const place of ["arn:aws:sns:ap-northeast-1:", "arn:aws-cn:sns:ap-northeast-2:"]) {
            for (const given of [
                `${place}111111111111:events`,
                pulumi.output(`${place}111111111111:events`),
            ]) {
                await refuses("topicArn", given, `${place}111111111111:events`);
            }
        }
        const queue = "arn:aws:sqs:ap-northeast-1:111111111111:events";
        await refuses("queueArn", queue, queue);
    });

    it("may have a topic of their own beside those of the alarms", async () => {
        const alarmTopicArns = [topicArn, "arn:aws:sns:ap-northeast-1:111111111111:on-call"];
        const deployed = await deployWatched({ alarmTopicArns, events: { topicArn } });
        assert.deepEqual(deployed.outputs.topicArns, alarmTopicArns);
    });

    it("tell of what is late where a rule has Replication Time Control, unless it is turned off", async () => {
        for (const [thresholds, args, events] of [
            [undefined, timed, [failed, ...late]],
            [true, timed, [failed, ...late]],
            [false, timed, [failed]],
            [undefined, {}, [failed]],
            [false, {}, [failed]],
        ] as const) {
            const deployed = await deployWatched({ events: { queueArn, thresholds } }, args);
            // Alarms have a topic, which these do not go to.
            assert.deepEqual(deployed.resource("copy-events").inputs, {
                bucket: "originals",
                queues: [{ id: "replication", events, queueArn }],
            });
        }
    });

    describe("on a bucket that has notifications", () => {
        const none = { topics: [], queues: [], lambdaFunctions: [], eventbridge: false };
        const created = ["s3:ObjectCreated:*"];
        const ours = { id: "replication", events: [failed, ...late], filterPrefix: "", filterSuffix: "" };
        const told = async (
            found: object,
            events: NonNullable<NonNullable<ReplicationSourceArgs["monitoring"]>["events"]> = { queueArn },
            bucketName: pulumi.Input<string> = "originals",
        ) =>
            (
                await deploySource(
                    { bucketName, destination: inTokyo, monitoring: { alarms: false, events } },
                    { notifications: { originals: { ...none, ...found } } },
                )
            ).told;
        const gone = (list: string) =>
            "warn: The bucket originals has notifications. A bucket has one configuration of them: the one made here takes its " +
            `place, and these go: ${list}. [notifications-replaced]`;

        it("bring a warning with each that goes", async () => {
            const theirs = {
                topics: [{ id: "images", events: created, topicArn }],
                queues: [
                    { ...ours, queueArn },
                    { id: "new", events: created, queueArn },
                ],
                lambdaFunctions: [
                    {
                        id: "thumbnails",
                        events: created,
                        lambdaFunctionArn: "arn:aws:lambda:ap-northeast-2:111111111111:function:thumbnails",
                    },
                ],
                eventbridge: true,
            };
            assert.deepEqual(await told(theirs), [
                gone(
                    `images to ${topicArn}, new to ${queueArn}, thumbnails to ` +
                        "arn:aws:lambda:ap-northeast-2:111111111111:function:thumbnails, Amazon EventBridge",
                ),
            ]);
        });

        for (const [title, theirs] of Object.entries({
            "other events": { events: [failed, ...created], queueArn },
            "a prefix": { filterPrefix: "x", queueArn },
            "a suffix": { filterSuffix: ".jpg", queueArn },
            "another queue": { queueArn: "arn:aws:sqs:ap-northeast-2:111111111111:theirs" },
        })) {
            it(`bring one for another's that has the id of ours, and ${title}`, async () => {
                const expected = [gone(`replication to ${theirs.queueArn}`)];
                assert.deepEqual(await told({ queues: [{ ...ours, ...theirs }] }), expected);
            });
        }

        it("bring one for a topic that gets them no longer", async () => {
            assert.deepEqual(await told({ topics: [{ ...ours, topicArn }] }), [
                gone(`replication to ${topicArn}`),
            ]);
        });

        it("bring none for what an earlier update made", async () => {
            assert.deepEqual(await told({ topics: [{ ...ours, topicArn }] }, { topicArn }), []);
            assert.deepEqual(
                await told({ queues: [{ ...ours, queueArn }] }, { queueArn: pulumi.output(queueArn) }),
                [],
            );
            assert.deepEqual(await told({ topics: [{ ...ours, topicArn: madeTopics.failures }] }, {}), []);
        });

        it("bring none where the bucket has none, or is not there yet", async () => {
            assert.deepEqual(await told({}), []);
            assert.deepEqual(await told({ eventbridge: true }, undefined, pulumi.output("originals")), []);
            assert.deepEqual((await deployWatched({ events: {} })).told, []);
        });

        it("are not asked for without events", async () => {
            const { calls } = await deployWatched({});
            assert.deepEqual(calls("aws:s3/getBucketNotification:getBucketNotification"), []);
        });
    });
});
