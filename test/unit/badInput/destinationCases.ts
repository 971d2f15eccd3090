import { replicas, underKey } from "../support/sides";
import { ofSource, type ComponentCase } from "./componentCase";
import { bucketKeyMissing, regionOfKeyMissing, regionOfMetricsMissing } from "./phrases";

const source = (args: object, message: string): ComponentCase => ({
    source: args,
    message: ofSource(message),
});

const encryption = { kmsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/originals" };
const keyMissing = (destination: string) =>
    `${destination}.kmsKeyArn is missing; allowed: the ARN of a KMS key in the destination's region, since a rule selects ` +
    "objects under SSE-KMS. Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such " +
    "objects are then not replicated.";
const osaka = { bucketArn: "arn:aws:s3:::osaka", accountId: "333333333333" };

const fanOut = {
    destination: undefined,
    destinations: { tokyo: underKey, osaka },
    rules: [
        { id: "a", priority: 1, destination: "tokyo" },
        { id: "b", priority: 2, destination: "osaka" },
    ],
};

/** What plain rules ask of a plain destination, or the documents of 2018 of their source, and it does not have. */
export const destinationCases: readonly ComponentCase[] = [
    source(
        {
            destination: { ...replicas, deleteMarkerReplication: false },
            rules: [{ deleteMarkerReplication: true }],
        },
        "destination.deleteMarkerReplication is false; allowed: true, since a rule replicates delete markers. The " +
            "destination's bucket policy refuses them: turn it on there, or off here.",
    ),
    source(
        { objectLock: true },
        "destination.objectLock is missing; allowed: true, since the source has Object Lock. Objects with a retention fail to " +
            "replicate to a bucket without Object Lock. Turn it on at the destination, which has to be versioned: aws s3api " +
            "put-object-lock-configuration --bucket replicas --object-lock-configuration ObjectLockEnabled=Enabled; " +
            "then say objectLock: true there.",
    ),
    source(
        { rules: [{ replicaModificationSync: true }] },
        "destination.replicaModificationSync is missing; allowed: true, since a rule syncs modifications of replicas. It " +
            "takes rules on both buckets: say so at the destination too, which replicates back to this source, or turn it " +
            "off here.",
    ),
    source({ encryption }, keyMissing("destination")),
    source({ encryption: { createKmsKey: true } }, keyMissing("destination")),
    source({ encryption, rules: [{ kmsEncryptedObjects: true, enabled: false }] }, keyMissing("destination")),
    source({ ...fanOut, encryption }, keyMissing("destinations.osaka")),
    source(
        { encryption, destination: { ...underKey, region: undefined } },
        `destination.${regionOfKeyMissing}`,
    ),
    source(
        { encryption, destination: { ...underKey, bucketKey: undefined } },
        `destination.${bucketKeyMissing}`,
    ),
    source(
        { encryption, destination: { ...underKey, kmsKeyArn: encryption.kmsKeyArn } },
        `destination.kmsKeyArn is "${encryption.kmsKeyArn}"; allowed: a key of the destination's region, ap-northeast-1.`,
    ),
    ...[{}, { alarms: false, dashboard: true }].map((monitoring) =>
        source({ ...fanOut, monitoring }, `destinations.osaka.${regionOfMetricsMissing}`),
    ),

    ...[
        { args: { encryption, destination: underKey }, unknown: "keys" },
        { args: fanOut, unknown: "several destinations" },
        {
            args: { objectLock: true, destination: { ...replicas, objectLock: true } },
            unknown: "Object Lock",
        },
        {
            args: { existingBucket: true, bucketName: "logs" },
            unknown: "bucket whose policy is managed elsewhere: give it as bucketPolicy",
        },
    ].map(({ args, unknown }) =>
        source(
            { ...args, policies: "article" },
            `policies is "article"; allowed: minimal. The article's statements know no ${unknown}.`,
        ),
    ),
];
