import * as assert from "node:assert/strict";
import { chooseCredentials } from "../../../../operations/aws/credentials";

const unread = () => assert.fail("The stack's settings were read.");
const role = "arn:aws:iam::111111111111:role/verify";

describe("the credentials of a side", () => {
    for (const [options, expected] of [
        [{ profile: "p" }, { profile: "p", assumeRole: undefined }],
        [{ role }, { profile: undefined, assumeRole: { roleArn: role, externalId: undefined } }],
        [
            { profile: "p", role, externalId: "x" },
            { profile: "p", assumeRole: { roleArn: role, externalId: "x" } },
        ],
    ] as const) {
        it(`are those of the flags, and the stack's settings are not asked: ${JSON.stringify(options)}`, async () => {
            assert.deepEqual(await chooseCredentials("source", options, unread), expected);
        });
    }

    const cases: readonly (readonly [Readonly<Record<string, string>>, object])[] = [
        [{}, { profile: undefined, assumeRole: undefined }],
        [
            { profile: "s", region: "eu-west-1" },
            { profile: "s", assumeRole: undefined },
        ],
        [
            { assumeRole: JSON.stringify({ roleArn: role, externalId: "e", sessionName: "n" }) },
            { profile: undefined, assumeRole: { roleArn: role, externalId: "e", sessionName: "n" } },
        ],
    ];
    for (const [settings, expected] of cases) {
        it(`are those of the stack's settings without flags: ${JSON.stringify(settings)}`, async () => {
            assert.deepEqual(
                await chooseCredentials("source", {}, () => Promise.resolve(settings)),
                expected,
            );
        });
    }

    it("are refused as an external id without a role", async () => {
        await assert.rejects(chooseCredentials("destination", { profile: "p", externalId: "x" }, unread), {
            name: "OperationError",
            message:
                "--destination-external-id goes with a role: name it too, --destination-role <role ARN>.",
        });
    });

    for (const setting of ["{", '{"externalId":"x"}', "[]"]) {
        it(`are refused as a setting assumeRole ${setting}`, async () => {
            await assert.rejects(
                chooseCredentials("source", {}, () => Promise.resolve({ assumeRole: setting })),
                {
                    name: "OperationError",
                    message:
                        `The setting assumeRole of the source's stack is ${setting}; allowed: an object with roleArn and, ` +
                        "optionally, externalId and sessionName. Correct it, or name the role: --source-role <role ARN>",
                },
            );
        });
    }
});
