import * as assert from "node:assert/strict";
import { deployedStacks } from "../../../../operations/stacks/deployedStacks";

const stacks = deployedStacks({
    stackOutputs: (stack) =>
        stack === "prod-source"
            ? Promise.resolve({
                  bucketName: { value: "here", secret: false },
                  destination: { value: { accountId: "222222222222" }, secret: true },
              })
            : Promise.reject(new Error("no passphrase\n")),
    projectSettings: () => Promise.resolve({ name: "project", runtime: "nodejs" }),
    getAllConfig: () =>
        Promise.resolve({
            "project:profile": { value: "deployer" },
            "project:assumeRole": { value: "{}" },
            "project:endpoint": { value: "" },
            "aws:profile": { value: "another" },
        }),
});

describe("the stacks that verify reads", () => {
    it("have their outputs as plain values", async () => {
        assert.deepEqual(await stacks.outputs("prod-source"), {
            bucketName: "here",
            destination: { accountId: "222222222222" },
        });
    });

    it("have the project's settings that are set, and no others", async () => {
        assert.deepEqual(await stacks.settings("prod-source"), { profile: "deployer" });
    });

    it("are named where they cannot be read", async () => {
        await assert.rejects(stacks.outputs("other"), {
            name: "OperationError",
            message: "Stack other cannot be read: no passphrase",
        });
    });
});
