import * as assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { S3Control } from "@aws-sdk/client-s3-control";
import { execa } from "execa";
import * as v from "valibot";
import { withoutRules } from "../../sandbox/demo/backfill";
import { steerJobs } from "../../sandbox/emulator/jobs";
import { projectRoot } from "../../sandbox/paths";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { deployPair } from "./deployPair";

const resultSchema = v.object({
    result: v.optional(v.string()),
    error: v.optional(v.string()),
    message: v.optional(v.string()),
    next: v.optional(v.string()),
    job: v.optional(
        v.object({
            id: v.string(),
            how: v.string(),
            state: v.string(),
            tasks: v.number(),
            succeeded: v.number(),
            failed: v.number(),
        }),
    ),
    report: v.optional(
        v.object({
            reasons: v.array(v.object({ code: v.string(), count: v.number() })),
            problems: v.array(v.string()),
        }),
    ),
    check: v.optional(v.object({ checked: v.number(), equal: v.number() })),
    diagnosis: v.optional(v.object({ result: v.string() })),
});

describe("npm run backfill", function () {
    this.timeout(180_000);
    const world = inSandbox();
    const [here, there] = [{ Bucket: "backfill-source" }, { Bucket: "backfill-destination" }];
    let source: Deployment;
    let folder: string;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "backfill-"));
        const pair = await deployPair(world(), "backfill", {
            destination: { profile: "destination" },
            source: { profile: "source", backfill: { expirationDays: 7 }, forceDestroy: true },
        });
        source = pair.source.stack;
    });
    after(() => rm(folder, { recursive: true, force: true }));

    const npm = ["npm", "run", "--silent", "backfill", "--"] as const;
    /** Without npm, which a signal ends before the command. */
    const node = [process.execPath, "--require", "ts-node/register", "operations/backfill.ts"] as const;

    function start([file, ...first]: typeof npm | typeof node, ...options: readonly string[]) {
        return execa(
            file,
            [
                ...[...first, "--cwd", source.stack.workspace.workDir, "--json"],
                ...["--source", "backfill-source", "--destination", "backfill-destination", ...options],
            ],
            { cwd: projectRoot, env: world().sandbox.env("outsider"), reject: false },
        );
    }

    async function backfill(...options: readonly string[]) {
        const { stdout, stderr, exitCode } = await start(npm, ...options);
        assert.ok(stdout.startsWith("{"), stderr);
        return { exitCode, ...v.parse(resultSchema, JSON.parse(stdout)) };
    }

    /** Starts it, and sends it a signal once it says something. */
    async function signalled(signal: "SIGINT" | "SIGKILL", said: RegExp, ...options: readonly string[]) {
        const running = start(node, ...options);
        let stderr = "";
        running.stderr.on("data", (data: Buffer) => {
            const before = said.test(stderr);
            stderr += data.toString();
            if (!before && said.test(stderr)) {
                running.kill(signal);
            }
        });
        return running;
    }

    /** Writes objects while there are no rules. */
    async function writeBefore(...keys: readonly string[]): Promise<void> {
        const { s3 } = world().as("source");
        const object = { ...here, Tagging: "team=sre", Metadata: { of: "before" } };
        await withoutRules(s3, here.Bucket, async () => {
            for (const Key of keys) {
                await s3.putObject({ ...object, Key, Body: Key });
            }
        });
    }

    async function arrived(prefix: string): Promise<readonly (string | undefined)[]> {
        const { Versions = [] } = await world()
            .as("destination")
            .s3.listObjectVersions({ ...there, Prefix: prefix });
        return Versions.map(({ Key }) => Key);
    }

    async function jobsUnder(prefix: string): Promise<readonly (string | undefined)[]> {
        const { accountId } = world().sandbox.accounts.source;
        const settings = world().client("source");
        const url = new URL(settings.endpoint);
        const control = new S3Control({ ...settings, endpointProvider: () => ({ url }) });
        const { Jobs = [] } = await control.listJobs({ AccountId: accountId });
        return Jobs.flatMap(({ JobId, Description }) =>
            Description?.includes(`"${prefix}"`) ? [JobId] : [],
        );
    }

    it("says what it would do, and asks before it does it", async () => {
        await writeBefore("asked/a");
        const planned = await backfill("--prefix", "asked/", "--dry-run");
        assert.deepEqual([planned.exitCode, planned.result], [0, "planned"]);
        const unasked = await backfill("--prefix", "asked/");
        assert.equal(unasked.exitCode, 3);
        assert.match(unasked.error ?? "", /^Nothing was started: .* --yes/);
        assert.deepEqual([await jobsUnder("asked/"), await arrived("asked/")], [[], []]);
    });

    it("has an object arrive that was there before the rules, and makes one job of it", async () => {
        await writeBefore("old/a", "old/b ü,c");
        const first = await backfill("--prefix", "old/", "--yes");
        assert.equal(first.exitCode, 0, JSON.stringify(first));
        assert.deepEqual(
            [first.result, first.job?.how, first.job?.tasks, first.job?.succeeded, first.check],
            ["replicated", "started", 2, 2, { checked: 2, equal: 2 }],
        );
        assert.deepEqual(await arrived("old/"), ["old/a", "old/b ü,c"]);
        const second = await backfill("--prefix", "old/", "--yes");
        assert.deepEqual(
            [second.exitCode, second.result, second.job?.how, second.job?.id],
            [0, "replicated", "ended", first.job?.id],
        );
        assert.deepEqual(await jobsUnder("old/"), [first.job?.id]);
        const again = await backfill("--prefix", "old/", "--yes", "--again");
        assert.deepEqual([again.exitCode, again.result, again.job], [0, "nothing", undefined]);
    });

    it("has those arrive that failed, once the fault is mended", async () => {
        await writeBefore("failing/a", "failing/b", "failing/c");
        const failures = [{ key: "failing/[bc]", code: "DstPutObjectNotPermitted" }];
        await steerJobs(world().sandbox, { failures });
        const file = path.join(folder, "failed.csv");
        const first = await backfill("--prefix", "failing/", "--yes", "--failed", file);
        assert.equal(first.exitCode, 1, JSON.stringify(first));
        const id = first.job?.id ?? "";
        assert.deepEqual(
            [first.result, first.job?.succeeded, first.job?.failed, first.report],
            ["failed", 1, 2, { reasons: [{ code: "DstPutObjectNotPermitted", count: 2 }], problems: [] }],
        );
        assert.ok(first.next?.endsWith(` --retry ${id}`), first.next);
        const [head, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\n");
        assert.equal(head, "Bucket,Key,VersionId,ErrorCode,HTTPStatus,Message");
        assert.deepEqual(rows.map((row) => row.replace(/^([^,]+,[^,]+),.*$/, "$1")).toSorted(), [
            "backfill-source,failing/b",
            "backfill-source,failing/c",
        ]);
        await steerJobs(world().sandbox, {});
        const retried = await backfill("--retry", id, "--yes");
        assert.deepEqual(
            [retried.exitCode, retried.result, retried.job?.tasks, retried.job?.how],
            [0, "replicated", 2, "started"],
            JSON.stringify(retried),
        );
        assert.deepEqual(await arrived("failing/"), ["failing/a", "failing/b", "failing/c"]);
        const nothing = await backfill("--retry", retried.job?.id ?? "", "--yes");
        assert.deepEqual([nothing.exitCode, nothing.result], [0, "nothing"]);
    });

    for (const [step, said] of [
        ["after it has made the job", /Started job/],
        ["while the job is active", /Active/],
        ["while it reads the report", /reading the report/],
    ] as const) {
        it(`killed ${step} and run again, comes to the same of one job`, async () => {
            const prefix = `killed/${step.replaceAll(" ", "-")}/`;
            await writeBefore(`${prefix}a`, `${prefix}b`);
            await steerJobs(world().sandbox, { seconds: { Active: 3 } });
            const { signal, stdout } = await signalled("SIGKILL", said, "--prefix", prefix, "--yes");
            assert.deepEqual([signal, stdout], ["SIGKILL", ""]);
            const again = await backfill("--prefix", prefix, "--yes");
            assert.deepEqual([again.exitCode, again.result], [0, "replicated"], JSON.stringify(again));
            assert.notEqual(again.job?.how, "started");
            assert.deepEqual(await jobsUnder(prefix), [again.job?.id]);
            assert.deepEqual(await arrived(prefix), [`${prefix}a`, `${prefix}b`]);
        });
    }

    it("leaves the job alone where it is interrupted, and is followed again by its id", async () => {
        await writeBefore("interrupted/a");
        await steerJobs(world().sandbox, { seconds: { Active: 4 } });
        const options = ["--prefix", "interrupted/", "--yes"];
        const { stdout, exitCode } = await signalled("SIGINT", /Active/, ...options);
        const left = v.parse(resultSchema, JSON.parse(stdout));
        assert.deepEqual(
            [exitCode, left.result, left.message, left.job?.state],
            [2, "unknown", "Interrupted. The job goes on: follow it again.", "Active"],
        );
        const id = left.job?.id ?? "";
        assert.ok(left.next?.endsWith(` --job ${id}`), left.next);
        const followed = await backfill("--job", id);
        assert.deepEqual(
            [followed.exitCode, followed.result, followed.job?.how, followed.job?.id],
            [0, "replicated", "named", id],
        );
        await steerJobs(world().sandbox, {});
    });

    it("refuses while the pair is broken", async () => {
        const { s3 } = world().as("destination");
        await writeBefore("broken/a");
        await s3.putBucketVersioning({ ...there, VersioningConfiguration: { Status: "Suspended" } });
        try {
            const refused = await backfill("--prefix", "broken/", "--yes");
            assert.deepEqual(
                [refused.exitCode, refused.result, refused.diagnosis?.result],
                [1, "refused", "broken"],
            );
            assert.deepEqual(await jobsUnder("broken/"), []);
        } finally {
            await s3.putBucketVersioning({ ...there, VersioningConfiguration: { Status: "Enabled" } });
        }
    });
});
