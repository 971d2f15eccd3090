import { readDiagnosis, type DiagnosisReport } from "./diagnosisReport";
import { answerOf, changing, wrongDiagnoses } from "./diagnosisVerdict";
import { describe, operate, operateUnder, type Operation } from "./operating";
import type { Outcome } from "./outcome";
import { plannedCalls, planDiagnose, type DiagnosePlan, type Question } from "./plan";
import { outliving } from "./processes";
import { deployPair, pairNames } from "./shippedPair";
import type { FaultWorld } from "./world";

/** What is written before, and has arrived. */
const keys = ["reports/a b.csv", "reports/ü.csv", "x"] as const;

const argsOf: Readonly<Record<Question, readonly string[]>> = {
    pair: [],
    key: ["--key", keys[0]],
    sample: ["--sample", "20"],
};

/** The answers have ten seconds, what is asked besides has as many, and what the stacks say is read before. */
function operationOf(question: Question): Operation {
    return { command: "diagnose", args: ["--timeout", "10", ...argsOf[question]], seconds: 90 };
}

/** What is said and asked without faults. */
interface Usual {
    readonly report: DiagnosisReport;
    readonly calls: readonly string[];
}

/** Both stacks as they ship, and what diagnoses of them come to. */
export async function diagnoseRuns(world: FaultWorld): Promise<(seed: number) => Promise<Outcome>> {
    await deployPair(world);
    for (const Key of keys) {
        await world.as("source").s3.putObject({ Bucket: pairNames.source, Key, Body: "x" });
    }
    const pair = await usualOf(world, "pair");
    const key = await usualOf(world, "key");
    const sample = await usualOf(world, "sample");
    const usual = { pair, key, sample };
    const added = ({ calls }: Usual) => plannedCalls(calls.filter((name) => !pair.calls.includes(name)));
    const calls = { pair: plannedCalls(pair.calls), key: added(key), sample: added(sample) };
    return (seed) => {
        const plan = planDiagnose(seed, calls);
        return run(world, plan, answerOf(usual[plan.question].report));
    };
}

async function usualOf(world: FaultWorld, question: Question): Promise<Usual> {
    const { exitCode, stdout, stderr } = await operate(world, operationOf(question));
    const report = readDiagnosis(stdout);
    const calls = world.takeCalls();
    if (exitCode !== 0 || report === undefined || changing(calls).length > 0) {
        throw new Error(`diagnose is not right without any fault: ${stdout}\n${stderr}\n${calls.join(", ")}`);
    }
    return { report, calls };
}

function run(world: FaultWorld, plan: DiagnosePlan, usual: string): Promise<Outcome> {
    const { question, seed, broken } = plan;
    const operation = operationOf(question);
    return operateUnder(world, operation, plan, async ({ exitCode, stdout, stderr, hung }, family) => {
        const report = readDiagnosis(stdout);
        const changes = changing(world.takeCalls());
        return {
            scenario: "diagnose",
            seed,
            plan: `${question === "pair" ? "" : `--${question}: `}${describe(plan)}`,
            recovered: report?.result === (broken === undefined ? "works" : "broken"),
            hangs: hung ? [`not at its end after ${operation.seconds} s`] : [],
            wrong: [
                ...(hung
                    ? []
                    : report === undefined
                      ? [`no report: ${stdout}${stderr}`]
                      : wrongDiagnoses(report, exitCode, plan, usual)),
                ...(/^ +at /m.test(stderr) ? [`a stack trace: ${stderr}`] : []),
                ...changes.map((name) => `a call that changes something: ${name}`),
            ],
            leftovers: (await outliving(family)).map(({ commandLine }) => `process ${commandLine}`),
        };
    });
}
