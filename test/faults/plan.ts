import { Random } from "./random";

/** What befalls a call on its way to AWS, or its answer on the way back. */
export const faultKinds = [
    // The call took effect, and its answer is lost.
    "lost",
    "errorAfterEffect",
    "cut",
    // It took none.
    "reset",
    "error",
    "slowDown",
    "stall",
    "forbidden",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What befalls one call after the other in a run that has many: nothing that takes long, nothing that stays. */
export const seldomFaults = ["lost", "errorAfterEffect", "cut", "reset", "error", "slowDown"] as const;

/** The call alone; once more when it is tried again; each of its operation from then on; one call in ten, of any. */
export const extents = ["once", "twice", "lasting", "seldom"] as const;

/** A call of a run without faults: the nth of an operation in an account, `PutObject of 111111111111`. */
export interface PlannedCall {
    readonly name: string;
    readonly nth: number;
}

export interface CallFault {
    readonly seed: number;
    readonly kind: FaultKind;
    /** Under `everything` no call of either side gets through. */
    readonly extent: (typeof extents)[number] | "everything";
    readonly call: PlannedCall;
}

/** What is truly broken on AWS in some runs of `verify`. */
export const breakages = ["policy", "versioning", "configuration", "rule"] as const;

export interface VerifyPlan extends CallFault {
    readonly broken: (typeof breakages)[number] | undefined;
}

/** The same of `diagnose`, which is to tell one cause from another: what `verify` would see as the same is here too. */
export const causes = [...breakages, "permissions", "trust"] as const;
export type Breakage = (typeof causes)[number];

/** What `diagnose` is asked: of the pair alone, of an object, of a sample. */
export const questions = ["pair", "key", "sample"] as const;
export type Question = (typeof questions)[number];

export interface DiagnosePlan extends CallFault {
    readonly question: Question;
    readonly broken: Breakage | undefined;
}

/** What is replicated: objects, of which all arrive or one fails indeed, or the one that failed, once that is mended. */
export const backfilled = ["all", "failing", "retry"] as const;
export type Backfilled = (typeof backfilled)[number];

export interface BackfillPlan extends CallFault {
    readonly of: Backfilled;
    /** Whether the command is killed at the call, before it reaches AWS or after it has taken effect. */
    readonly killed: "before" | "after" | undefined;
}

/** The processes that an update consists of. */
export const victims = ["engine", "plug-in", "host"] as const;

export interface KillPlan {
    readonly seed: number;
    readonly victim: (typeof victims)[number];
    readonly call: PlannedCall;
    /** Before the call reaches AWS, or once it has taken effect and before its answer. */
    readonly moment: "before" | "after";
}

type Calls = readonly PlannedCall[];

/** Of the same seed and the same calls the same plan. */
export function planFault(seed: number, calls: Calls): CallFault {
    const random = new Random(seed);
    return {
        seed,
        kind: random.one(faultKinds),
        extent: random.one(extents),
        call: random.one(calls),
    };
}

/** One run in five is of a replication that is broken indeed. */
export function planVerify(seed: number, calls: Calls): VerifyPlan {
    const random = new Random(seed + 0x10000);
    return {
        ...planFault(seed, calls),
        broken: random.next() < 0.2 ? random.one(breakages) : undefined,
    };
}

/**
 * One run in three is of a replication that is broken indeed, one in three has a question besides, and in some no call gets
 * through at all. The calls of a question are those that it adds.
 */
export function planDiagnose(seed: number, calls: Readonly<Record<Question, Calls>>): DiagnosePlan {
    const random = new Random(seed + 0x20000);
    const question: Question = random.next() < 1 / 3 ? random.one(["key", "sample"] as const) : "pair";
    const broken = random.next() < 1 / 3 ? random.one(causes) : undefined;
    const fault: DiagnosePlan = { ...planFault(seed, calls[question]), question, broken };
    return random.next() < 0.12
        ? { ...fault, extent: "everything", kind: random.one(["forbidden", fault.kind]) }
        : fault;
}

/** The calls of a backfill, and those of them that a job adds to what is read before one is made. */
export interface BackfillCalls {
    readonly all: Calls;
    readonly ofJob: Calls;
}

/**
 * One run in four is killed. Three of four are hit at a call that is of the job, each operation as often as any other; half are
 * of objects that all arrive.
 */
export function planBackfill(seed: number, calls: Readonly<Record<Backfilled, BackfillCalls>>): BackfillPlan {
    const random = new Random(seed + 0x30000);
    const of = random.one(["all", ...backfilled] as const);
    const among = random.next() < 0.75 ? calls[of].ofJob : calls[of].all;
    const name = random.one([...new Set(among.map((call) => call.name))]);
    const fault = planFault(
        seed,
        among.filter((call) => call.name === name),
    );
    const moment = random.one(["before", "after"] as const);
    return random.next() < 0.25
        ? { ...fault, killed: moment, kind: "reset", extent: "once", of }
        : { ...fault, killed: undefined, of };
}

export function planKill(seed: number, calls: Calls): KillPlan {
    const random = new Random(seed);
    return {
        seed,
        victim: random.one(victims),
        call: random.one(calls),
        moment: random.one(["before", "after"]),
    };
}

/** The calls of a run without faults as a plan can name them, in an order that is the same in each run. */
export function plannedCalls(names: readonly string[]): Calls {
    const counts = new Map<string, number>();
    return [...names].sort().map((name) => {
        const nth = (counts.get(name) ?? 0) + 1;
        counts.set(name, nth);
        return { name, nth };
    });
}
