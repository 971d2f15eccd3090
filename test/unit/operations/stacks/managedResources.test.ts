import * as assert from "node:assert/strict";
import { managedResources } from "../../../../operations/stacks/managedResources";

const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: '"hush"',
};
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

const stateOf = (...resources: readonly unknown[]) => ({
    exportStack: () => Promise.resolve({ version: 3, deployment: { resources } }),
});

describe("the resources that a stack manages", () => {
    it("are those that matter to replication, and that it has not to delete", async () => {
        const inputs = { bucket: "here" };
        const state = stateOf(
            { type: "pulumi:pulumi:Stack" },
            { type: versioning, inputs },
            { type: versioning, inputs: { bucket: "before" }, delete: true },
            { type: versioning, inputs: { bucket: "read" }, external: true },
            { type: "aws:sns/topic:Topic", inputs: { name: "failures" } },
            { type: "aws:kms/key:Key", id: "1234" },
        );
        assert.deepEqual(await managedResources(state, "source"), [
            { type: versioning, inputs },
            { type: "aws:kms/key:Key", id: "1234", inputs: {} },
        ]);
    });

    it("have their secrets hidden, wherever these are, and come without Pulumi's notes", async () => {
        const inputs = {
            bucket: "here",
            mfa: secret,
            list: [{ deep: secret }],
            __defaults: ["x"],
            rule: [{}],
        };
        assert.deepEqual(await managedResources(stateOf({ type: versioning, inputs }), "source"), [
            {
                type: versioning,
                inputs: { bucket: "here", mfa: "[secret]", list: [{ deep: "[secret]" }], rule: [{}] },
            },
        ]);
    });

    it("are none of a stack that was never deployed", async () => {
        const state = { exportStack: () => Promise.resolve({ version: 3, deployment: {} }) };
        assert.deepEqual(await managedResources(state, "source"), []);
    });

    for (const [what, exportStack, why] of [
        ["is refused", () => Promise.reject(new Error("no passphrase\n")), "no passphrase"],
        [
            "is something else",
            () => Promise.resolve({ version: 3, deployment: { resources: [{ type: 1 }] } }),
            "resources.0.type is not as Pulumi writes it.",
        ],
    ] as const) {
        it(`are told not to be readable where the state ${what}`, async () => {
            await assert.rejects(managedResources({ exportStack }, "source"), {
                name: "OperationError",
                message: `The state of stack source cannot be read: ${why}`,
            });
        });
    }
});
