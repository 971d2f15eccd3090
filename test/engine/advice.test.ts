import * as assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import type { Deployment, Settings } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { blocks } from "../unit/docs/markdown";

const good = pairSettings("advice");
const role = "arn:aws:iam::111111111111:role/deploy";

/** Wrong settings of a stack, over good ones, and how many problems they have. */
const cases = {
    "advice-destination": {
        settings: {
            ...good.destination,
            region: "Tokyo",
            bucketName: "Advice_Destination",
            sourceAccountId: 11_111_111_111,
            replicationRoleName: `arn:aws:iam::111111111111:role/${good.destination.replicationRoleName}`,
            grant: "everyone",
            rules: [{ prefix: "logs/" }],
            tags: { "a.b": 1, "cost center": true, "aws:team": "sre" },
            encryption: { createKmsKey: "yes", bucketKey: 0 },
            lifecycle: { noncurrentVersionsToKeep: 0, abortIncompleteMultipartUploadDays: 1.5 },
        },
        problems: 14,
    },
    "advice-source": {
        settings: {
            ...good.source,
            replicationRolePath: "ops",
            policies: "Minimal",
            endpoint: "localhost:4566",
            tags: { minus: -5 },
            encryption: { kmsKeyArn: "alias/logs", key: "x" },
            accessLogging: { prefix: 7 },
            assumeRole: { roleArn: role, sessionName: "a b", externalId: 7 },
            monitoring: {
                latencyThresholdSeconds: 0,
                alarmTopicArns: ["topic"],
                events: { queueArn: "queue", thresholds: "on" },
                dashboard: "no",
            },
            rules: [
                { id: "a", priority: "high", prefix: 1 },
                { id: 2, priority: 1, storageClass: "glacier", deleteMarkers: true },
            ],
            destinations: { tokyo: { stack: "a/b/c/d" }, osaka: { bucketArn: "osaka" } },
        },
        problems: 23,
    },
} satisfies Record<string, { settings: Settings; problems: number }>;

/** Settings as they are set without --path, each alone, and whether the advice brings them where they were meant to be. */
const misplaced: readonly (readonly [name: string, value: string, place?: string])[] = [
    ["tags.team", "sre", "tags.team"],
    ['tags["cost.center"]', "5", 'tags["cost.center"]'],
    ["rules[0].prefix", "-x/", "rules[0].prefix"],
    [`["it's"]`, "x"],
    ["-n", "x"],
];

/** The commands of the page, without comments. */
const nestedSettings = blocks("settings.md", "sh")
    .flatMap(({ text }) => text.split("\n"))
    .filter((line) => line.includes("config set --path"))
    .map((line) => line.replace(/ +# .*/, ""));

describe("the advice on wrong settings, on the engine", function () {
    this.timeout(300_000);
    const world = inSandbox();

    /** What the program says of the settings, and the commands that it advises. */
    async function told(stack: Deployment, ...options: readonly string[]) {
        const { workDir, envVars } = stack.stack.workspace;
        const { all } = await execa(
            "pulumi",
            ["preview", "--non-interactive", "--color=never", "--stack", stack.stack.name, ...options],
            { cwd: workDir, env: envVars, reject: false, all: true },
        );
        return {
            all,
            problems: [...all.matchAll(/^ +(\S.*?) is .*(?:allowed: |leave it out)/gm)].map(([, key]) => key),
            commands: [...all.matchAll(/: (pulumi config (?:set|rm) .*)$/gm)].map(
                ([, command = ""]) => command,
            ),
        };
    }

    /** As somebody pastes it. */
    async function paste(stack: Deployment, command: string): Promise<void> {
        const { workDir, envVars } = stack.stack.workspace;
        await execa(command, { cwd: workDir, env: envVars, shell: true });
    }

    for (const [name, { settings, problems }] of Object.entries(cases)) {
        it(`puts each of ${problems} problems right as it stands: ${name}`, async () => {
            const stack = await world().stack(name, settings);
            const before = await told(stack);
            assert.equal(before.problems.length, problems, before.all);
            // Beyond the first 20, each waits until these are right.
            assert.equal(before.commands.length, Math.min(problems, 20), before.all);
            let { commands } = before;
            let after = before;
            for (let round = 0; round < 2 && commands.length > 0; round += 1) {
                for (const command of commands) {
                    await paste(stack, command);
                }
                after = await told(stack);
                ({ commands } = after);
            }
            assert.deepEqual(
                after.problems.filter((key) => before.problems.includes(key)),
                [],
                after.all,
            );
            assert.doesNotMatch(after.all, /validating stack config/);
        });
    }

    it("puts a name that is a path where it was meant to be, or removes it", async () => {
        const stack = await world().stack("advice-source", good.source);
        const { workDir, envVars } = stack.stack.workspace;
        const config = async (...args: readonly string[]) =>
            execa("pulumi", ["config", ...args], { cwd: workDir, env: envVars });
        const own = ["--stack", stack.stack.name];
        for (const [name, value, place] of misplaced) {
            await config("set", ...own, "--", name, value);
            const before = await told(stack);
            assert.deepEqual([before.problems, before.commands.length], [[name], 1], before.all);
            await paste(stack, before.commands[0] ?? "");
            if (place !== undefined) {
                assert.equal((await config("get", ...own, "--path", place)).stdout, value);
            }
        }
        const after = await told(stack);
        assert.deepEqual(after.problems, [], after.all);
    });

    it("goes for each nested setting as docs/settings.md sets it", async () => {
        const [source, destination] = [await world().stack("source"), await world().stack("destination")];
        for (const command of nestedSettings) {
            await paste(source, command);
        }
        assert.deepEqual((await told(destination)).problems, []);
        // The page has both places of events.
        assert.deepEqual((await told(source)).problems, ["monitoring.events"]);
    });

    it("writes to the file that is in use", async () => {
        const stack = await world().stack("advice-source", good.source);
        const file = path.join(stack.stack.workspace.workDir, "of staging.yaml");
        const config = Object.entries({ ...good.source, region: "Seoul" }).map(
            ([key, value]) => `  s3-cross-account-replication:${key}: "${value}"\n`,
        );
        await writeFile(file, `config:\n${config.join("")}`);
        const option = ["--config-file", "of staging.yaml"];
        const before = await told(stack, ...option);
        assert.match(before.all, /They are in of staging\.yaml\./);
        assert.deepEqual(before.commands, [
            "pulumi config set region ap-northeast-2 --stack advice-source --config-file 'of staging.yaml'",
        ]);
        await paste(stack, before.commands[0] ?? "");
        assert.deepEqual((await told(stack, ...option)).problems, []);
    });
});
