import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import program from "../../../../index";
import { configFileOf, usualFile } from "../../../../stacks/settings/file";
import { runToFailure } from "../../../support/recorder";
import { destinationSettings, sourceSettings } from "../../../support/settings";

const good = {
    source: { side: "source", destinationStack: "destination", ...sourceSettings },
    destination: { side: "destination", ...destinationSettings },
};

/** The advice on settings that are set over good ones, one for each problem, without the stack that every command names. */
async function adviceOn(
    side: "source" | "destination",
    set: Readonly<Record<string, string>>,
    organization = "organization",
): Promise<readonly string[]> {
    const { message } = await runToFailure(
        { settings: { ...good[side], ...set }, stack: "dev", organization },
        program,
    );
    return message
        .split("\n")
        .filter((line) => line.startsWith("    "))
        .map((line) => line.trim().replaceAll(" --stack dev", ""));
}

describe("the advice on a wrong setting", () => {
    for (const [side, set, ...advice] of [
        ["source", { protectBucket: "No" }, "Run: pulumi config set protectBucket false"],
        ["source", { region: " AP-NORTHEAST-2" }, "Run: pulumi config set region ap-northeast-2"],
        ["source", { region: "Seoul" }, "For example: pulumi config set region ap-northeast-2"],
        ["source", { accountId: "1111-2222-3333" }, "Run: pulumi config set accountId 111122223333"],
        ["source", { accountId: "1227133513" }, "For example: pulumi config set accountId 011111111111"],
        ["source", { accountId: "12345678912" }, "For example: pulumi config set accountId 012345678912"],
        [
            "destination",
            { sourceAccountId: "prod" },
            "For example: pulumi config set sourceAccountId 444455556666",
        ],
        [
            "destination",
            { accountId: "444455556666", sourceAccountId: "444455556666" },
            "For example: pulumi config set sourceAccountId 111122223333",
        ],
        ["source", { bucketName: "My_Bucket." }, "For example: pulumi config set bucketName my-bucket"],
        [
            "source",
            { replicationRoleName: "arn:aws:iam::111111111111:role/it's me" },
            "For example: pulumi config set replicationRoleName it-s-me",
        ],
        ["destination", { rules: "[{}, {}]" }, "Run: pulumi config rm rules"],
        ["destination", { grant: "Pinnedrole" }, "For example: pulumi config set grant pinnedRole"],
        [
            "source",
            { tags: '{"a.b":1,"aws:x":"y","it is":true,"minus":-5,"ok":"x"}' },
            `Run: pulumi config set --path --type string 'tags["a.b"]' 1`,
            `Run: pulumi config rm --path 'tags["aws:x"]'`,
            `Run: pulumi config set --path --type string 'tags["it is"]' true`,
            "Run: pulumi config set --path --type string tags.minus -- -5",
        ],
        [
            "source",
            {
                rules: '[{"id":"a","priority":1,"prefix":"a/"},{"id":"a","priority":1,"metrics":"on","storageClass":"glacier"}]',
            },
            "Run: pulumi config set --path 'rules[1].storageClass' GLACIER",
            // Pulumi keeps the quotes of a text within an object.
            "Run: pulumi config rm --path 'rules[1].metrics' && pulumi config set --path 'rules[1].metrics' true",
        ],
        [
            "source",
            { rules: '[{"id":"a","priority":1},{"id":"a","priority":1}]' },
            "For example: pulumi config set --path 'rules[1].id' a-1",
            "For example: pulumi config set --path 'rules[1].priority' 0",
        ],
        [
            "source",
            { encryption: '{"kmsKeyArn":"alias/logs"}' },
            "For example: pulumi config set --path encryption.kmsKeyArn " +
                "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-2222-3333-4444-555555555555",
        ],
        [
            "source",
            { encryption: '{"bucketKey":true}' },
            "For example: pulumi config set --path encryption.createKmsKey true",
        ],
        [
            "source",
            { monitoring: '{"latencyThresholdSeconds":100000,"events":[],"alarmTopicArns":["x"]}' },
            "For example: pulumi config set --path 'monitoring.alarmTopicArns[0]' " +
                "arn:aws:sns:ap-northeast-2:111111111111:replication",
            "For example: pulumi config set --path monitoring.latencyThresholdSeconds 86400",
            "To leave it out: pulumi config rm --path monitoring.events",
        ],
        [
            "source",
            { backfill: '{"prefix":"reports","existingBucket":true,"expirationDays":7}' },
            "For example: pulumi config set --path backfill.prefix reports/",
            "For example: pulumi config set --path backfill.bucketName my-bucket",
            "Run: pulumi config rm --path backfill.expirationDays",
        ],
        [
            "source",
            { backfill: '{"roleName":"jobs of s3"}' },
            "For example: pulumi config set --path backfill.roleName jobs-of-s3",
        ],
        [
            "source",
            { assumeRole: '{"roleArn":"arn:aws:iam::222222222222:role/ops/deploy"}' },
            "For example: pulumi config set --path assumeRole.roleArn arn:aws:iam::111111111111:role/ops/deploy",
        ],
        ["source", { destinations: '{"tokyo":{"stack":"tokyo"}}' }, "Run: pulumi config rm destinationStack"],
        [
            "source",
            { rules: '[{"tags":{"a":"b"},"deleteMarkerReplication":true},"b"]' },
            "For example: pulumi config set --path 'rules[0].deleteMarkerReplication' false",
            "To leave it out: pulumi config rm --path 'rules[1]'",
        ],
    ] satisfies [side: "source" | "destination", set: object, ...advice: string[]][]) {
        it(`can be run as it stands: ${JSON.stringify(set).slice(0, 80)}`, async () => {
            assert.deepEqual(await adviceOn(side, set), advice);
        });
    }

    // Set without --path, which takes the whole for a name.
    for (const [name, value, advice, beside] of [
        [
            "tags.team",
            "sre",
            "pulumi config set --path tags.team sre && pulumi config rm tags.team",
            { tags: '{"owner":"ops"}' },
        ],
        [
            'tags["a.b"]',
            "5",
            `pulumi config set --path --type string 'tags["a.b"]' 5 && pulumi config rm 'tags["a.b"]'`,
        ],
        [
            "tags.cost center",
            "a b",
            `pulumi config set --path 'tags["cost center"]' 'a b' && pulumi config rm 'tags.cost center'`,
        ],
        [
            "rules[0].prefix",
            "-x/",
            "pulumi config set --path 'rules[0].prefix' -- -x/ && pulumi config rm 'rules[0].prefix'",
        ],
        [
            "encryption.bucketKey",
            "false",
            "pulumi config set --path encryption.bucketKey false && pulumi config rm encryption.bucketKey",
            // Right beside this alone.
            { "encryption.createKmsKey": "true" },
        ],
        // Not over another value, nor where it would be wrong.
        ["tags.team", "sre", "pulumi config rm tags.team", { tags: '{"team":"ops"}' }],
        ["tags.team", "it's", "pulumi config rm tags.team"],
        ["encryption.kmsKeyArn", "k", "pulumi config rm encryption.kmsKeyArn"],
        ["protectBucket.on", "true", "pulumi config rm protectBucket.on"],
        ["colour.main", "red", "pulumi config rm colour.main"],
        // No paths.
        ['["tags.team"]', "x", `pulumi config rm '["tags.team"]'`],
        ["[0]", "x", "pulumi config rm '[0]'"],
        ['q"q', "x", `pulumi config rm 'q"q'`],
        ["it's", "x", "pulumi config rm 'it'\\''s'"],
        [".a", "x", "pulumi config rm .a"],
        ["-n", "x", "pulumi config rm -- -n"],
        ["a b", "x", "pulumi config rm 'a b'"],
    ] satisfies [string, string, string, Record<string, string>?][]) {
        it(`puts ${name} where it was meant to be, or removes it by its name: ${advice}`, async () => {
            assert.deepEqual(await adviceOn("source", { [name]: value, ...beside }), [`Run: ${advice}`]);
        });
    }

    it("names the organization, where there are any", async () => {
        assert.deepEqual(await adviceOn("source", { protectBucket: "no" }, "acme"), [
            "Run: pulumi config set protectBucket false --stack acme/dev",
        ]);
    });

    it("asks for a secret, and does not tell the present one", async () => {
        process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(["s3-cross-account-replication:bucketName"]);
        try {
            const { message } = await runToFailure(
                {
                    settings: { ...good.source, bucketName: "Hush_Hush" },
                    stack: "dev",
                    organization: "organization",
                },
                program,
            );
            assert.doesNotMatch(message, /hush/i);
            assert.match(message, /^ {2}bucketName is \[secret\]; allowed: /m);
            assert.match(
                message,
                /^ {4}Run, and type the value when asked: pulumi config set --secret bucketName --stack dev$/m,
            );
        } finally {
            delete process.env.PULUMI_CONFIG_SECRET_KEYS;
        }
    });

    it("asks for a secret that was set without --path", async () => {
        process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(["s3-cross-account-replication:tags.team"]);
        try {
            assert.deepEqual(await adviceOn("source", { "tags.team": "hush" }), [
                "Run, and type the value when asked: pulumi config set --path --secret tags.team && " +
                    "pulumi config rm tags.team",
            ]);
        } finally {
            delete process.env.PULUMI_CONFIG_SECRET_KEYS;
        }
    });

    it("is given on the first 20 problems, which are mostly one", async () => {
        const rules = JSON.stringify(Array.from({ length: 1000 }, (_, id) => ({ id, priority: `${id}` })));
        const advice = await adviceOn("source", { rules });
        assert.equal(advice.length, 2000);
        assert.deepEqual(
            [advice[19], advice[20]],
            [
                "Run: pulumi config rm --path 'rules[9].priority' && pulumi config set --path 'rules[9].priority' 9",
                "Correct it in Pulumi.dev.yaml.",
            ],
        );
    });
});

describe("the file that holds a stack's settings", () => {
    it("is the one that the command names", () => {
        assert.equal(
            configFileOf([["node", "run"], ["host"], ["pulumi", "up", "--config-file", "a b.yaml", "-y"]]),
            "a b.yaml",
        );
        assert.equal(configFileOf([["pulumi", "up", "--config-file=x=y.yaml"]]), "x=y.yaml");
        assert.equal(configFileOf([["pulumi", "up"], []]), undefined);
    });

    for (const [project, text, file] of [
        ["Pulumi.yaml", "name: p\n", "Pulumi.stack.yaml"],
        ["Pulumi.yml", "name: p\nstackConfigDir: 'config/all' # here\n", "config/all/Pulumi.stack.yml"],
        ["Pulumi.json", '{\n "name": "p",\n "stackConfigDir": "config"\n}', "config/Pulumi.stack.json"],
    ] as const) {
        it(`is ${file} beside ${project}, else`, () => {
            const root = mkdtempSync(path.join(tmpdir(), "project-"));
            try {
                writeFileSync(path.join(root, project), text);
                assert.equal(usualFile(root, "stack"), file);
            } finally {
                rmSync(root, { recursive: true });
            }
        });
    }
});
