import { mkdir, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { steerJobs } from "../../sandbox/emulator/jobs";
import { isResult, readBackfill, wrongBackfills, type Truth } from "./backfillVerdict";
import { changing } from "./diagnosisVerdict";
import { injure, Injector } from "./injection";
import { describe, operate, stallSeconds, type Operation } from "./operating";
import type { Outcome } from "./outcome";
import { planBackfill, plannedCalls, type BackfillCalls, type BackfillPlan } from "./plan";
import { descendantsOf, outliving, type Descendant } from "./processes";
import { deployPair, pairNames } from "./shippedPair";
import type { Ended, FaultWorld } from "./world";

const names = ["a b.csv", "ü,c", "x"] as const;

/** What S3 does not replicate where one fails indeed. */
const failing = { name: "x", code: "DstPutObjectNotPermitted" } as const;

/** A job is asked for until AWS answers, however long that takes. */
const secondsOfLasting = 15;

/** Both stacks as they ship, with a role for backfills, and what backfills come to of objects that were there before the rules. */
export async function backfillRuns(world: FaultWorld): Promise<(seed: number) => Promise<Outcome>> {
    const setting = (...args: readonly string[]) => world.pulumi("source", ["config", ...args]);
    await setting("set", "--path", "backfill.expirationDays", "7");
    await deployPair(world).finally(() => setting("rm", "--path", "backfill"));
    const planned = await usualCalls(world, "planned", ["--dry-run"]);
    const callsOf = async (name: string, isFailing: boolean): Promise<BackfillCalls> => {
        const all = await usualCalls(world, name, [], isFailing);
        return {
            all: plannedCalls(all),
            ofJob: plannedCalls(all.filter((call) => !planned.includes(call))),
        };
    };
    const calls = { well: await callsOf("well", false), failing: await callsOf("failing", true) };
    return (seed) => run(world, planBackfill(seed, calls));
}

/** The files that the command writes lie in a folder of the run, so that what is left there is seen. */
function folderOf(world: FaultWorld, name: string): string {
    return path.join(world.folder, "backfills", name);
}

function operationOf(world: FaultWorld, name: string): Operation {
    const folder = folderOf(world, name);
    return {
        command: "backfill",
        args: [
            ...["--timeout", "10", "--prefix", `${name}/`, "--yes"],
            ...["--failed", path.join(folder, "failed.csv")],
        ],
        env: { TMPDIR: path.join(folder, "tmp") },
        seconds: 120,
    };
}

/** Writes objects while there is no rule, and says of which S3 will not replicate one. */
async function prepare(world: FaultWorld, name: string, isFailing: boolean): Promise<void> {
    await mkdir(path.join(folderOf(world, name), "tmp"), { recursive: true });
    const failures = [{ key: `${name}/${failing.name}`, code: failing.code }];
    await steerJobs(world.sandbox, { seconds: 0.05, ...(isFailing && { failures }) });
    const { s3 } = world.as("source");
    const Bucket = pairNames.source;
    const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket });
    await s3.deleteBucketReplication({ Bucket });
    try {
        for (const each of names) {
            await s3.putObject({ Bucket, Key: `${name}/${each}`, Body: each, Metadata: { of: "before" } });
        }
    } finally {
        await s3.putBucketReplication({ Bucket, ReplicationConfiguration });
    }
}

async function usualCalls(
    world: FaultWorld,
    name: string,
    more: readonly string[],
    isFailing = false,
): Promise<readonly string[]> {
    await prepare(world, name, isFailing);
    world.takeCalls();
    const operation = operationOf(world, name);
    const args = [...operation.args, ...more];
    const { exitCode, stdout, stderr } = await operate(world, { ...operation, args });
    if (exitCode !== (isFailing ? 1 : 0)) {
        throw new Error(`backfill is not right without any fault: ${stdout}\n${stderr}`);
    }
    return world.takeCalls();
}

async function run(world: FaultWorld, plan: BackfillPlan): Promise<Outcome> {
    const { seed, isFailing } = plan;
    const name = `run-${seed}`;
    await prepare(world, name, isFailing);
    world.takeCalls();
    const truth = { tasks: names.length, failed: isFailing ? 1 : 0, code: failing.code };
    const operation = operationOf(world, name);

    const { ended, family, isKilled } = await operateKilledOrNot(world, operation, plan);
    const first = isKilled ? undefined : readBackfill(ended.stdout);
    const problems = [
        ...(isKilled || ended.hung ? [] : wrongOf(ended, truth, plan)),
        ...((await jobsOf(world, name)).length > 1 ? ["it made two jobs"] : []),
        ...(await wrongFile(world, name, first, truth)),
    ];
    // A run that was killed has no time to remove what it keeps in the folder for temporary files.
    const left = isKilled ? [] : await leftIn(world, name);
    const isOver = first !== undefined && isResult(first);
    const again = isOver || ended.hung ? undefined : await operate(world, operation);
    const last = again ?? ended;
    const wrongAgain =
        again === undefined
            ? []
            : again.hung
              ? []
              : wrongOf(again, truth).map((text) => `run again, ${text}`);
    const jobs = await jobsOf(world, name);
    const there = await arrived(world, name);
    return {
        scenario: "backfill",
        seed,
        plan: `${isKilled ? `killed ${plan.killed} ${plan.call.name} ${plan.call.nth}` : describe({ ...plan, broken: undefined })}${isFailing ? "; one fails" : ""}`,
        recovered: wrongAgain.length === 0 && !last.hung && there === truth.tasks - truth.failed,
        hangs: [ended, ...(again === undefined ? [] : [again])]
            .filter(({ hung }) => hung)
            .map(() => `not at its end after ${operation.seconds} s`),
        wrong: [
            ...problems,
            ...wrongAgain,
            ...(jobs.length === 1 || last.hung ? [] : [`there are ${jobs.length} jobs of it`]),
            ...changing(world.takeCalls())
                .filter((call) => !call.startsWith("CreateJob "))
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

async function jobsOf(world: FaultWorld, name: string): Promise<readonly string[]> {
    const AccountId = world.sandbox.accounts.source.accountId;
    const { control } = world.as("source");
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
        const page = await control.listJobs({ AccountId, MaxResults: 1000, NextToken });
        for (const { JobId = "", Description = "" } of page.Jobs ?? []) {
            found.push(...(Description.includes(`"${name}/"`) ? [JobId] : []));
        }
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
