import { PutBucketReplicationCommand, S3Client, type ReplicationRule } from "@aws-sdk/client-s3";
import { tagsOf, type Configuration, type ConfiguredRule } from "./configuration";

const bucket = "b".repeat(63);
/** The longest that a role's ARN can be: the path has up to 512 characters, the name 64. */
const role = `arn:aws-us-gov:iam::111111111111:role/${"p".repeat(510)}/${"r".repeat(64)}`;

const client = new S3Client({
    region: "us-gov-west-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" },
    requestHandler: { handle: () => Promise.reject(new Error("Nothing is sent from here")) },
});

/** Takes a request once it is written, before it is signed and sent, which would take most of the time. */
const written: string[] = [];
client.middlewareStack.add(
    () =>
        ({ request }) => {
            if (
                typeof request !== "object" ||
                request === null ||
                !("body" in request) ||
                typeof request.body !== "string"
            ) {
                throw new Error("The SDK has written no text");
            }
            written.push(request.body);
            return Promise.resolve({ response: undefined, output: { $metadata: {} } });
        },
    { step: "build", priority: "high" },
);

/** The very XML that the AWS SDK sends to Amazon S3 for a configuration. */
export async function requestBody(configuration: Configuration): Promise<string> {
    await client.send(
        new PutBucketReplicationCommand({
            Bucket: bucket,
            ReplicationConfiguration: { Role: role, Rules: configuration.map(inWordsOfTheApi) },
        }),
    );
    const body = written.pop();
    if (body === undefined || written.length > 0) {
        throw new Error("One request is written at a time");
    }
    return body;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html */
function inWordsOfTheApi(rule: ConfiguredRule): ReplicationRule {
    const { filter, destination, sourceSelectionCriteria: criteria } = rule;
    return {
        ID: rule.id,
        Priority: rule.priority,
        Status: rule.status,
        Filter: filter && {
            Prefix: filter.prefix,
            Tag: filter.tag && { Key: filter.tag.key, Value: filter.tag.value },
            And: filter.and && {
                Prefix: filter.and.prefix,
                Tags: tagsOf({ ...rule, filter: { and: filter.and } }).map(([Key, Value]) => ({
                    Key,
                    Value,
                })),
            },
        },
        DeleteMarkerReplication: stated(rule.deleteMarkerReplication),
        ExistingObjectReplication: stated(rule.existingObjectReplication),
        SourceSelectionCriteria: criteria && {
            SseKmsEncryptedObjects: stated(criteria.sseKmsEncryptedObjects),
            ReplicaModifications: stated(criteria.replicaModifications),
        },
        Destination: {
            Bucket: destination.bucket,
            Account: destination.account,
            AccessControlTranslation: destination.accessControlTranslation && {
                Owner: destination.accessControlTranslation.owner,
            },
            EncryptionConfiguration: destination.encryptionConfiguration && {
                ReplicaKmsKeyID: destination.encryptionConfiguration.replicaKmsKeyId,
            },
            Metrics: destination.metrics && {
                Status: destination.metrics.status,
                EventThreshold: destination.metrics.eventThreshold && {
                    Minutes: destination.metrics.eventThreshold.minutes,
                },
            },
            ReplicationTime: destination.replicationTime && {
                Status: destination.replicationTime.status,
                Time: { Minutes: destination.replicationTime.time?.minutes },
            },
            StorageClass: destination.storageClass,
        },
    };
}

function stated<T>(value: { readonly status: T } | undefined) {
    return value && { Status: value.status };
}
