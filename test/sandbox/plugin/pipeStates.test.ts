import assert from "node:assert/strict";
import { incompleteResource, refusal } from "./answers";
import { DELETE, DESCRIBE, inFrontOfOnePipe, UPDATE } from "./onePipe";
import { inSurroundings } from "./surroundings";
import { PIPE } from "./types";

describe("the stand-in AWS plug-in: pipes, for which AWS takes its time", function () {
    this.timeout(60_000);
    const here = inSurroundings();
    const pipes = inFrontOfOnePipe(() => here.surroundings);

    it("that AWS cannot create are known to the engine, with AWS's reason", async () => {
        const { aws, plugin, inputs } = await pipes.open();
        aws.states = ["CREATING", "CREATE_FAILED: The role may not receive messages."];
        const failure = await incompleteResource(plugin.create(PIPE, inputs));
        assert.deepEqual(failure.reasons, [
            `${PIPE} (thing) was created as events, but is not complete: ` +
                "the pipe is in the state CREATE_FAILED: The role may not receive messages.",
        ]);
        assert.deepEqual([failure.id, failure.inputs], ["events", inputs]);
        // The engine then asks for an update, though nothing differs. As with the official plug-in, that mends nothing.
        aws.states = ["CREATE_FAILED: The role may not receive messages."];
        await plugin.update(PIPE, failure.id, failure.state, inputs);
        assert.deepEqual(aws.service.bodies(UPDATE), []);
    });

    it("say why AWS could not update or delete them", async () => {
        const { aws, plugin, inputs, id, state } = await pipes.made();
        aws.states = ["UPDATING", "UPDATE_FAILED: No such role."];
        assert.equal(
            await refusal(plugin.update(PIPE, id, state, { ...inputs, description: "second" })),
            `updating ${PIPE} (events): the pipe is in the state UPDATE_FAILED: No such role.`,
        );
        aws.states = ["DELETING", "DELETE_FAILED"];
        assert.equal(
            await refusal(plugin.delete(PIPE, id, state)),
            `deleting ${PIPE} (events): the pipe is in the state DELETE_FAILED: AWS gives no reason`,
        );
    });

    it("are deleted once AWS finds them no more, also those that it could not create", async () => {
        const { aws, plugin, id, state } = await pipes.made();
        aws.service.requests.length = 0;
        aws.states = ["CREATE_FAILED: why", "DELETING", undefined];
        await plugin.delete(PIPE, id, state);
        assert.deepEqual(aws.service.calls(), [DELETE, DESCRIBE, DESCRIBE, DESCRIBE]);
    });

    it("are waited for no longer once the engine has cancelled", async () => {
        const { aws, plugin, inputs } = await pipes.open();
        aws.states = ["CREATING"];
        const failing = incompleteResource(plugin.create(PIPE, inputs));
        await plugin.cancel();
        const failure = await failing;
        assert.equal(failure.id, "events");
        assert.deepEqual(failure.reasons, [
            `${PIPE} (thing) was created as events, but is not complete: cancelled by the engine`,
        ]);
    });
});
