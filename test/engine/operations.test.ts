import * as assert from "node:assert/strict";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot } from "../../sandbox/paths";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const reportSchema = v.object({
    passed: v.boolean(),
    steps: v.array(v.object({ id: v.string(), result: v.string(), seen: v.string() })),
    diagnosis: v.optional(
        v.object({ result: v.string(), findings: v.array(v.object({ id: v.string(), fix: v.string() })) }),
    ),
});

const previewSchema = v.object({
    stacks: v.array(
        v.object({ diagnostics: v.array(v.object({ severity: v.string(), id: v.optional(v.string()) })) }),
    ),
});

const judgedSchema = v.object({
    findings: v.array(v.object({ id: v.string() })),
    order: v.array(v.object({ decision: v.string(), steps: v.array(v.string()) })),
    stacks: v.array(v.object({ stack: v.string() })),
});

describe("the commands that act on what is deployed", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const pair = pairSettings("commands");
    // The stacks' own settings say whose credentials: the environment has an outsider's.
    const settings = {
        destination: { ...pair.destination, profile: "destination", deleteMarkerReplication: true },
        source: { ...pair.source, profile: "source", deleteMarkerReplication: true },
    };
    let destination: Deployment;
    let source: Deployment;

    before(async () => {
        destination = await world().stack("commands-destination", settings.destination);
        await destination.up();
        source = await world().stack("commands-source", settings.source);
        await source.up();
    });

    function run(command: "verify" | "preview", ...options: readonly string[]) {
        return execa(
            "npm",
            ["run", "--silent", command, "--", "--cwd", source.stack.workspace.workDir, ...options],
            {
                cwd: projectRoot,
                env: world().sandbox.env("outsider"),
                reject: false,
            },
        );
    }

    async function verify() {
        const { stdout, exitCode } = await run(
            "verify",
            ...["--source", "commands-source", "--destination", "commands-destination"],
            ...["--json", "--timeout", "20"],
        );
        return { exitCode, ...v.parse(reportSchema, JSON.parse(stdout)) };
    }

    /** How many versions and delete markers a side's bucket holds. */
    async function versionsIn(side: "source" | "destination"): Promise<number> {
        const { s3 } = world().as(side);
        const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
            Bucket: `commands-${side}`,
        });
        return Versions.length + DeleteMarkers.length;
    }

    const preview = (...stacks: readonly string[]) =>
        run("preview", ...stacks.flatMap((stack) => ["--stack", stack]));

    it("verify proves that replication works, and leaves nothing behind", async () => {
        const { exitCode, passed, steps, diagnosis } = await verify();
        assert.equal(diagnosis, undefined);
        assert.deepEqual(
            steps.map(({ id, result }) => [id, result]),
            [
                "configuration",
                "effect",
                "upload",
                "arrival",
                "owner",
                "equality",
                "multipart",
                "unicode",
                "empty",
                "overwrite",
                "deletion",
                "removal",
            ].map((id) => [id, "passed"]),
        );
        assert.deepEqual({ exitCode, passed }, { exitCode: 0, passed: true });
        assert.deepEqual([await versionsIn("source"), await versionsIn("destination")], [0, 0]);
    });

    it("verify fails where nothing arrives, says where to look, and leaves nothing behind", async () => {
        const { s3 } = world().as("destination");
        const bucket = { Bucket: "commands-destination" };
        await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Suspended" } });
        try {
            const { exitCode, passed, steps, diagnosis } = await verify();
            assert.deepEqual({ exitCode, passed }, { exitCode: 1, passed: false });
            const [cause] = diagnosis?.findings ?? [];
            assert.deepEqual([diagnosis?.result, cause?.id], ["broken", "destination-versioning-off"]);
            assert.match(
                cause?.fix ?? "",
                /^AWS_PROFILE=destination pulumi up --refresh --stack commands-destination --cwd \S+$/,
            );
            const arrival = steps.find(({ id }) => id === "arrival");
            assert.equal(arrival?.result, "failed");
            assert.match(arrival.seen, /FAILED.*versioning/is);
            assert.equal(steps.find(({ id }) => id === "owner")?.result, "skipped");
            assert.deepEqual([await versionsIn("source"), await versionsIn("destination")], [0, 0]);
        } finally {
            await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Enabled" } });
        }
    });

    it("preview says that there is nothing to do", async () => {
        const { exitCode, stdout } = await preview("commands-destination", "commands-source");
        assert.equal(exitCode, 0, stdout);
        // Of the source's thirteen one is the stack reference.
        assert.equal(
            stdout,
            "## What it means\n\nNothing: no stack would change.\n\n" +
                "## commands-destination\n\n9 unchanged\n\n## commands-source\n\n13 unchanged",
        );
    });

    it("preview ends with 3 where a bucket would be replaced, protected or not", async () => {
        for (const protectBucket of [true, false]) {
            await source.settings({ ...settings.source, bucketName: "commands-renamed", protectBucket });
            const { exitCode, stdout } = await preview("commands-source");
            assert.equal(exitCode, 3, stdout);
            assert.match(stdout, /replication-bucket/);
        }
        const tolerant = await run("preview", "--stack", "commands-source", "--fail-on", "tags-lost,wider");
        assert.equal(tolerant.exitCode, 0, tolerant.stdout);
        await source.settings(settings.source);
    });

    it("preview judges a pair of the project, and each of them, by both stacks", async () => {
        await destination.settings({ ...settings.destination, deleteMarkerReplication: false });
        try {
            for (const options of [["--pair", "commands"], ["--all"]]) {
                const { exitCode, stdout, stderr } = await run("preview", ...options, "--json");
                assert.equal(exitCode, 0, stderr);
                const { findings, order, stacks } = v.parse(judgedSchema, JSON.parse(stdout));
                assert.deepEqual(
                    {
                        findings: findings.map(({ id }) => id),
                        order: order.map(({ decision, steps }) => [decision, ...steps]),
                        stacks: stacks.map(({ stack }) => stack),
                    },
                    {
                        findings: ["fails-after", "narrower"],
                        order: [
                            [
                                "any",
                                `pulumi up --stack commands-destination --cwd ${source.stack.workspace.workDir}`,
                            ],
                        ],
                        stacks: ["commands-destination", "commands-source"],
                    },
                );
            }
        } finally {
            await destination.settings(settings.destination);
        }
    });

    it("preview ends with 1 where a preview fails, with the reason in its Markdown", async () => {
        await source.settings({ ...settings.source, region: "Seoul" });
        const { exitCode, stdout } = await preview("commands-source");
        assert.equal(exitCode, 1, stdout);
        assert.match(stdout, /region is "Seoul"; allowed: the code of an AWS region/);
        await source.settings(settings.source);
    });

    it("preview says that writes fail by one stack where the other's preview fails and so does not get to its rules", async () => {
        const renamed = { replicationRoleName: "commands-renamed" };
        await source.settings({ ...settings.source, ...renamed });
        await destination.settings({ ...settings.destination, ...renamed });
        try {
            const { exitCode, stdout } = await run("preview", "--pair", "commands", "--json");
            assert.equal(exitCode, 1, stdout);
            const { findings, order } = v.parse(judgedSchema, JSON.parse(stdout));
            assert.deepEqual(
                findings.map(({ id }) => id),
                ["fails-after", "wider", "narrower", "not-previewed"],
            );
            assert.deepEqual(
                order.flatMap(({ steps }) => steps),
                [
                    `pulumi up --stack commands-destination --cwd ${source.stack.workspace.workDir}`,
                    "# Preview commands-source again before it is deployed.",
                ],
            );
        } finally {
            await source.settings(settings.source);
            await destination.settings(settings.destination);
        }
    });

    it("preview tells warnings and notices, in Markdown and JSON, and ends with 4 where none is to be", async () => {
        const { workspace, name } = source.stack;
        await workspace.setConfig(name, "aws:region", { value: "eu-west-1" });
        const text = await preview("commands-source");
        assert.equal(text.exitCode, 0, text.stdout);
        assert.match(
            text.stdout,
            /\*\*The programs say\*\*\n\n- \*\*Warning\*\* `aws-settings-ignored` of `commands-source`: `aws:region`: not used[^]*\n## commands-source \(1 warning\)\n\n13 unchanged$/,
        );
        const { exitCode, stdout } = await run(
            "preview",
            ...["--stack", "commands-source", "--json", "--fail-on-warning"],
        );
        assert.equal(exitCode, 4, stdout);
        const { stacks } = v.parse(previewSchema, JSON.parse(stdout));
        assert.deepEqual(
            stacks.flatMap(({ diagnostics }) => diagnostics.map(({ severity, id }) => [severity, id])),
            [["warning", "aws-settings-ignored"]],
        );
        await workspace.removeConfig(name, "aws:region");
    });

    it("preview tells no secret, neither the new nor the earlier one", async () => {
        const { workspace, name } = source.stack;
        const rotated = async (team: string, owner: string) => {
            await source.settings({ ...settings.source, tags: { stage: "production" } });
            await workspace.setConfig(name, "tags.team", { value: team, secret: true }, true);
            await workspace.setConfig(name, "tags.owner", { value: owner, secret: true }, true);
        };
        await rotated("team-then", "owner-then");
        await source.up();
        await rotated("team-now", "owner-now");
        const json = await run("preview", "--stack", "commands-source", "--json");
        assert.equal(json.exitCode, 0, json.stdout);
        assert.match(json.stdout, /tags\.team[^]*\[secret\][^]*\[secret\]/);
        assert.doesNotMatch(`${json.stdout}${json.stderr}`, /(team|owner)-(then|now)/);
        // A secret that goes is one all the same.
        await source.settings({ ...settings.source, tags: { stage: "production" } });
        const { stdout } = await preview("commands-source");
        assert.match(stdout, /tags\.team\n- "\[secret\]"/);
        assert.doesNotMatch(stdout, /(team|owner)-then/);
        await source.settings(settings.source);
        await source.up();
    });

    it("preview ends with 3 where the destination's stack turns the source elsewhere", async () => {
        const state = await destination.stack.exportStack();
        await destination.stack.importStack(
            JSON.parse(
                JSON.stringify(state)
                    .replaceAll("arn:aws:s3:::commands-destination", "arn:aws:s3:::of-others")
                    .replaceAll('"bucketName":"commands-destination"', '"bucketName":"of-others"'),
            ) as typeof state,
        );
        try {
            const { exitCode, stdout } = await preview("commands-source");
            assert.equal(exitCode, 3, stdout);
            assert.ok(
                stdout.startsWith(
                    "## What it means\n\n> [!CAUTION]\n> **Lost**\n>\n" +
                        "> - **severe** `replication-redirected` of `commands-source`: Objects that go to `arn:aws:s3:::commands-destination` in " +
                        "`222222222222` would go to `arn:aws:s3:::of-others` in `222222222222`.\n",
                ),
                stdout,
            );
        } finally {
            await destination.stack.importStack(state);
        }
    });
});
