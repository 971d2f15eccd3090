import type { Side } from "../aws/side";
import { eachWithin, within } from "../aws/time";
import { OperationError } from "../operationError";
import type { DiagnoseOptions } from "./commandLine";
import type { Queue } from "./events/queue";
import type { QueueUrl } from "./events/queueUrl";
import { explainReason } from "./explainedReason";
import type { Diagnosed } from "./finding";
import { diagnoseEvents } from "./events/eventsDiagnosis";
import { diagnoseObject } from "./object/objectDiagnosis";
import { clientsOf } from "./object/pair";
import { readUnlessRefused } from "./object/refusal";
import { diagnoseSample } from "./sample/sampleDiagnosis";
import type { Diagnosis } from "./report";
import type { ReadOptions } from "./read/found";
import type { ReadPair } from "./read/pair";

/** What is to be looked at beside the pair itself. */
export type Questions = Partial<
    Pick<DiagnoseOptions, "key" | "versionId" | "sample" | "reason" | "eventsQueue">
>;

/** What is answered, and what is found instead where it cannot be. */
interface Answers extends Pick<Diagnosis, "object" | "sample" | "events" | "reason"> {
    readonly unanswered: readonly Diagnosed[];
}

/** Answers what is asked besides. Where AWS does not tell it, that is a finding: what is found of the pair stands. */
export async function answersTo(
    { key, versionId, sample, reason, eventsQueue }: Questions,
    { facts, connections }: ReadPair,
    findings: readonly Diagnosed[],
    { timeoutSeconds, signal }: Pick<ReadOptions, "timeoutSeconds" | "signal">,
    tell: (at: string) => void,
): Promise<Answers> {
    const pair = { facts, findings, clients: clientsOf(connections) };
    const unanswered: Diagnosed[] = [];
    const cannot = (side: Side, where: string, message: string) => {
        unanswered.push({ id: "not-read", severity: "unknown", side, where, message, fix: "" });
    };
    const answer = async <T>(side: Side, where: string, look: () => Promise<T>): Promise<T | undefined> => {
        const read = await readUnlessRefused(async () => ({ value: await look() }));
        if ("unread" in read) {
            cannot(side, where, read.unread);
        }
        return "value" in read ? read.value : undefined;
    };
    // A look at very many takes long, and each of its calls has its own end.
    const lookAtMany = <T>(look: () => Promise<T>) => eachWithin(timeoutSeconds, look, signal);

    const object =
        key === undefined
            ? undefined
            : await answer("source", `object ${key}`, () =>
                  within(
                      timeoutSeconds,
                      "The look at the object",
                      () => diagnoseObject(pair, { key, versionId }),
                      signal,
                  ),
              );
    const samples =
        sample === undefined
            ? undefined
            : await answer("source", "newest versions", () =>
                  lookAtMany(() => diagnoseSample(pair, sample, tell)),
              );
    for (const { rule, unread } of samples ?? []) {
        if (unread !== undefined) {
            cannot("source", `newest versions under rule ${rule}`, unread);
        }
    }
    const place = eventsQueue === undefined ? undefined : placeOf(eventsQueue, facts);
    const events =
        place === undefined
            ? undefined
            : await answer(place.side, `queue ${place.url}`, () =>
                  lookAtMany(() =>
                      diagnoseEvents(queueAt(place, connections), (name) => explainReason(name, findings)),
                  ),
              );
    return {
        object,
        sample: samples,
        events,
        ...(reason !== undefined && { reason: explainReason(reason, findings) }),
        unanswered,
    };
}

/** A queue, and whose credentials read it: those of the account that it is of. */
function placeOf(queue: QueueUrl, { destinations }: ReadPair["facts"]) {
    const side: Side = queue.accountId === destinations[0]?.accountId ? "destination" : "source";
    return { ...queue, side };
}

function queueAt(
    { url, side, region }: ReturnType<typeof placeOf>,
    connections: ReadPair["connections"],
): Queue {
    const asked = connections[side];
    if (asked === undefined) {
        throw new OperationError(`The queue ${url} cannot be read: there are no credentials of the ${side}.`);
    }
    return { client: asked.connection.sqs(region ?? asked.region), side, url };
}
