/*
 * A process that diagnoses the shipped pair in a sandbox, in whose environment it runs: beside a plain script that makes the
 * same calls, and with one rule beside many. Its arguments are the names of the buckets. Writes on stdout what each took.
 */
import { S3 } from "@aws-sdk/client-s3";
import { runDiagnosis } from "../../operations/diagnose/run";
import { median } from "../figures";
import { requireSame } from "../sameResources";
import { callsOf } from "./callsOf";
import type { PairTimes } from "./pairRound";
import { makePlainCalls, type PairBuckets } from "./plainCalls";

const times = 5;
const manyRules = 1000;

async function main([source = "", destination = ""]: readonly string[]): Promise<PairTimes> {
    const buckets = { source, destination };
    const plain = () => makePlainCalls(buckets);
    const diagnosis = () => diagnosePair(buckets);
    requireSame(
        "The plain script does not make the calls that the diagnosis does. Make bench/diagnose/plainCalls.ts the same:",
        await callsOf(plain),
        await callsOf(diagnosis),
    );
    const put = await ruleWriter(source);
    const [byPlain, ours] = await secondsOf([plain, diagnosis]);
    const [oneRule, many] = await secondsOf([diagnosis, diagnosis], [() => put(1), () => put(manyRules)]);
    return { plain: byPlain, ours, oneRule, manyRules: many };
}

async function diagnosePair(buckets: PairBuckets): Promise<void> {
    const { report } = await runDiagnosis(
        {
            pair: { buckets },
            projectDirectory: "/",
            timeoutSeconds: 60,
            openStacks: () => Promise.reject(new Error("The bench names no stacks.")),
            source: { profile: "source" },
            destination: { profile: "destination" },
            signal: new AbortController().signal,
        },
        {},
        () => undefined,
    );
    if (report.result !== "works") {
        throw new Error(`The diagnosis of the shipped pair is not that it works:\n${JSON.stringify(report)}`);
    }
}

/** Puts so many rules in the place of the source's, alike but for their prefixes. */
async function ruleWriter(Bucket: string): Promise<(count: number) => Promise<unknown>> {
    const s3 = new S3({ profile: "source", forcePathStyle: true });
    const { ReplicationConfiguration: shipped } = await s3.getBucketReplication({ Bucket });
    return (count) =>
        s3.putBucketReplication({
            Bucket,
            ReplicationConfiguration: {
                Role: shipped?.Role,
                Rules: Array.from({ length: count }, (_, index) => ({
                    Status: "Enabled",
                    Destination: shipped?.Rules?.[0]?.Destination,
                    DeleteMarkerReplication: { Status: "Enabled" },
                    ID: `rule-${index}`,
                    Priority: index,
                    Filter: { Prefix: `folder-${index}/` },
                })),
            },
        });
}

type Work = () => Promise<unknown>;

/** The median time of each, one after the other several times, so that whatever else the machine does meets them alike. */
async function secondsOf(
    works: readonly [Work, Work],
    before: readonly [Work, Work] = [nothing, nothing],
): Promise<[number, number]> {
    const seconds: [number[], number[]] = [[], []];
    for (let time = 0; time < times; time++) {
        for (const which of [0, 1] as const) {
            await before[which]();
            const start = performance.now();
            await works[which]();
            seconds[which].push((performance.now() - start) / 1000);
        }
    }
    return [median(seconds[0]), median(seconds[1])];
}

const nothing: Work = () => Promise.resolve();

main(process.argv.slice(2)).then(
    (measured) => {
        process.stdout.write(JSON.stringify(measured));
    },
    (error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    },
);
