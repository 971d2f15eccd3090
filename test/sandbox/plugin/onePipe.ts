import { RecordingService, type Answer, type Recorded } from "./recordingService";
import { ACCOUNT, REGION, type Surroundings } from "./surroundings";
import { PIPE } from "./types";

export const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

const pattern = '{"body":{"Records":{"eventName":[{"prefix":"Replication:"}]}}}';
export const given = {
    name: "events",
    description: "Replication events",
    roleArn: `arn:aws:iam::${ACCOUNT}:role/pipe`,
    source: arn("sqs", "events"),
    sourceParameters: {
        filterCriteria: { filters: [{ pattern }] },
        sqsQueueParameters: { batchSize: 10, maximumBatchingWindowInSeconds: 5 },
    },
    target: arn("events", "event-bus/default"),
    targetParameters: {
        inputTemplate: '{"record": <$.body.Records[0]>}',
        eventbridgeEventBusParameters: {
            source: "replication",
            detailType: "Object replication",
            resources: ["arn:aws:s3:::source"],
        },
    },
    tags: { team: "storage" },
};
export const sent = {
    Description: given.description,
    DesiredState: "RUNNING",
    RoleArn: given.roleArn,
    SourceParameters: {
        FilterCriteria: { Filters: [{ Pattern: pattern }] },
        SqsQueueParameters: { BatchSize: 10, MaximumBatchingWindowInSeconds: 5 },
    },
    Target: given.target,
    TargetParameters: {
        InputTemplate: given.targetParameters.inputTemplate,
        EventBridgeEventBusParameters: {
            Source: "replication",
            DetailType: "Object replication",
            Resources: ["arn:aws:s3:::source"],
        },
    },
};

export const CREATE = "POST /v1/pipes/events";
export const DESCRIBE = "GET /v1/pipes/events";
export const UPDATE = "PUT /v1/pipes/events";
export const TAG = `POST /tags/${encodeURIComponent(arn("pipes", "pipe/events"))}`;
export const DELETE = "DELETE /v1/pipes/events";

/** EventBridge Pipes with one pipe, of which it tells all that it was given, in the states that the test sets. */
class OnePipe {
    pipe: object = {};
    /** What each DescribePipe tells, the last one for good; undefined: there is none. */
    states: (string | undefined)[] = ["RUNNING"];
    readonly service = new RecordingService((request) => this.#answer(request));

    #answer({ call, body }: Recorded): Answer {
        switch (call) {
            case CREATE:
            case UPDATE:
            case DELETE:
                this.pipe = { ...this.pipe, ...(body ?? {}) };
                return { body: { Name: "events" } };
            case TAG:
                return {};
            case DESCRIBE:
                return this.#description();
            default:
                return { error: "UnexpectedCall", body: { message: call } };
        }
    }

    #description(): Answer {
        const state = this.states.length > 1 ? this.states.shift() : this.states[0];
        if (state === undefined) {
            return { error: "NotFoundException", body: { message: "Pipe events does not exist." } };
        }
        const [CurrentState, StateReason] = state.split(": ");
        return { body: { ...this.pipe, Arn: arn("pipes", "pipe/events"), CurrentState, StateReason } };
    }
}

/** A plug-in in front of such a service, for each test that opens one. */
export function inFrontOfOnePipe(surroundings: () => Surroundings) {
    const opened: OnePipe[] = [];
    afterEach(() => {
        for (const { service } of opened.splice(0)) {
            service.stop();
        }
    });
    const open = async () => {
        const aws = new OnePipe();
        opened.push(aws);
        const endpoints = JSON.stringify([{ pipes: await aws.service.start() }]);
        const plugin = await surroundings().configured({ endpoints });
        return { aws, plugin, inputs: await plugin.accepted(PIPE, given) };
    };
    return {
        open,
        async made() {
            const { aws, plugin, inputs } = await open();
            return { aws, plugin, inputs, ...(await plugin.create(PIPE, inputs)) };
        },
    };
}
