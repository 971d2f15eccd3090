import assert from "node:assert/strict";
import { NO_DIFFERENCE } from "./answers";
import { openToS3 } from "./cases/case";
import { RecordingService, type Answer } from "./recordingService";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { QUEUE } from "./types";

const CREATE = "AmazonSQS.CreateQueue";
const GET = "AmazonSQS.GetQueueAttributes";
const SET = "AmazonSQS.SetQueueAttributes";
const TAGS = "AmazonSQS.ListQueueTags";

describe("the stand-in AWS plug-in: queues", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const QueueUrl = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/events`;
    const [first, second] = [openToS3("sqs:SendMessage"), openToS3("sqs:SendMessage", "sqs:Get*")];
    const attributes = (Policy: string) => ({
        MessageRetentionPeriod: "345600",
        Policy,
        VisibilityTimeout: "30",
    });
    const told = (Policy: string) => ({ body: { Attributes: attributes(Policy) } });
    let answers: Record<string, Answer[]>;
    let service: RecordingService;

    beforeEach(() => {
        // The last one of an operation is for good.
        service = new RecordingService(({ call }) => {
            const [next = { error: "UnexpectedCall" }, ...later] = answers[call] ?? [];
            answers[call] = later.length === 0 ? [next] : later;
            return next;
        });
    });
    afterEach(() => {
        service.stop();
    });

    it("take the time that SQS needs, and are called at the endpoint, whatever their URL", async () => {
        const AWS_ENDPOINT_URL_SQS = await service.start();
        const plugin = await here.surroundings.plugin(ACCOUNT, { AWS_ENDPOINT_URL_SQS });
        await plugin.configure({ region: REGION });
        answers = {
            [CREATE]: [{ error: "QueueDeletedRecently" }, { body: { QueueUrl } }],
            [GET]: [{ error: "QueueDoesNotExist" }, told(""), told(first)],
            [TAGS]: [{ body: {} }],
        };
        const inputs = await plugin.accepted(QUEUE, { name: "events", policy: first });
        const { id, state } = await plugin.create(QUEUE, inputs);
        assert.deepEqual([id, state.url, state.name], [QueueUrl, QueueUrl, "events"]);
        assert.deepEqual(service.bodies(CREATE)[1], { QueueName: "events", Attributes: attributes(first) });
        assert.deepEqual(service.calls(), [CREATE, CREATE, GET, GET, GET, GET, TAGS]);

        service.requests.length = 0;
        const wanted = await plugin.accepted(QUEUE, { name: "events", policy: second });
        const otherForm = second.replace('"Action"', '\n"Action"');
        answers = {
            [SET]: [{}],
            [GET]: [told(first), told(otherForm)],
            [TAGS]: [{ body: {} }],
        };
        const updated = await plugin.update(QUEUE, id, state, wanted);
        assert.deepEqual(service.bodies(SET), [{ QueueUrl, Attributes: attributes(second) }]);
        assert.deepEqual(service.calls(), [SET, GET, GET, GET, TAGS]);
        assert.equal(updated.policy, second);
        assert.deepEqual(await plugin.diff(QUEUE, updated, wanted), NO_DIFFERENCE);
    });

    it("keep SQS's encryption and somebody's policy where the program says nothing of them", async () => {
        const inputs = await here.plugin.accepted(QUEUE, { name: "plain" });
        const { id, state } = await here.plugin.create(QUEUE, inputs);
        await here.aws.sqs.setQueueAttributes({
            QueueUrl: id,
            Attributes: { SqsManagedSseEnabled: "true", Policy: first },
        });
        const found = await here.plugin.read(QUEUE, id, state, inputs);
        assert.deepEqual([found.state.sqsManagedSseEnabled, found.state.policy], [true, first]);
        assert.deepEqual(await here.plugin.diff(QUEUE, found.state, inputs), NO_DIFFERENCE);
        assert.deepEqual(found.inputs, inputs);
    });
});
