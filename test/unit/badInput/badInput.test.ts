import * as assert from "node:assert/strict";
import program from "../../../index";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { runToFailure } from "../../support/recorder";
import { destinationSettings, handShake, sourceSettings } from "../../support/settings";
import type { ComponentCase } from "./componentCase";
import { componentCases } from "./componentCases";
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
            assert.deepEqual(
                await runToFailure({}, () => {
                    construct(example);
                }),
                {
                    message: example.message,
                    registered: [],
                },
            );
        });
    }
});

/** The types would refuse most of the cases; what comes from YAML or plain JavaScript is not typed. */
function construct(example: ComponentCase): void {
    if ("source" in example) {
        Reflect.construct(ReplicationSource, [
            "copy",
            {
                destination: { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" },
                roleName: "replicator",
                ...example.source,
            },
        ]);
    } else {
        Reflect.construct(ReplicationDestination, [
            "copy",
            { sourceAccountId: "111111111111", replicationRoleName: "replicator", ...example.destination },
        ]);
    }
}
