import type { Side } from "../aws/side";
import { eachWithin, within } from "../aws/time";
import { OperationError } from "../operationError";
import type { DiagnoseOptions } from "./commandLine";
import type { Diagnosed } from "./finding";
import { explain } from "./judge/explain";
import { diagnoseEvents } from "./object/events/eventsDiagnosis";
import { diagnoseObject } from "./object/objectDiagnosis";
import type { ObjectPair } from "./object/pair";
import { readUnlessRefused } from "./object/refusal";
import { diagnoseSample } from "./object/sampleDiagnosis";
import type { Diagnosis, ExplainedReason } from "./print/report";
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
    const { source, destination } = connections;
    const pair: ObjectPair = {
        facts,
        findings,
        clients: { source: source?.connection, destination: destination?.connection },
    };
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
                      diagnoseEvents(queueAt(place, connections), (name) => explained(name, findings)),
                  ),
              );
    return {
        object,
        sample: samples,
        events,
        ...(reason !== undefined && { reason: explained(reason, findings) }),
        unanswered,
    };
}

function explained(name: string, findings: readonly Diagnosed[]): ExplainedReason {
    const { text, findings: explaining } = explain(name, findings);
    return { name, text, findings: explaining.map(({ id }) => id) };
}

/** Where a queue is. The URL says account and region. */
interface QueuePlace {
    readonly url: string;
    readonly side: Side;
    readonly region?: string;
}

function placeOf(url: string, { destinations }: ReadPair["facts"]): QueuePlace {
    const [, account] = /^https?:\/\/[^/]+\/(\d{12})\/[^/]+$/.exec(url) ?? [];
    if (account === undefined) {
        throw new OperationError(
            `--events-queue is ${url}; allowed: the URL of a queue, as https://sqs.eu-west-1.amazonaws.com/111111111111/failures`,
        );
    }
    const [, region] = /^https:\/\/sqs\.([\w-]+)\./.exec(url) ?? [];
    return { url, side: account === destinations[0]?.accountId ? "destination" : "source", region };
}

/** A queue as the account that it is of reads it. */
function queueAt({ url, side, region }: QueuePlace, connections: ReadPair["connections"]) {
    const asked = connections[side];
    if (asked === undefined) {
        throw new OperationError(`The queue ${url} cannot be read: there are no credentials of the ${side}.`);
    }
    return { client: asked.connection.sqs(region ?? asked.region), side, url };
}
