import * as aws from "@pulumi/aws";
import { ReplicationSource } from "../../components/index";

const [accountId, bucketName, name] = ["111111111111", "sre-bucket-source", "replication-events"];
const arn = (service: string, what: string) => `arn:aws:${service}:ap-northeast-2:${accountId}:${what}`;
const [bucketArn, queueArn] = [`arn:aws:s3:::${bucketName}`, arn("sqs", name)];
const allow = (...allowed: object[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: allowed.map((one) => ({ Effect: "Allow", ...one })) });
/** A service, as long as it acts for one thing of this account. */
const onlyFor = (Service: string, thing: string) => ({
    Principal: { Service },
    Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnEquals: { "aws:SourceArn": thing } },
});

// The policy is in the queue itself: S3 tries the queue as soon as there is one. Messages stay for 14 days.
const send = { ...onlyFor("s3.amazonaws.com", bucketArn), Action: "sqs:SendMessage", Resource: queueArn };
const queue = new aws.sqs.Queue(name, { name, policy: allow(send), messageRetentionSeconds: 1_209_600 });

const thePipe = onlyFor("pipes.amazonaws.com", arn("pipes", `pipe/${name}`));
const assumeRolePolicy = allow({ ...thePipe, Action: "sts:AssumeRole" });
const role = new aws.iam.Role(name, { name, assumeRolePolicy });
const take = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const put = { Action: "events:PutEvents", Resource: arn("events", "event-bus/default") };
const policy = allow({ Action: take, Resource: queueArn }, put);
const rolePolicy = new aws.iam.RolePolicy(name, { role: role.name, policy });

// What S3 sends to try the queue has a member Event, and no records: it is dropped.
const pattern = JSON.stringify({ body: { Event: [{ exists: false }] } });
const source = { source: queue.arn, sourceParameters: { filterCriteria: { filters: [{ pattern }] } } };
const event = { source: "s3-replication", detailType: "S3 Replication Event", resources: [bucketArn] };
const template = { eventbridgeEventBusParameters: event, inputTemplate: '{"Records": <$.body.Records>}' };
const target = { target: put.Resource, targetParameters: template };
// EventBridge tries the role at once. A pipe that failed for that is made anew by the next update.
const opts = { dependsOn: [rolePolicy], replaceOnChanges: ["#initerror"], deleteBeforeReplace: true };
new aws.pipes.Pipe(name, { name, roleArn: role.arn, ...source, ...target }, opts);

const [replicationRoleName, region] = ["sre-bucket-replication", "ap-northeast-1"];
const destination = { bucketArn: "arn:aws:s3:::sre-bucket-destination", accountId: "222222222222", region };
const monitoring = { events: { queueArn: queue.arn } };
new ReplicationSource("replication", { bucketName, replicationRoleName, destination, monitoring });
