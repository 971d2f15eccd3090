import * as v from "valibot";

/** An object that S3 could not replicate, as the event tells it. */
export interface FailureEvent {
    /** One of AWS's reasons, as `DstPutObjectNotPermitted`. */
    readonly reason: string;
    readonly rule: string;
    /** The ARN of the destination bucket. */
    readonly destination: string;
    /** As `OBJECT_PUT`. */
    readonly operation: string;
    /** When it failed, in ISO 8601; undefined where the event does not say it. */
    readonly time?: string;
    readonly bucket: string;
    readonly key: string;
    readonly versionId?: string;
}

/** What a message holds: failures, and what else there is, in words. */
export interface MessageContent {
    readonly failures: readonly FailureEvent[];
    readonly others: readonly string[];
}

const record = v.object({
    eventName: v.string(),
    eventTime: v.optional(v.string()),
    s3: v.object({
        bucket: v.object({ name: v.string() }),
        object: v.object({ key: v.string(), versionId: v.optional(v.string()) }),
    }),
    replicationEventData: v.object({
        replicationRuleId: v.optional(v.string(), ""),
        destinationBucket: v.optional(v.string(), ""),
        s3Operation: v.optional(v.string(), ""),
        failureReason: v.optional(v.string(), ""),
    }),
});

const named = v.object({ eventName: v.string() });

/** What S3 sends once when notifications are set up. */
const testEvent = v.object({ Event: v.literal("s3:TestEvent") });

const failed = "Replication:OperationFailedReplication";
const mostEnvelopes = 3;

/**
 * Reads a message of a queue of events: of S3 itself, or in an envelope of SNS or EventBridge, be it within another.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
 */
export function contentOf(body: string): MessageContent {
    const event = unwrapped(parsed(body), mostEnvelopes);
    if (v.is(testEvent, event)) {
        return { failures: [], others: ["test event of S3"] };
    }
    const records = recordsOf(event);
    if (records === undefined) {
        return { failures: [], others: ["no event of S3"] };
    }
    const failures: FailureEvent[] = [];
    const others: string[] = [];
    for (const one of records) {
        const { success, output } = v.safeParse(record, one);
        if (success && withoutService(output.eventName) === failed) {
            failures.push(failureOf(output));
        } else {
            others.push(v.is(named, one) ? nameIn(one.eventName) : "no event of S3");
        }
    }
    return { failures, others };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

const snsEnvelope = v.object({ Type: v.literal("Notification"), Message: v.string() });
const eventBridgeEnvelope = v.object({
    "detail-type": v.string(),
    detail: v.record(v.string(), v.unknown()),
});

function unwrapped(event: unknown, left: number): unknown {
    if (left === 0) {
        return event;
    }
    if (v.is(snsEnvelope, event)) {
        return unwrapped(parsed(event.Message), left - 1);
    }
    return v.is(eventBridgeEnvelope, event) ? unwrapped(event.detail, left - 1) : event;
}

/** The records of a message; EventBridge may carry one of them by itself. */
function recordsOf(event: unknown): readonly unknown[] | undefined {
    if (v.is(v.object({ Records: v.array(v.unknown()) }), event)) {
        return event.Records;
    }
    return v.is(named, event) ? [event] : undefined;
}

function failureOf({ eventTime, s3, replicationEventData }: v.InferOutput<typeof record>): FailureEvent {
    const { versionId } = s3.object;
    return {
        reason: replicationEventData.failureReason,
        rule: replicationEventData.replicationRuleId,
        destination: replicationEventData.destinationBucket,
        operation: replicationEventData.s3Operation,
        ...timeIn(eventTime),
        bucket: s3.bucket.name,
        key: decoded(s3.object.key),
        ...(versionId === undefined ? {} : { versionId }),
    };
}

function timeIn(text: string | undefined): Pick<FailureEvent, "time"> {
    const time = new Date(text ?? "");
    return Number.isNaN(time.getTime()) ? {} : { time: time.toISOString() };
}

/** Keys are as in the query of a URL. */
function decoded(key: string): string {
    try {
        return decodeURIComponent(key.replaceAll("+", " "));
    } catch {
        return key;
    }
}

const longestName = 60;

/** Foreign text: what is no name is not repeated. */
function nameIn(eventName: string): string {
    const name = withoutService(eventName);
    return /^[\w:*-]+$/.test(name) && name.length <= longestName ? name : "an event without a proper name";
}

/** The name of an event begins with the service in the configuration, and in the message it does not. */
function withoutService(name: string): string {
    return name.replace(/^s3:/, "");
}
