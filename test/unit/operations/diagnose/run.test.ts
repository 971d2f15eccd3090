import * as assert from "node:assert/strict";
import * as path from "node:path";
import { inOrder, type Finding } from "../../../../operations/diagnose/finding";
import type { Questions } from "../../../../operations/diagnose/answers";
import { runDiagnosis } from "../../../../operations/diagnose/run";
import { FakeAws, nothing, type Answers } from "./read/fakeAws";
import { healthy } from "./read/healthyAnswers";

const denied = { status: 403, code: "AccessDenied" };
const busy = { status: 503, code: "SlowDown" };

describe("a diagnosis that is asked more than of the pair", () => {
    let aws: FakeAws;
    const environment = process.env;

    beforeEach(async () => {
        aws = new FakeAws();
        await aws.start();
        process.env = {
            AWS_ACCESS_KEY_ID: "a",
            AWS_SECRET_ACCESS_KEY: "b",
            AWS_ENDPOINT_URL: aws.endpoint,
            AWS_REGION: "ap-northeast-2",
        };
    });

    afterEach(() => {
        aws.stop();
        process.env = environment;
    });

    const reportOn = async (questions: Questions, answers: Answers, timeoutSeconds = 10) => {
        aws.answers = { ...healthy, ...answers };
        const { report } = await runDiagnosis(
            {
                pair: { buckets: { source: "here", destination: "there" } },
                source: {},
                destination: {},
                projectDirectory: path.resolve("elsewhere"),
                timeoutSeconds,
                openStacks: () => Promise.reject(new Error("there are no stacks")),
                signal: new AbortController().signal,
            },
            questions,
            () => undefined,
        );
        return report;
    };

    const refusal = (action: string, target: string) =>
        `The credentials of the source may not do ${action} on ${target} (HTTP 403, AccessDenied: no). ` +
        "Allow it to them, or name others: --source-profile <profile> or --source-role <role ARN>";

    const queue = () => `${aws.endpoint}/333333333333/failures`;

    const expectUnanswered = async (
        questions: Questions,
        answers: Answers,
        where: string,
        reason: string,
    ): Promise<void> => {
        const pair = await reportOn({}, {});
        const unanswered: Finding = {
            id: "not-read",
            severity: "unknown",
            side: "source",
            where,
            message: reason,
            fix: "",
        };
        assert.deepEqual(await reportOn(questions, answers), {
            ...pair,
            findings: inOrder([...pair.findings, unanswered]),
            unread: [...pair.unread, reason],
        });
    };

    it("keeps what is found of the pair where an object may not be looked at", async () => {
        await expectUnanswered(
            { key: "a b" },
            { ListObjectVersions: denied },
            "object a b",
            refusal("s3:ListBucketVersions", "bucket here of account 111111111111"),
        );
    });

    it("keeps it where a queue may not be read", async () => {
        await expectUnanswered(
            { eventsQueue: { url: queue(), accountId: "333333333333" } },
            { GetQueueAttributes: denied, ReceiveMessage: denied },
            `queue ${queue()}`,
            refusal("sqs:ReceiveMessage", `queue ${queue()}`),
        );
    });

    it("gives every call to a queue its time, and no more", async () => {
        const { events, unread } = await reportOn(
            { eventsQueue: { url: queue(), accountId: "333333333333" } },
            { GetQueueAttributes: denied, ReceiveMessage: nothing },
            3,
        );
        assert.deepEqual(
            [events, unread.map((words) => words.replace(/\d+ times/, "n times"))],
            [
                undefined,
                [
                    `ReceiveMessage on queue ${queue()}, the source, failed, n times; the last time: the connection stalled: ` +
                        "no byte came or went any more",
                ],
            ],
        );
    });

    it("gives every call for a sample its time, and no more, and finds that it was not looked at", async () => {
        const { findings, sample, unread } = await reportOn({ sample: 20 }, { ListObjectVersions: busy }, 1);
        const [reason = ""] = unread;
        assert.match(
            reason,
            /^ListObjectVersions on bucket here of account 111111111111, the source, failed, \d+ times; the last time: HTTP 503, SlowDown: no$/,
        );
        const row = { versions: 0, looked: 0, byStatus: {}, causes: [], examples: [], unread: reason };
        assert.deepEqual(
            [
                sample,
                findings.filter(({ message }) => message === reason).map(({ id, where }) => [id, where]),
            ],
            [[{ rule: "all", prefix: "", ...row }], [["not-read", "newest versions under rule all"]]],
        );
    });
});
