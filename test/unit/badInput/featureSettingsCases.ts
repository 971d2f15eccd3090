import {
    accessLoggings,
    accountIds,
    aStatement,
    backfillPrefixes,
    backfills,
    bucketNames,
    days,
    destinationNames,
    encryptions,
    eventMembers,
    existingObjects,
    keyArns,
    lifecycles,
    measured,
    monitorings,
    noMarkersByTags,
    ownPolicies,
    policyVersion,
    policyArns,
    queueArns,
    roleArns,
    roleNames,
    rolePaths,
    seconds,
    topicArns,
    topicLists,
} from "./phrases";
import type { SettingsCase } from "./settingsCase";

const source = (set: Readonly<Record<string, string>>, ...problems: string[]): SettingsCase => ({
    side: "source",
    set,
    problems,
});

/** What both sides say alike. */
const either = (set: Readonly<Record<string, string>>, ...problems: string[]): readonly SettingsCase[] => [
    { side: "source", set, problems },
    { side: "destination", set, problems },
];

const rule = (text: string, problem: string) => source({ rules: `[${text}]` }, `rules[0].${problem}.`);
const destinations = (text: string, ...problems: string[]) =>
    source({ destinationStack: "", destinations: text }, ...problems);

const described =
    "an object with stack, or with bucketArn, accountId and whatever else is known of the destination";

export const featureSettingsCases: readonly SettingsCase[] = [
    ...either({ existingBucket: "yes" }, 'existingBucket is "yes"; allowed: true or false.'),
    ...either({ manageVersioning: "no" }, 'manageVersioning is "no"; allowed: true or false.'),
    ...either({ objectLock: "1" }, 'objectLock is "1"; allowed: true or false.'),
    ...either(
        { bucketPolicy: '{"Version":""}' },
        `bucketPolicy.Version is not set; allowed: ${policyVersion}.`,
    ),
    ...either({ bucketPolicy: '{"Statement":1}' }, `bucketPolicy.Statement is 1; allowed: ${ownPolicies}.`),
    ...either(
        { bucketPolicy: '{"Statement":[{"Sid":"Own","Effect":"Deny"}]}' },
        `bucketPolicy.Statement[0] is {"Sid":"Own","Effect":"Deny"}; allowed: ${aStatement}.`,
    ),
    ...either(
        { encryption: '{"createKmsKey":true,"sourceBucketKey":"on"}' },
        'encryption.sourceBucketKey is "on"; allowed: true or false.',
    ),
    ...either({ replicationRolePath: "ops" }, `replicationRolePath is "ops"; allowed: ${rolePaths}.`),
    ...either({ encryption: "aws:kms" }, `encryption is "aws:kms"; allowed: ${encryptions}.`),
    ...either({ encryption: "[]" }, `encryption is []; allowed: ${encryptions}.`),
    ...either(
        { encryption: '{"kmsKeyArn":"alias/aws/s3","createKmsKey":"true","bucketKey":1,"key":""}' },
        `encryption.kmsKeyArn is "alias/aws/s3"; allowed: ${keyArns}.`,
        'encryption.createKmsKey is "true"; allowed: true or false.',
        "encryption.bucketKey is 1; allowed: true or false.",
        `encryption.key is not a setting; allowed: ${encryptions}.`,
    ),
    source({ backfill: "true" }, `backfill is true; allowed: ${backfills}.`),
    source({ backfill: '{"days":7}' }, `backfill.days is not a setting; allowed: ${backfills}.`),
    source(
        {
            backfill:
                '{"bucketName":"Reports","existingBucket":"yes","kmsKeyArn":"alias/reports","roleName":"a/b"}',
        },
        `backfill.bucketName is "Reports"; allowed: ${bucketNames}.`,
        'backfill.existingBucket is "yes"; allowed: true or false.',
        `backfill.kmsKeyArn is "alias/reports"; allowed: ${keyArns}.`,
        `backfill.roleName is "a/b"; allowed: ${roleNames}.`,
    ),
    source(
        { backfill: '{"prefix":"reports","expirationDays":0}' },
        `backfill.prefix is "reports"; allowed: ${backfillPrefixes}.`,
        `backfill.expirationDays is 0; allowed: ${days}.`,
    ),
    source(
        { backfill: '{"existingBucket":true}' },
        "backfill.bucketName is not set; allowed: the name of the bucket, where existingBucket is true.",
    ),
    source(
        { backfill: '{"existingBucket":true,"bucketName":"reports","expirationDays":7}' },
        "backfill.expirationDays is 7; leave it out where existingBucket is true: the bucket's lifecycle is set where it is managed.",
    ),
    ...either({ lifecycle: "30" }, `lifecycle is 30; allowed: ${lifecycles}.`),
    ...either({ lifecycle: "30 days" }, 'lifecycle is "30 days"; allowed: an object of days.'),
    ...either(
        { lifecycle: '{"noncurrentVersionExpirationDays":0}' },
        `lifecycle.noncurrentVersionExpirationDays is 0; allowed: ${days}.`,
    ),
    ...either({ accessLogging: "logs" }, `accessLogging is "logs"; allowed: ${accessLoggings}.`),
    ...either(
        { accessLogging: '{"prefix":1}' },
        `accessLogging.bucketName is not set; allowed: ${bucketNames}.`,
        "accessLogging.prefix is 1; allowed: a text.",
    ),
    {
        side: "destination",
        set: { replicaModificationSync: "1" },
        problems: ['replicaModificationSync is "1"; allowed: true or false.'],
    },

    source({ existingRoleArn: "replicator" }, `existingRoleArn is "replicator"; allowed: ${roleArns}.`),
    ...["role/other", "role/ops/sre-bucket-replication"].map((role) =>
        source(
            { existingRoleArn: `arn:aws:iam::111111111111:${role}` },
            `existingRoleArn is "arn:aws:iam::111111111111:${role}"; allowed: the role that replicationRoleName and ` +
                "replicationRolePath name, /sre-bucket-replication.",
        ),
    ),
    source({ attachRolePolicy: "yes" }, 'attachRolePolicy is "yes"; allowed: true or false.'),
    source({ permissionsBoundary: "boundary" }, `permissionsBoundary is "boundary"; allowed: ${policyArns}.`),

    ...["[]", '{"alarm":true}'].map((text) =>
        source(
            { monitoring: text },
            text === "[]"
                ? `monitoring is []; allowed: ${monitorings}.`
                : `monitoring.alarm is not a setting; allowed: ${monitorings}.`,
        ),
    ),
    source(
        {
            monitoring:
                '{"alarms":"on","alarmTopicArns":["x"],"dashboard":1,"events":{"eventBridge":true,"queueArn":"a/b"}}',
        },
        'monitoring.alarms is "on"; allowed: true or false.',
        `monitoring.alarmTopicArns[0] is "x"; allowed: ${topicArns}.`,
        `monitoring.events.queueArn is "a/b"; allowed: ${queueArns}.`,
        `monitoring.events.eventBridge is not a setting; allowed: ${eventMembers}.`,
        "monitoring.dashboard is 1; allowed: true or false.",
    ),
    source(
        { monitoring: '{"alarmTopicArns":"x"}' },
        `monitoring.alarmTopicArns is "x"; allowed: ${topicLists}.`,
    ),
    source(
        { monitoring: '{"alarmTopicArns":[]}' },
        `monitoring.alarmTopicArns is []; allowed: ${topicLists}.`,
    ),
    ...["0", "1.5", "86401", '"900"'].map((given) =>
        source(
            { monitoring: `{"latencyThresholdSeconds":${given}}` },
            `monitoring.latencyThresholdSeconds is ${given}; allowed: ${seconds}.`,
        ),
    ),
    source({ monitoring: '{"events":[]}' }, `monitoring.events is []; allowed: ${eventMembers}.`),

    source(
        { destinations: '{"tokyo":{"stack":"tokyo"}}' },
        'destinationStack is "destination"; leave it out where destinations is set, which says for each whether it is a ' +
            "stack's.",
    ),
    {
        side: "source",
        set: {
            destinationStack: "",
            destinationAccountId: "222222222222",
            destinations: '{"tokyo":{"stack":"tokyo","accountId":"222222222222"}}',
            rules: '[{"destination":"tokyo"}]',
        },
        problems: [
            'destinationAccountId is "222222222222"; leave it out where destinations is set, which has an accountId beside ' +
                "each stack.",
        ],
    },
    destinations(
        '{"tokyo":{"stack":"tokyo","accountId":"sre"}}',
        `destinations.tokyo.accountId is "sre"; allowed: ${accountIds}.`,
    ),
    destinations("[]", "destinations is []; allowed: an object with a destination under each name."),
    destinations(
        '{"tokyo-1":{"stack":"tokyo"}}',
        `destinations.tokyo-1 is not a setting; allowed: ${destinationNames}.`,
    ),
    destinations('{"tokyo":"tokyo"}', `destinations.tokyo is "tokyo"; allowed: ${described}.`),
    destinations(
        '{"tokyo":{"stack":"a/b/c/d"},"osaka":{"stack":"osaka","region":"ap-northeast-3"}}',
        'destinations.tokyo.stack is "a/b/c/d"; allowed: stack, org/stack or org/project/stack.',
        "destinations.osaka.region is not a setting; allowed: an object with stack and, optionally, accountId.",
    ),
    destinations(
        '{"tokyo":{"bucketArn":"tokyo","bucketKey":"on","name":"x"}}',
        'destinations.tokyo.bucketArn is "tokyo"; allowed: the ARN of a bucket, arn:<partition>:s3:::<bucket name>, without ' +
            "a path.",
        "destinations.tokyo.accountId is not set; allowed: the 12 digits of an AWS account id, in quotes so that a leading " +
            "zero stays.",
        'destinations.tokyo.bucketKey is "on"; allowed: true or false.',
        `destinations.tokyo.name is not a setting; allowed: ${described}.`,
    ),

    rule('{"existingObjectReplication":true}', `existingObjectReplication is true; ${existingObjects}`),
    rule(
        '{"tags":{"team":"sre"},"deleteMarkerReplication":true}',
        `deleteMarkerReplication is true; allowed: ${noMarkersByTags}`,
    ),
    rule('{"metrics":false,"replicationTimeControl":true}', `metrics is false; allowed: ${measured}`),
];
