import * as v from "valibot";
import type { ExplainedReason } from "../explainedReason";
import { contentOf, type FailureEvent } from "./message";
import {
    mostMessages,
    receive,
    redrivePolicy,
    secondsInvisible,
    secondsToReceive,
    type Queue,
    type Received,
} from "./queue";

/** What the failure events of a queue come to. */
export interface EventsDiagnosis {
    readonly queue: string;
    readonly messages: number;
    /** Failures by reason, rule, destination and operation; the most first. */
    readonly groups: readonly FailureGroup[];
    /** What is no failure event, by its kind; the most first. */
    readonly others: readonly { readonly what: string; readonly count: number }[];
    /** What the user has to know of how the queue was read. */
    readonly notes: readonly string[];
}

/** Failures that are alike. */
interface FailureGroup extends Pick<FailureEvent, "reason" | "rule" | "destination" | "operation"> {
    readonly count: number;
    /** When the first and the last of them happened, in ISO 8601; absent where no event says it. */
    readonly first?: string;
    readonly last?: string;
    readonly example: Pick<FailureEvent, "bucket" | "key" | "versionId">;
    readonly explanation: ExplainedReason;
}

/** Reads failure events from a queue without removing them, and groups them. */
export async function diagnoseEvents(
    queue: Queue,
    explain: (reason: string) => ExplainedReason,
    clock?: () => number,
): Promise<EventsDiagnosis> {
    const redrive = await redrivePolicy(queue);
    const received = await receive(queue, clock);
    const contents = received.bodies.map(contentOf);
    return {
        queue: queue.url,
        messages: received.bodies.length,
        groups: grouped(contents.flatMap(({ failures }) => failures)).map((group) => ({
            ...group,
            explanation: explain(group.reason),
        })),
        others: counted(contents.flatMap(({ others }) => others)),
        notes: [...notesOn(received), ...noteOnRedrive(redrive)],
    };
}

function grouped(failures: readonly FailureEvent[]): readonly Omit<FailureGroup, "explanation">[] {
    const groups = Map.groupBy(failures, ({ reason, rule, destination, operation }) =>
        JSON.stringify([reason, rule, destination, operation]),
    );
    return [...groups.values()]
        .flatMap((group) => {
            const [one] = group;
            return one === undefined ? [] : [groupOf(one, group)];
        })
        .toSorted((some, others) => others.count - some.count);
}

function groupOf(one: FailureEvent, group: readonly FailureEvent[]): Omit<FailureGroup, "explanation"> {
    const { reason, rule, destination, operation, bucket, key, versionId } = one;
    // As texts ISO 8601 sorts by time.
    const times = group.flatMap(({ time }) => time ?? []).toSorted();
    const [first] = times;
    const last = times.at(-1);
    return {
        reason,
        rule,
        destination,
        operation,
        count: group.length,
        ...(first === undefined ? {} : { first, last }),
        example: { bucket, key, ...(versionId === undefined ? {} : { versionId }) },
    };
}

function counted(words: readonly string[]): EventsDiagnosis["others"] {
    return [...Map.groupBy(words, (what) => what)]
        .map(([what, { length: count }]) => ({ what, count }))
        .toSorted((some, others) => others.count - some.count);
}

function notesOn({ bodies, ended }: Received): readonly string[] {
    const more = {
        empty: [],
        enough: [`No more than ${mostMessages} messages are read: there may be more.`],
        time: [`No longer than ${secondsToReceive} s is read: there may be more.`],
    };
    const invisible =
        `No message was removed. Other readers do not see those that were received until ${secondsInvisible} s after, and each ` +
        "of them counts as received once more.";
    return [
        ...(bodies.length === 0 ? ["No message came: others may be reading the queue."] : [invisible]),
        ...more[ended],
    ];
}

const redriveSchema = v.pipe(
    v.string(),
    v.parseJson(),
    v.object({ deadLetterTargetArn: v.string(), maxReceiveCount: v.pipe(v.unknown(), v.toNumber()) }),
);

function noteOnRedrive(policy: string | undefined): readonly string[] {
    const result = v.safeParse(redriveSchema, policy);
    return result.success
        ? [
              `The queue moves a message that was received ${result.output.maxReceiveCount} times to ` +
                  `${result.output.deadLetterTargetArn}: do not read it here that often.`,
          ]
        : [];
}
