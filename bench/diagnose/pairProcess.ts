/*
 * A process that diagnoses the shipped pair in a sandbox: beside a plain script that makes the same calls, and beside the
 * same pair with many rules. Its arguments are the names of the buckets, and two addresses that remember what the sandbox
 * answers: one for the pair as it is shipped, one for many rules. Writes on stdout what each took.
 */
import { S3, type ReplicationConfiguration, type ReplicationRule } from "@aws-sdk/client-s3";
import { runDiagnosis } from "../../operations/diagnose/run";
import { median } from "../figures";
import { requireSame } from "../sameResources";
import { callsOf } from "./callsOf";
import type { PairTimes } from "./pairRound";
import { makePlainCalls, type PairBuckets } from "./plainCalls";

const times = 5;
const manyRules = 1000;

async function main([source = "", destination = "", ...addresses]: readonly string[]): Promise<PairTimes> {
    const buckets = { source, destination };
    const [shipped = "", many = ""] = addresses;
    const plain = at(shipped, () => makePlainCalls(buckets));
    const ours = at(shipped, () => diagnosePair(buckets));
    const oursOfMany = at(many, () => diagnosePair(buckets));
    requireSame(
        "The plain script does not make the calls that the diagnosis does. Make bench/diagnose/plainCalls.ts the same:",
        await callsOf(plain),
        await callsOf(ours),
    );
    const { Role, Rules } = await at(shipped, () => readConfiguration(source))();
    await at(many, () => putConfiguration(source, { Role, Rules: alike(Rules?.[0]) }))();
    await oursOfMany();
    return secondsOf({ plain, ours, manyRules: oursOfMany });
}

/** Does some work against AWS at this address. */
function at<T>(address: string, work: () => Promise<T>): () => Promise<T> {
    return () => {
        for (const name of Object.keys(process.env).filter((each) => each.startsWith("AWS_ENDPOINT_URL"))) {
            process.env[name] = address;
        }
        return work();
    };
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

async function readConfiguration(Bucket: string): Promise<ReplicationConfiguration> {
    const { ReplicationConfiguration: read } = await sourceS3().getBucketReplication({ Bucket });
    return read ?? { Role: undefined, Rules: [] };
}

async function putConfiguration(Bucket: string, put: ReplicationConfiguration): Promise<void> {
    await sourceS3().putBucketReplication({ Bucket, ReplicationConfiguration: put });
}

function sourceS3(): S3 {
    return new S3({ profile: "source", forcePathStyle: true });
}

/** Many rules for the one, alike but for their prefixes. */
function alike(rule: ReplicationRule | undefined): ReplicationRule[] {
    return Array.from({ length: manyRules }, (_, index) => ({
        Status: "Enabled",
        Destination: rule?.Destination,
        DeleteMarkerReplication: { Status: "Enabled" },
        ID: `rule-${index}`,
        Priority: index,
        Filter: { Prefix: `folder-${index}/` },
    }));
}

/** The median time of each, one after the other several times, so that whatever else the machine does meets them alike. */
async function secondsOf(works: Readonly<Record<keyof PairTimes, () => Promise<void>>>): Promise<PairTimes> {
    const seconds: Record<keyof PairTimes, number[]> = { plain: [], ours: [], manyRules: [] };
    for (let time = 0; time < times; time++) {
        for (const which of ["plain", "ours", "manyRules"] as const) {
            const start = performance.now();
            await works[which]();
            seconds[which].push((performance.now() - start) / 1000);
        }
    }
    return {
        plain: median(seconds.plain),
        ours: median(seconds.ours),
        manyRules: median(seconds.manyRules),
    };
}

main(process.argv.slice(2)).then(
    (measured) => {
        process.stdout.write(JSON.stringify(measured));
    },
    (error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    },
);
