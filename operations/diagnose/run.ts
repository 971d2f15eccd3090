import type { Side } from "../aws/side";
import { within } from "../aws/time";
import { OperationError } from "../operationError";
import type { DiagnoseOptions } from "./commandLine";
import type { Facts } from "./facts";
import type { Diagnosed } from "./finding";
import { diagnose } from "./judge";
import { explain } from "./judge/explain";
import { diagnoseEvents } from "./events/eventsDiagnosis";
import { diagnoseObject } from "./object/objectDiagnosis";
import type { ObjectPair } from "./object/pair";
import { diagnoseSample } from "./sample/sampleDiagnosis";
import { reportOf, type ExplainedReason, type Report } from "./report";
import type { ReadOptions } from "./read/found";
import { readPair, type ReadPair } from "./read/pair";

/** What is to be looked at beside the pair itself. */
export type Questions = Partial<
    Pick<DiagnoseOptions, "key" | "versionId" | "sample" | "reason" | "eventsQueue">
>;

/** A diagnosis, and what it was made of. */
export interface Outcome {
    readonly facts: Facts;
    readonly findings: readonly Diagnosed[];
    readonly report: Report;
}

/** Reads a pair and says what is wrong with it, and whatever else was asked. */
export async function runDiagnosis(
    options: ReadOptions,
    questions: Questions,
    tell: (at: string) => void,
): Promise<Outcome> {
    const read = await readPair(options, tell);
    const { facts, unread, connections } = read;
    const findings = diagnose(facts);
    const { source, destination } = connections;
    const pair: ObjectPair = {
        facts,
        findings,
        clients: { source: source?.connection, destination: destination?.connection },
    };
    const { key, versionId, sample, reason, eventsQueue } = questions;
    const bounded = <T>(what: string, seconds: number, work: () => Promise<T>) =>
        within(seconds, what, work, options.signal);
    const object =
        key === undefined
            ? undefined
            : await bounded("The look at the object", options.timeoutSeconds, () =>
                  diagnoseObject(pair, { key, versionId }),
              );
    const samples =
        sample === undefined
            ? undefined
            : await bounded("The look at the newest versions", longest, () =>
                  diagnoseSample(pair, sample, tell),
              );
    const events =
        eventsQueue === undefined
            ? undefined
            : await bounded("The look at the queue", longest, () =>
                  diagnoseEvents(queueOf(eventsQueue, read), (name) => explained(name, findings)),
              );
    return {
        facts,
        findings,
        report: reportOf({
            findings,
            unread,
            object,
            sample: samples,
            events,
            ...(reason !== undefined && { reason: explained(reason, findings) }),
        }),
    };
}

/** A look at very many objects takes long, and each of its calls has its own end. */
const longest = 86_400;

function explained(name: string, findings: readonly Diagnosed[]): ExplainedReason {
    const { text, findings: explaining } = explain(name, findings);
    return { name, text, findings: explaining.map(({ id }) => id) };
}

/** A queue as the account that it is of reads it. The URL says account and region. */
function queueOf(url: string, { facts, connections }: ReadPair) {
    const [, account] = /^https?:\/\/[^/]+\/(\d{12})\/[^/]+$/.exec(url) ?? [];
    if (account === undefined) {
        throw new OperationError(
            `--events-queue is ${url}; allowed: the URL of a queue, as https://sqs.eu-west-1.amazonaws.com/111111111111/failures`,
        );
    }
    const side: Side = account === facts.destinations[0]?.accountId ? "destination" : "source";
    const asked = connections[side];
    if (asked === undefined) {
        throw new OperationError(`The queue ${url} cannot be read: there are no credentials of the ${side}.`);
    }
    const region = /^https:\/\/sqs\.([\w-]+)\./.exec(url)?.[1] ?? asked.region;
    return { client: asked.connection.sqs(region), side, url };
}
