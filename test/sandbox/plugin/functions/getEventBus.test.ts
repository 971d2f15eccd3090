import assert from "node:assert/strict";
import { refusal, type Properties } from "../answers";
import { ACCOUNT, REGION, inSurroundings } from "../surroundings";

const GET_EVENT_BUS = "aws:cloudwatch/getEventBus:getEventBus";

describe("the stand-in AWS plug-in: getEventBus", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    for (const region of [REGION, "eu-west-1"]) {
        it(`describes an event bus of which little, and one of which much is to be said, in ${region}`, async () => {
            const elsewhere: Properties = region === REGION ? {} : { region };
            const arn = (name: string) => `arn:aws:events:${region}:${ACCOUNT}:event-bus/${name}`;
            assert.deepEqual(await here.plugin.invoke(GET_EVENT_BUS, { name: "default", ...elsewhere }), {
                id: "default",
                name: "default",
                region,
                arn: arn("default"),
                description: "",
                kmsKeyIdentifier: "",
                deadLetterConfigs: [],
                logConfigs: [],
            });
            const key = `arn:aws:kms:${region}:${ACCOUNT}:key/k`;
            const queue = `arn:aws:sqs:${region}:${ACCOUNT}:dead`;
            await here.surroundings.byHand(ACCOUNT, region).eventbridge.createEventBus({
                Name: "replication",
                Description: "d",
                KmsKeyIdentifier: key,
                DeadLetterConfig: { Arn: queue },
                LogConfig: { IncludeDetail: "FULL", Level: "ERROR" },
            });
            assert.deepEqual(await here.plugin.invoke(GET_EVENT_BUS, { name: "replication", ...elsewhere }), {
                id: "replication",
                name: "replication",
                region,
                arn: arn("replication"),
                description: "d",
                kmsKeyIdentifier: key,
                deadLetterConfigs: [{ arn: queue }],
                logConfigs: [{ includeDetail: "FULL", level: "ERROR" }],
            });
        });
    }

    it("gives EventBridge's words for an event bus that is not there", async () => {
        assert.equal(
            await refusal(here.plugin.invoke(GET_EVENT_BUS, { name: "none" })),
            "reading the EventBridge event bus none: ResourceNotFoundException: Event bus none not found",
        );
    });
});
