import assert from "node:assert/strict";
import { NO_DIFFERENCE } from "./answers";
import { arn, CREATE, DESCRIBE, given, inFrontOfOnePipe, sent, TAG, UPDATE } from "./onePipe";
import { REGION, inSurroundings } from "./surroundings";
import { PIPE } from "./types";

describe("the stand-in AWS plug-in: pipes and their parameters", function () {
    this.timeout(60_000);
    const here = inSurroundings();
    const pipes = inFrontOfOnePipe(() => here.surroundings);

    it("are created with all that they are given, and are there once they run", async () => {
        const { aws, plugin, inputs } = await pipes.open();
        aws.states = [undefined, "CREATING", "CREATING", "RUNNING"];
        const { id, state } = await plugin.create(PIPE, inputs);
        assert.equal(id, "events");
        assert.deepEqual(aws.service.bodies(CREATE), [{ ...sent, Source: given.source, Tags: given.tags }]);
        assert.deepEqual(aws.service.calls(), [CREATE, DESCRIBE, DESCRIBE, DESCRIBE, DESCRIBE, DESCRIBE]);
        assert.deepEqual(state, {
            ...given,
            id,
            arn: arn("pipes", "pipe/events"),
            desiredState: "RUNNING",
            region: REGION,
            tagsAll: given.tags,
        });
        assert.deepEqual(await plugin.diff(PIPE, state, inputs), NO_DIFFERENCE);
        assert.deepEqual(await plugin.read(PIPE, id, state, inputs), { id, state, inputs });
    });

    it("may be created stopped", async () => {
        const { aws, plugin, inputs } = await pipes.open();
        aws.states = ["STOPPED"];
        await plugin.create(PIPE, { ...inputs, desiredState: "STOPPED" });
        assert.partialDeepStrictEqual(aws.service.bodies(CREATE), [{ DesiredState: "STOPPED" }]);
    });

    it("have defaults for a queue, of which AWS alone speaks", async () => {
        const { aws, plugin } = await pipes.open();
        const { sourceParameters, targetParameters, ...rest } = given;
        const plain = await plugin.accepted(PIPE, rest);
        aws.pipe = { SourceParameters: { SqsQueueParameters: { BatchSize: 10 } }, TargetParameters: {} };
        const { state } = await plugin.create(PIPE, plain);
        assert.deepEqual(state.sourceParameters, { sqsQueueParameters: { batchSize: 10 } });
        assert.equal(state.targetParameters, undefined);
        assert.deepEqual(await plugin.diff(PIPE, state, plain), NO_DIFFERENCE);
        const wanted = await plugin.accepted(PIPE, { ...rest, sourceParameters, targetParameters });
        assert.deepEqual((await plugin.diff(PIPE, state, wanted)).paths, {
            "sourceParameters.filterCriteria": "add",
            "sourceParameters.sqsQueueParameters.maximumBatchingWindowInSeconds": "add",
            targetParameters: "add",
        });
    });

    it("are updated with their role and whole parameters, and AWS takes away what is left out", async () => {
        const { aws, plugin, id, state } = await pipes.made();
        const wanted = await plugin.accepted(PIPE, {
            ...given,
            desiredState: "STOPPED",
            sourceParameters: { sqsQueueParameters: { batchSize: 1 } },
            targetParameters: { eventbridgeEventBusParameters: { source: "other" } },
        });
        assert.deepEqual(await plugin.diff(PIPE, state, wanted), {
            ...NO_DIFFERENCE,
            paths: {
                desiredState: "update",
                "sourceParameters.filterCriteria": "delete",
                "sourceParameters.sqsQueueParameters.batchSize": "update",
                "targetParameters.inputTemplate": "delete",
                "targetParameters.eventbridgeEventBusParameters.detailType": "delete",
                "targetParameters.eventbridgeEventBusParameters.resources": "delete",
                "targetParameters.eventbridgeEventBusParameters.source": "update",
            },
        });
        aws.states = ["UPDATING", "STOPPING", "STOPPED"];
        const updated = await plugin.update(PIPE, id, state, wanted);
        assert.deepEqual(aws.service.bodies(UPDATE), [
            {
                ...sent,
                DesiredState: "STOPPED",
                SourceParameters: {
                    FilterCriteria: { Filters: [] },
                    SqsQueueParameters: { BatchSize: 1 },
                },
                TargetParameters: {
                    InputTemplate: "",
                    EventBridgeEventBusParameters: { Source: "other" },
                },
            },
        ]);
        assert.deepEqual(await plugin.diff(PIPE, updated, wanted), NO_DIFFERENCE);
    });

    it("lose their target's parameters where the program has none any more", async () => {
        const { aws, plugin, inputs, id, state } = await pipes.made();
        const { targetParameters, ...rest } = inputs;
        assert.deepEqual(targetParameters, given.targetParameters);
        assert.deepEqual((await plugin.diff(PIPE, state, rest)).paths, { targetParameters: "delete" });
        await plugin.update(PIPE, id, state, rest);
        assert.deepEqual(aws.service.bodies(UPDATE), [{ ...sent, TargetParameters: { InputTemplate: "" } }]);
    });

    it("are tagged, and not updated, where nothing but tags differs", async () => {
        const { aws, plugin, inputs, id, state } = await pipes.made();
        aws.service.requests.length = 0;
        await plugin.update(PIPE, id, state, { ...inputs, tags: { ...given.tags, cost: "42" } });
        assert.deepEqual(aws.service.calls(), [DESCRIBE, TAG, DESCRIBE]);
        assert.deepEqual(aws.service.bodies(TAG), [{ tags: { cost: "42" } }]);
    });

    it("name what their events are about in any order", async () => {
        const about = (...resources: string[]) => ({
            ...given,
            targetParameters: { eventbridgeEventBusParameters: { resources } },
        });
        const { paths } = await here.plugin.diff(PIPE, about("r", "s"), about("s", "r"));
        assert.deepEqual(paths, {});
    });

    it("are found changed where somebody changed a parameter", async () => {
        const { aws, plugin, inputs, id, state } = await pipes.made();
        const resources = ["arn:aws:s3:::source", "arn:aws:s3:::by-hand"];
        aws.pipe = {
            ...aws.pipe,
            SourceParameters: { SqsQueueParameters: { BatchSize: 1 } },
            TargetParameters: { EventBridgeEventBusParameters: { Resources: resources } },
        };
        const found = await plugin.read(PIPE, id, state, inputs);
        assert.deepEqual((await plugin.diff(PIPE, found.state, inputs)).paths, {
            "sourceParameters.filterCriteria": "add",
            "sourceParameters.sqsQueueParameters.batchSize": "update",
            "sourceParameters.sqsQueueParameters.maximumBatchingWindowInSeconds": "add",
            "targetParameters.inputTemplate": "add",
            "targetParameters.eventbridgeEventBusParameters.detailType": "add",
            "targetParameters.eventbridgeEventBusParameters.resources[1]": "delete",
            "targetParameters.eventbridgeEventBusParameters.source": "add",
        });
    });

    it("are found changed where somebody took the target's parameters away", async () => {
        const { aws, plugin, inputs, id, state } = await pipes.made();
        aws.pipe = { ...aws.pipe, TargetParameters: undefined };
        const found = await plugin.read(PIPE, id, state, inputs);
        assert.deepEqual((await plugin.diff(PIPE, found.state, inputs)).paths, { targetParameters: "add" });
    });

    it("are imported with their parameters", async () => {
        const { plugin } = await pipes.made();
        const found = await plugin.read(PIPE, "events");
        assert.deepEqual(found.inputs, { ...given, region: REGION, __defaults: [] });
    });

    it("keep the parameters that they were given where the answer has none, as the emulator's", async () => {
        const { inputs } = await pipes.open();
        const { id, state } = await here.plugin.create(PIPE, inputs);
        const found = await here.plugin.read(PIPE, id, state, inputs);
        assert.deepEqual(found, { id, state, inputs });
        assert.deepEqual(state.sourceParameters, given.sourceParameters);
        assert.deepEqual(state.targetParameters, given.targetParameters);
        const sourceParameters = { sqsQueueParameters: { batchSize: 1 } };
        const wanted = { ...inputs, sourceParameters };
        const updated = await here.plugin.update(PIPE, id, state, wanted);
        assert.deepEqual(updated.sourceParameters, sourceParameters);
        assert.deepEqual((await here.plugin.read(PIPE, id, updated, wanted)).state, updated);
    });
});
