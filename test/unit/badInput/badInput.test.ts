import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure } from "../../support/recorder";
import { accounts, deployDestination, deploySource, inTokyo, underKey } from "../support/sides";
import { destinationSettings, handshake, sourceSettings } from "../../support/settings";
import { ofSource } from "./componentCase";
import { isPlain } from "../../../components/validation/pending";
import { circularCases } from "./circularCases";
import { componentCases } from "./componentCases";
import { construct, refused } from "./construct";
import { lateCases } from "./lateCases";
import { outputCases, placeOf, places } from "./outputCases";
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
                "acme/s3-cross-account-replication/test": { replicationDestination: handshake },
            };
            const { message, registered } = await runToFailure({ settings, stacks }, program);
            const lines = message.split("\n");
            // Each has its command, which test/unit/stacks/settings/advice.test.ts and the engine try.
            assert.deepEqual(
                lines.filter(
                    (line) => !/^ {4}(Run|For example|To leave it out): pulumi config (set|rm) /.test(line),
                ),
                [
                    "Settings of stack test that cannot be deployed:",
                    ...problems.map((problem) => `  ${problem}`),
                    "They are in Pulumi.test.yaml. What no command can write, such as an empty object, is written there.",
                ],
            );
            assert.equal(lines.length, 2 + 2 * problems.length);
            assert.deepEqual(registered, []);
        });
    }

    for (const example of [...componentCases, ...circularCases]) {
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
            // What is plain is judged before AWS is told to make anything, without a preview too.
            if (isPlain(example)) {
                assert.deepEqual(registered.filter(inAws), []);
            }
        });
    }
});

/** Whether it is a resource that the provider makes in AWS. */
const inAws = (registered: string) => registered.startsWith("aws:");

describe("bad input that comes as an output", () => {
    it("is tried in at least 280 cases, at each place that may be an output", () => {
        assert.ok(outputCases.length >= 280, `${outputCases.length}`);
        const tried = new Set(outputCases.map(({ message }) => placeOf(message)));
        assert.deepEqual(
            places.filter((place) => !tried.has(place)),
            [],
        );
    });

    it("keeps from being made what is made with good input", async () => {
        const made = new Set(await namesOfGood());
        const unmade = new Set([...lateCases, ...outputCases].map((example) => example.unmade));
        assert.deepEqual(
            [...unmade].filter((name) => name !== "" && !made.has(name)),
            [],
        );
    });

    for (const { world, unmade, ...example } of outputCases) {
        it(`is told as a plain one is: ${example.message.slice(0, 80)}`, async () => {
            const { message, registered } = await refused(example, world);
            assert.equal(message, example.message);
            assert.deepEqual(
                registered.filter((name) => name.endsWith(` ${unmade}`)),
                [],
            );
        });
    }
});

describe("bad input beside what is not known yet", () => {
    const later = pulumi.output(pulumi.unknown);
    const bucketArn = pulumi.output("replicas");
    for (const source of [
        { destination: { ...inTokyo, accountId: later, bucketArn } },
        { rules: [{ prefix: later }], destination: { ...inTokyo, bucketArn } },
    ]) {
        it(`is told at once: a destination's bucketArn beside ${Object.keys(source).join(", ")}`, async () => {
            const { message } = await refused({ source, message: "" }, { preview: true });
            assert.equal(
                message,
                ofSource(
                    'destination.bucketArn is "replicas"; allowed: the ARN of a bucket, arn:<partition>:s3:::<bucket name>, ' +
                        "without a path.",
                ),
            );
        });
    }
});

describe("rules of which some values are outputs", () => {
    const sre: Record<string, string> = { team: "sre" };
    const rules = [
        { id: pulumi.output("a"), priority: 1, tags: { team: pulumi.output("sre"), stage: "production" } },
        { id: "b", priority: pulumi.output(2), tags: pulumi.output(sre) },
        pulumi.output({ id: "c", priority: 3 }),
        Promise.resolve({ id: "d", priority: 4 }),
    ];

    it("are taken as the same plain ones", async () => {
        const plain = [
            { id: "a", priority: 1, tags: { team: "sre", stage: "production" } },
            { id: "b", priority: 2, tags: sre },
            { id: "c", priority: 3 },
            { id: "d", priority: 4 },
        ];
        const [one, other] = [await deploySource({ rules }), await deploySource({ rules: plain })];
        assert.deepEqual(
            one.resource("copy-replication").inputs.rules,
            other.resource("copy-replication").inputs.rules,
        );
    });

    it("may say later which of several destinations they go to", async () => {
        const { resource } = await deploySource({
            destination: undefined,
            destinations: { tokyo: inTokyo, osaka: { ...inTokyo, bucketArn: "arn:aws:s3:::osaka" } },
            rules: [
                Promise.resolve({ id: "a", priority: 1, destination: "tokyo" }),
                { id: "b", priority: 2, destination: pulumi.output("osaka") },
            ],
        });
        assert.match(
            JSON.stringify(resource("copy-replication").inputs.rules),
            /"bucket":"arn:aws:s3:::osaka".*"bucket":"arn:aws:s3:::replicas"/,
        );
    });

    it("may replicate delete markers where tags turn out to be none", async () => {
        const source = { rules: [{ tags: pulumi.output(undefined), deleteMarkerReplication: true }] };
        const { resource } = await run(accounts, () => {
            construct({ source, message: "none" });
        });
        assert.match(
            JSON.stringify(resource("copy-replication").inputs.rules),
            /"deleteMarkerReplication":{"status":"Enabled"}/,
        );
    });
});

/** The names of all that is made of both sides. */
async function namesOfGood(): Promise<readonly string[]> {
    const everything = {
        encryption: { createKmsKey: true },
        accessLogging: { bucketName: "access-logs" },
        destination: underKey,
    };
    const monitoring = { events: {}, dashboard: true };
    const osaka = { ...inTokyo, bucketArn: "arn:aws:s3:::osaka" };
    const made = [
        await deployDestination(),
        await deploySource({ ...everything, monitoring, backfill: {} }),
        await deploySource({
            destination: undefined,
            destinations: { tokyo: inTokyo, osaka },
            rules: [
                { id: "a", priority: 1, destination: "tokyo" },
                { id: "b", priority: 2, destination: "osaka" },
            ],
            monitoring: {},
        }),
    ];
    return made.flatMap(({ resources }) => resources.map(({ name }) => name));
}
