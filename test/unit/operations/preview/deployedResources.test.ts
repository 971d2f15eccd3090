import * as assert from "node:assert/strict";
import { deployedResources } from "../../../../operations/preview/deployedResources";

const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: '"hush"',
};
const urn = "urn:pulumi:source::project::aws:s3/bucket:Bucket::bucket";
const stateOf = (deployment: unknown) => ({ exportStack: () => Promise.resolve({ version: 3, deployment }) });

describe("what a stack has deployed, for a preview that failed", () => {
    it("is told without what is secret in inputs and outputs", async () => {
        const resource = { urn, type: "aws:s3/bucket:Bucket", id: "here", protect: true };
        const state = stateOf({
            resources: [
                { ...resource, inputs: { tags: { team: secret } }, outputs: { arn: "arn", owner: secret } },
            ],
        });
        assert.deepEqual(await deployedResources(state, "source"), [
            {
                ...resource,
                parent: "",
                provider: "",
                inputs: { tags: { team: "[secret]" } },
                outputs: { arn: "arn", owner: "[secret]" },
                retainOnDelete: false,
                delete: false,
            },
        ]);
    });

    for (const [what, state] of [
        ["was never deployed", stateOf({})],
        ["cannot be read", { exportStack: () => Promise.reject(new Error("no passphrase")) }],
        ["is none of Pulumi's", stateOf({ resources: [{ type: 1 }] })],
    ] as const) {
        it(`is nothing of a stack that ${what}`, async () => {
            assert.deepEqual(await deployedResources(state, "source"), []);
        });
    }
});
