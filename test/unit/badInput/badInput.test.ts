import * as assert from "node:assert/strict";
import program from "../../../index";
import { runToFailure } from "../../support/recorder";
import { destinationSettings, handShake, sourceSettings } from "../../support/settings";
import { componentCases } from "./componentCases";
import { refused } from "./construct";
import { lateCases } from "./lateCases";
import { outputCases } from "./outputCases";
import { settingsCases } from "./settingsCases";

const good = {
    source: { destinationStack: "destination", ...sourceSettings },
    destination: destinationSettings,
};

describe("bad input", () => {
    it("is tried in at least 40 cases", () => {
        assert.ok(settingsCases.length + componentCases.length >= 40);
    });

    for (const { side, set, problems } of settingsCases) {
        it(`setting of the ${side}: ${JSON.stringify(set).slice(0, 80)}`, async () => {
            const settings = { side, ...good[side], ...set };
            const stacks = {
                "acme/s3-cross-account-replication/test": { replicationDestination: handShake },
            };
            assert.deepEqual(await runToFailure({ settings, stacks }, program), {
                message: [
                    "Settings of stack test that cannot be deployed:",
                    ...problems.map((problem) => `  ${problem}`),
                    "Correct them in Pulumi.test.yaml, or with: pulumi config set --stack test <setting> <value>",
                ].join("\n"),
                registered: [],
            });
        });
    }

    for (const example of componentCases) {
        it(`argument: ${example.message.slice(0, 80)}`, async () => {
            const { message, registered } = await refused(example);
            assert.equal(message, example.message);
            assert.deepEqual(
                registered.filter((name) => !name.startsWith("pulumi:providers:")),
                [],
            );
        });
    }

    for (const { world, unmade, ...example } of lateCases) {
        it(`what AWS says: ${example.message.slice(0, 80)}`, async () => {
            const { message, registered } = await refused(example, world);
            assert.equal(message, example.message);
            assert.deepEqual(
                registered.filter((name) => name.endsWith(` ${unmade}`)),
                [],
            );
        });
    }
});

describe("bad input that comes as an output", () => {
    it("is tried in at least 40 cases", () => {
        assert.ok(outputCases.length >= 40);
    });

    for (const { unmade, ...example } of outputCases) {
        it(`is told as a plain one is: ${example.message.slice(0, 80)}`, async () => {
            const { message, registered } = await refused(example);
            assert.equal(message, example.message);
            assert.deepEqual(
                registered.filter((name) => name.endsWith(` ${unmade}`)),
                [],
            );
        });
    }
});
