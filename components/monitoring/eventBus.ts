import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { argumentError, asOutput, isPlain, type ArgumentPlace } from "../validation/check";
import { notFound } from "../validation/invokeError";
import { bucketArnOf, regionalArn } from "../policies/arn";
import { pipePermissions, pipeTrust } from "../policies/pipeRole";
import { queuePolicy } from "../policies/queuePolicy";
import type { EventBus } from "./check";
import { nameAfter, shortened, type Monitored } from "./monitoredSource";

/** Each account has it in each region, and nobody can delete it. */
const preset = "default";

/** The name of a bus; a plain one is looked for at preview, since AWS would take a pipe to a bus that is not there. */
function existing(
    place: ArgumentPlace,
    { given, name }: EventBus,
    { opts: { parent } }: Monitored,
): pulumi.Output<string> {
    if (!isPlain(given) || given === preset) {
        return asOutput(name);
    }
    return asOutput(name).apply((known) =>
        aws.cloudwatch.getEventBus({ name: known }, { parent }).then(
            () => known,
            notFound(place, known, {
                allowed: "the name of an event bus that exists in the bucket's account and region",
                advice: "Of a bus that this program makes, give the name as an output.",
            }),
        ),
    );
}

/**
 * The queue whose messages arrive on an event bus. Amazon S3 sends EventBridge no events of replication, so that they go to a
 * queue, from which a pipe takes them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
 */
export function queueToEventBus(
    source: Monitored,
    place: ArgumentPlace,
    eventBus: EventBus,
): { readonly arn: pulumi.Output<string>; readonly name: pulumi.Output<string> } {
    const { name, opts, tags } = source;
    const called = source.bucketName.apply(nameFrom);
    const arns = pulumi.all([called, source.where, source.bucketName]).apply(([own, where, bucket]) => ({
        accountId: where.accountId,
        bucketArn: bucketArnOf(where.partition, bucket),
        queueArn: regionalArn(where, "sqs", own),
        pipeArn: regionalArn(where, "pipes", `pipe/${own}`),
    }));
    const eventBusArn = pulumi
        .all([source.where, existing(place, eventBus, source)])
        .apply(([where, bus]) => regionalArn(where, "events", `event-bus/${bus}`));
    const queue = new aws.sqs.Queue(
        `${name}-queue`,
        {
            name: called,
            policy: pulumi.jsonStringify(arns.apply(queuePolicy)),
            sqsManagedSseEnabled: true,
            // The longest: what the bus cannot take waits here. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
            messageRetentionSeconds: 1_209_600,
            tags,
        },
        opts,
    );
    const role = new aws.iam.Role(
        `${name}-pipe-role`,
        {
            ...source.role.made,
            name: unlike(place, called, source.role),
            description:
                "EventBridge assumes this role to take replication events from a queue to an event bus.",
            assumeRolePolicy: pulumi.jsonStringify(arns.apply(pipeTrust)),
            tags,
        },
        opts,
    );
    const permissions = pulumi
        .all([arns.queueArn, eventBusArn])
        .apply(([queueArn, busArn]) => pipePermissions({ queueArn, eventBusArn: busArn }));
    const policy = new aws.iam.RolePolicy(
        `${name}-pipe-policy`,
        { name: "pipe", role: role.name, policy: pulumi.jsonStringify(permissions) },
        opts,
    );
    new aws.pipes.Pipe(
        `${name}-pipe`,
        {
            name: called,
            description: "Takes the replication events of a bucket from their queue to an event bus.",
            roleArn: role.arn,
            source: queue.arn,
            target: eventBusArn,
            sourceParameters: {
                filterCriteria: { filters: [{ pattern: JSON.stringify(eventsAlone) }] },
                // As many as a bus takes at once. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
                sqsQueueParameters: { batchSize: 10 },
            },
            targetParameters: {
                eventbridgeEventBusParameters: {
                    source: "s3-replication",
                    detailType: "S3 Replication Event",
                    resources: [arns.bucketArn],
                },
                inputTemplate: recordsAsDetail,
            },
            tags,
        },
        pulumi.mergeOptions(opts, {
            // EventBridge tries the role when it makes the pipe.
            dependsOn: [policy],
            // IAM takes a while to spread the role's policy. A pipe that failed for that is made anew by the next update: the
            // plug-in, asked to update it, sends EventBridge nothing where nothing has changed.
            replaceOnChanges: ["#initerror"],
            deleteBeforeReplace: true,
        }),
    );
    return { arn: queue.arn, name: queue.name };
}

/**
 * The name of the pipe's role. Names of roles are told apart by neither case nor path.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
function unlike(
    place: ArgumentPlace,
    called: pulumi.Output<string>,
    { name, existingArn }: Monitored["role"],
): pulumi.Output<string> {
    return pulumi.all([called, name]).apply(([own, other]) => {
        if (own.toLowerCase() === other.toLowerCase()) {
            throw argumentError(
                { ...place, argument: existingArn === undefined ? "roleName" : "existingRoleArn" },
                other,
                `another name than ${own}, which the pipe to the event bus and its role have`,
                "IAM has one role of a name, whatever its case and path.",
            );
        }
        return own;
    });
}

/** Of queue, pipe and role alike. A role's and a pipe's has up to 64 characters. */
function nameFrom(bucketName: string): string {
    return shortened(nameAfter(bucketName, "replication-events"), 55);
}

/**
 * What S3 sends to try the queue has this member, and no records.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html
 */
const eventsAlone = { body: { Event: [{ exists: false }] } };

/**
 * EventBridge reads the JSON in a message's body, and puts a list in without quotes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
const recordsAsDetail = '{"Records": <$.body.Records>}';
