import type { Side } from "../aws/side";
import { interruptedBy, within } from "../aws/time";
import { OperationError } from "../operationError";
import type { DiagnoseOptions } from "./commandLine";
import { diagnoseEvents } from "./events/eventsDiagnosis";
import type { QueueUrl } from "./events/queueUrl";
import { explainReason } from "./explainedReason";
import type { Facts } from "./facts";
import type { Diagnosed } from "./finding";
import { diagnose } from "./judge";
import { diagnoseObject } from "./object/objectDiagnosis";
import type { ObjectPair } from "./object/pair";
import type { ReadOptions } from "./read/found";
import { readPair, type ReadPair } from "./read/pair";
import { reportOf, type Report } from "./report";
import { diagnoseSample } from "./sample/sampleDiagnosis";

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
    questions: Questions = {},
    tell: (at: string) => void = () => undefined,
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
    const object =
        key === undefined
            ? undefined
            : await within(
                  options.timeoutSeconds,
                  "The look at the object",
                  () => diagnoseObject(pair, { key, versionId }),
                  options.signal,
              );
    // A look at very many objects takes long, and each of its calls has its own end.
    const [samples, events] = await interruptedBy(
        options.signal,
        async () =>
            [
                sample === undefined ? undefined : await diagnoseSample(pair, sample, tell),
                eventsQueue === undefined
                    ? undefined
                    : await diagnoseEvents(queueOf(eventsQueue, read), (name) =>
                          explainReason(name, findings),
                      ),
            ] as const,
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
            ...(reason !== undefined && { reason: explainReason(reason, findings) }),
        }),
    };
}

/** A queue as the account that it is of reads it. */
function queueOf({ url, accountId, region }: QueueUrl, { facts, connections }: ReadPair) {
    const side: Side = accountId === facts.destinations[0]?.accountId ? "destination" : "source";
    const asked = connections[side];
    if (asked === undefined) {
        throw new OperationError(`The queue ${url} cannot be read: there are no credentials of the ${side}.`);
    }
    return { client: asked.connection.sqs(region ?? asked.region), side, url };
}
