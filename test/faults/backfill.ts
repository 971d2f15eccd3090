import { mkdir, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { withoutRules } from "../../sandbox/demo/backfill";
import { steerJobs } from "../../sandbox/emulator/jobs";
import { isResult, readBackfill, wrongBackfills, type Truth } from "./backfillVerdict";
import { changing } from "./diagnosisVerdict";
import { injure, Injector } from "./injection";
import { describe, operate, stallSeconds, type Operation } from "./operating";
import type { Outcome } from "./outcome";
import { planBackfill, plannedCalls, type BackfillCalls, type Backfilled, type BackfillPlan } from "./plan";
import { descendantsOf, outliving, type Descendant } from "./processes";
import { deployPair, pairNames } from "./shippedPair";
import type { Ended, FaultWorld } from "./world";

const names = ["a b.csv", "ü,c", "x"] as const;

/** What S3 does not replicate where one fails indeed. */
const failing = { name: "x", code: "DstPutObjectNotPermitted" } as const;

/** How long a job is in each state. */
const seconds = 0.05;

/** A job is asked for until AWS answers, however long that takes. */
const secondsOfLasting = 15;

/** Both stacks as they ship, with a role for backfills, and what backfills come to of objects that were there before the rules. */
export async function backfillRuns(world: FaultWorld): Promise<(seed: number) => Promise<Outcome>> {
    const setting = (...args: readonly string[]) => world.pulumi("source", ["config", ...args]);
    await setting("set", "--path", "backfill.expirationDays", "7");
    await deployPair(world).finally(() => setting("rm", "--path", "backfill"));
    const read = await usualCalls(world, "all", ["--dry-run"]);
    const callsOf = async (of: Backfilled): Promise<BackfillCalls> => {
        const all = await usualCalls(world, of);
        return { all: plannedCalls(all), ofJob: plannedCalls(all.filter((call) => !read.includes(call))) };
    };
    const calls = {
        all: await callsOf("all"),
        failing: await callsOf("failing"),
        retry: await callsOf("retry"),
    };
    return (seed) => run(world, planBackfill(seed, calls));
}

/** A backfill that can be run, and what it comes to indeed. */
interface Case {
    readonly name: string;
    readonly operation: Operation;
    readonly truth: Truth;
    /** What the description of its job has, and that of no other. */
    readonly mark: string;
    /** The calls that change something, as they are meant to. */
    readonly changes: RegExp;
}

/** The files that the command writes lie in a folder of the run, so that what is left there is seen. */
function folderOf(world: FaultWorld, name: string): string {
    return path.join(world.folder, "backfills", name);
}

function operationOf(world: FaultWorld, name: string, selection: readonly string[]): Operation {
    const folder = folderOf(world, name);
    return {
        command: "backfill",
        args: [...selection, "--timeout", "10", "--yes", "--failed", path.join(folder, "failed.csv")],
        env: { TMPDIR: path.join(folder, "tmp") },
        seconds: 120,
    };
}

/** Writes objects while there is no rule; of a retry, has one of them fail before. */
async function prepare(world: FaultWorld, name: string, of: Backfilled): Promise<Case> {
    await mkdir(path.join(folderOf(world, name), "tmp"), { recursive: true });
    const failures = [{ key: `${name}/${failing.name}`, code: failing.code }];
    await steerJobs(world.sandbox, { seconds, ...(of !== "all" && { failures }) });
    await writeBefore(world, name);
    const operation = operationOf(world, name, ["--prefix", `${name}/`]);
    const truth = { tasks: names.length, failed: of === "all" ? 0 : 1, code: failing.code };
    if (of !== "retry") {
        return { name, operation, truth, mark: `"${name}/"`, changes: /^CreateJob / };
    }
    const { stdout } = await operate(world, operation);
    const report = readBackfill(stdout);
    if (report === undefined || "error" in report || report.result !== "failed" || report.job === undefined) {
        throw new Error(`the backfill that is to be tried again did not fail: ${stdout}`);
    }
    await steerJobs(world.sandbox, { seconds });
    const { id } = report.job;
    return {
        name,
        operation: operationOf(world, name, ["--retry", id]),
        truth: { tasks: 1, failed: 0, code: failing.code },
        mark: id,
        // The list of those that failed.
        changes: /^(CreateJob|PutObject) /,
    };
}

async function writeBefore(world: FaultWorld, name: string): Promise<void> {
    const { s3 } = world.as("source");
    const Bucket = pairNames.source;
    await withoutRules(s3, Bucket, async () => {
        for (const each of names) {
            await s3.putObject({ Bucket, Key: `${name}/${each}`, Body: each, Metadata: { of: "before" } });
        }
    });
}

async function usualCalls(
    world: FaultWorld,
    of: Backfilled,
    more: readonly string[] = [],
): Promise<readonly string[]> {
    const { operation } = await prepare(world, ["usual", of, ...more].join(""), of);
    world.takeCalls();
    const args = [...operation.args, ...more];
    const { exitCode, stdout, stderr } = await operate(world, { ...operation, args });
    if (exitCode !== (of === "failing" ? 1 : 0)) {
        throw new Error(`backfill is not right without any fault: ${stdout}\n${stderr}`);
    }
    return world.takeCalls();
}

async function run(world: FaultWorld, plan: BackfillPlan): Promise<Outcome> {
    const { seed, of } = plan;
    const { name, operation, truth, mark, changes } = await prepare(world, `run-${seed}`, of);
    world.takeCalls();

    const { ended, family, isKilled } = await operateKilledOrNot(world, operation, plan);
    const first = isKilled ? undefined : readBackfill(ended.stdout);
    const wrong = [
        ...(isKilled || ended.hung ? [] : wrongOf(ended, truth, plan)),
        ...(await wrongFile(world, name, first, truth)),
    ];
    // A run that was killed has no time to remove what it keeps in the folder for temporary files.
    const left = isKilled ? [] : await leftIn(world, name);

    const isOver = first !== undefined && isResult(first);
    const again = isOver || ended.hung ? undefined : await operate(world, operation);
    const last = again ?? ended;
    const wrongAgain = again === undefined || again.hung ? [] : wrongOf(again, truth);
    const jobs = await jobsOf(world, mark);
    const missing = names.length - (of === "failing" ? 1 : 0) - (await arrived(world, name));
    return {
        scenario: "backfill",
        seed,
        plan: `${of}: ${
            isKilled
                ? `killed ${plan.killed} ${plan.call.name} ${plan.call.nth}`
                : describe({ ...plan, broken: undefined })
        }`,
        recovered: wrongAgain.length === 0 && !last.hung && missing === 0,
        hangs: [ended, last]
            .filter(({ hung }) => hung)
            .map(() => `not at its end after ${operation.seconds} s`),
        wrong: [
            ...wrong,
            ...wrongAgain.map((text) => `run again, ${text}`),
            ...(jobs === 1 || last.hung ? [] : [`there are ${jobs} jobs of it`]),
            ...changing(world.takeCalls())
                .filter((call) => !changes.test(call))
                .map((call) => `a call that changes something: ${call}`),
        ],
        leftovers: [...left, ...(await outliving(family)).map(({ commandLine }) => `process ${commandLine}`)],
    };
}

/** Runs the command, whose calls meet what the plan says, or which is killed at one of them. */
async function operateKilledOrNot(world: FaultWorld, operation: Operation, plan: BackfillPlan) {
    const injector = new Injector(plan);
    let pid = 0;
    let family: readonly Descendant[] = [];
    let isKilled = false;
    let firstAt: number | undefined;
    world.meeting = async (call) => {
        const kind = injector.kindFor(call);
        firstAt ??= kind === undefined ? undefined : performance.now();
        const isOver =
            plan.extent === "lasting" && performance.now() - (firstAt ?? 0) > secondsOfLasting * 1000;
        if (kind === undefined || isOver) {
            return "passes";
        }
        family = [...family, ...descendantsOf(pid)];
        if (plan.killed === undefined) {
            await injure(call, kind, stallSeconds);
            return "met";
        }
        if (plan.killed === "after") {
            await call.pass();
        }
        isKilled = true;
        process.kill(pid, "SIGKILL");
        call.reset();
        return "met";
    };
    try {
        const ended = await operate(world, operation, (started) => (pid = started));
        return { ended, family, isKilled };
    } finally {
        world.meeting = undefined;
    }
}

function wrongOf({ stdout, stderr, exitCode }: Ended, truth: Truth, plan?: BackfillPlan): readonly string[] {
    const report = readBackfill(stdout);
    return [
        ...(report === undefined
            ? [`no report: ${stdout}${stderr}`]
            : wrongBackfills(report, exitCode, truth, plan)),
        ...(/^ +at /m.test(stderr) ? [`a stack trace: ${stderr}`] : []),
    ];
}

/** The list of the failed is there whole, or not at all. */
async function wrongFile(
    world: FaultWorld,
    name: string,
    report: ReturnType<typeof readBackfill>,
    truth: Truth,
): Promise<readonly string[]> {
    const text = await readFile(path.join(folderOf(world, name), "failed.csv"), "utf8").catch(
        () => undefined,
    );
    const isRead = report !== undefined && !("error" in report) && report.report?.problems.length === 0;
    if (text === undefined || !isRead) {
        return text === undefined && isRead ? ["it did not write the list of the failed"] : [];
    }
    const rows = text.trimEnd().split("\n").slice(1);
    return rows.length === truth.failed && rows.every((row) => row.includes(`,${name}/${failing.name},`))
        ? []
        : [`the list of the failed is ${text}`];
}

async function leftIn(world: FaultWorld, name: string): Promise<readonly string[]> {
    const folder = folderOf(world, name);
    const files = await readdir(folder);
    const temporary = await readdir(path.join(folder, "tmp"));
    return [
        ...files.filter((file) => file !== "tmp" && file !== "failed.csv"),
        ...temporary.filter((file) => file.startsWith("backfill-")),
    ].map((file) => `file ${file}`);
}

async function jobsOf(world: FaultWorld, mark: string): Promise<number> {
    const AccountId = world.sandbox.accounts.source.accountId;
    const { control } = world.as("source");
    let found = 0;
    let NextToken: string | undefined;
    do {
        const page = await control.listJobs({ AccountId, MaxResults: 1000, NextToken });
        found += (page.Jobs ?? []).filter(({ Description }) => Description?.includes(mark)).length;
        ({ NextToken } = page);
    } while (NextToken !== undefined);
    return found;
}

async function arrived(world: FaultWorld, name: string): Promise<number> {
    const { s3 } = world.as("destination");
    const { Versions = [] } = await s3.listObjectVersions({
        Bucket: pairNames.destination,
        Prefix: `${name}/`,
    });
    return Versions.length;
}
