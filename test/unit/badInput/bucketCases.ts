import * as pulumi from "@pulumi/pulumi";
import { replicaKey } from "../support/sides";
import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import {
    accessLoggings,
    aStatement,
    bucketNames,
    days,
    encryptions,
    keptVersions,
    keyArns,
    lifecycles,
    oneKey,
    ownPolicies,
    policyVersion,
    resourceTags,
} from "./phrases";

type BucketArgs = Readonly<
    Partial<
        Record<
            | "accessLogging"
            | "bucketName"
            | "bucketPolicy"
            | "encryption"
            | "existingBucket"
            | "forceDestroy"
            | "lifecycle"
            | "manageVersioning"
            | "objectLock"
            | "protectBucket"
            | "tags",
            unknown
        >
    >
>;

/** What both sides say of their bucket alike. */
const either = (args: BucketArgs, message: string): readonly ComponentCase[] => [
    { source: args, message: ofSource(message) },
    { destination: args, message: ofDestination(message) },
];

const lifecycle = (given: unknown, message: string) => either({ lifecycle: given }, message);
const encryption = (given: unknown, message: string) => either({ encryption: given }, message);

const own = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
const named = { ...own, Sid: "Named" };
const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, ""]));
const shownTags = JSON.stringify(tooMany);
const notThere = "leave it out where existingBucket is true. Set it where the bucket is managed.";
const key = "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const bucketKeyUnsaid =
    "encryption.bucketKey is missing; allowed: true or false where existingBucket is true. Say whether the bucket uses an S3 " +
    "Bucket Key: aws s3api get-bucket-encryption shows it.";

export const bucketCases: readonly ComponentCase[] = [
    either({ bucketName: "Originals" }, `bucketName is "Originals"; allowed: ${bucketNames}.`),
    either(
        { bucketName: "originals--usw2-az1--x-s3" },
        `bucketName is "originals--usw2-az1--x-s3"; allowed: ${bucketNames}.`,
    ),
    either(
        { bucketName: "logs-an" },
        'bucketName is "logs-an"; allowed: a name that does not end in -an, where the bucket is made here. AWS has such ' +
            "names in an account's regional namespace alone: make the bucket elsewhere, and set existingBucket.",
    ),
    either(
        { existingBucket: true, bucketName: undefined },
        `bucketName is missing; allowed: ${bucketNames}.`,
    ),
    ...["existingBucket", "manageVersioning", "objectLock", "forceDestroy", "protectBucket"].map((member) =>
        either({ [member]: "yes" }, `${member} is "yes"; allowed: true or false.`),
    ),
    either(
        { manageVersioning: false },
        "manageVersioning is false; allowed: true where the bucket is made here. Replication needs versioning.",
    ),
    either(
        { existingBucket: true, bucketName: "logs", lifecycle: { abortIncompleteMultipartUploadDays: 7 } },
        `lifecycle is {"abortIncompleteMultipartUploadDays":7}; ${notThere}`,
    ),
    either(
        { existingBucket: true, bucketName: "logs", accessLogging: { bucketName: "access-logs" } },
        `accessLogging is {"bucketName":"access-logs"}; ${notThere}`,
    ),
    either(
        { existingBucket: true, bucketName: "logs", forceDestroy: true },
        `forceDestroy is true; ${notThere}`,
    ),

    ...[
        ['{"Statement": "all"}', '.Statement is "all"'],
        ["{}", ".Statement is missing"],
        ["[]", ".Statement is missing"],
        ["null", " is null"],
        ["policy", ' is "policy"'],
    ].map(([bucketPolicy, got]) => either({ bucketPolicy }, `bucketPolicy${got}; allowed: ${ownPolicies}.`)),
    ...[
        { Statement: ["all"], got: '.Statement[0] is "all"' },
        { Statement: [[]], got: ".Statement[0] is []" },
        { Statement: [null], got: ".Statement[0] is null" },
        ...[
            { ...own, Effect: "allow" },
            { ...own, Effect: undefined },
            ...["Principal", "Action", "Resource"].flatMap((member) => [
                { ...own, [member]: undefined },
                { ...own, [`Not${member}`]: "*" },
            ]),
        ].map((wrong) => ({
            Statement: [own, wrong],
            got: `.Statement[1] is ${JSON.stringify(wrong)}`,
        })),
    ].map(({ Statement, got }) =>
        either(
            { bucketPolicy: JSON.stringify({ Statement }) },
            `bucketPolicy${got}; allowed: ${aStatement}.`,
        ),
    ),
    either(
        { bucketPolicy: JSON.stringify({ Statement: [named, own, named] }) },
        `bucketPolicy.Statement is ${JSON.stringify([named, own, named])}; allowed: statements of which no two have one Sid.`,
    ),
    ...["2008-10-17", "2012-10-18", ""].map((Version) =>
        either(
            { bucketPolicy: JSON.stringify({ Version, Statement: [own] }) },
            `bucketPolicy.Version is "${Version}"; allowed: ${policyVersion}.`,
        ),
    ),
    either({ bucketPolicy: { Statement: [] } }, `bucketPolicy is {"Statement":[]}; allowed: ${ownPolicies}.`),

    encryption(null, `encryption is null; allowed: ${encryptions}.`),
    encryption("aws:kms", `encryption is "aws:kms"; allowed: ${encryptions}.`),
    encryption({}, `encryption is {}; allowed: ${oneKey}.`),
    encryption({ bucketKey: true }, `encryption is {"bucketKey":true}; allowed: ${oneKey}.`),
    encryption({ createKmsKey: false }, `encryption is {"createKmsKey":false}; allowed: ${oneKey}.`),
    encryption(
        { kmsKeyArn: key, createKmsKey: true },
        `encryption is {"kmsKeyArn":"${key}","createKmsKey":true}; allowed: ${oneKey}.`,
    ),
    encryption({ keyArn: key }, `encryption.keyArn is "${key}"; allowed: ${encryptions}.`),
    encryption({ createKmsKey: "yes" }, 'encryption.createKmsKey is "yes"; allowed: true or false.'),
    encryption({ createKmsKey: true, bucketKey: 1 }, "encryption.bucketKey is 1; allowed: true or false."),
    ...[
        "alias/aws/s3",
        "arn:aws:kms:eu-central-1:111111111111:alias/replicas",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "",
    ].map((given) =>
        encryption({ kmsKeyArn: given }, `encryption.kmsKeyArn is "${given}"; allowed: ${keyArns}.`),
    ),

    encryption(
        { kmsKeyArn: pulumi.output(key), createKmsKey: pulumi.output(true) },
        "encryption.createKmsKey is an output; allowed: true or false.",
    ),
    encryption(
        pulumi.output({ kmsKeyArn: key }),
        "encryption is an output; allowed: a plain value, since what is made depends on it.",
    ),
    ...[pulumi.output({ expirationDays: 30 }), Promise.resolve({})]
        .map((given) =>
            lifecycle(
                given,
                "lifecycle is an output; allowed: a plain value, since what is made depends on it.",
            ),
        )
        .flat(),
    either({ existingBucket: true, bucketName: "logs", encryption: { createKmsKey: true } }, bucketKeyUnsaid),
    {
        source: { existingBucket: true, bucketName: "logs", encryption: { kmsKeyArn: sourceKey } },
        message: ofSource(bucketKeyUnsaid),
    },
    {
        destination: { existingBucket: true, bucketName: "logs", encryption: { kmsKeyArn: replicaKey } },
        message: ofDestination(bucketKeyUnsaid),
    },
    either(
        { existingBucket: true, bucketName: "logs", encryption: null },
        `encryption is null; allowed: ${encryptions}.`,
    ),

    ...[
        { tags: null, got: " is null" },
        { tags: "team", got: ' is "team"' },
        { tags: [], got: " is []" },
        { tags: { "aws:team": "sre" }, got: '.aws:team is "aws:team"' },
        { tags: { "": "sre" }, got: '. is ""' },
        { tags: { team: 1 }, got: ".team is 1" },
        { tags: { team: "a,b" }, got: '.team is "a,b"' },
        { tags: tooMany, got: ` is an object of ${shownTags.length} characters` },
    ].map(({ tags, got }) => either({ tags }, `tags${got}; allowed: ${resourceTags}.`)),

    lifecycle("30 days", `lifecycle is "30 days"; allowed: ${lifecycles}.`),
    lifecycle({ expirationDays: 30 }, `lifecycle.expirationDays is 30; allowed: ${lifecycles}.`),
    lifecycle(
        {},
        "lifecycle is {}; allowed: at least one of noncurrentVersionExpirationDays and abortIncompleteMultipartUploadDays.",
    ),
    ...[0, -1, 1.5, 2_147_483_648, "30"].flatMap((given) =>
        ["noncurrentVersionExpirationDays", "abortIncompleteMultipartUploadDays"].map((member) =>
            lifecycle(
                { [member]: given },
                `lifecycle.${member} is ${JSON.stringify(given)}; allowed: ${days}.`,
            ),
        ),
    ),
    ...[0, 101, 1.5, "3"].map((given) =>
        lifecycle(
            { noncurrentVersionExpirationDays: 30, noncurrentVersionsToKeep: given },
            `lifecycle.noncurrentVersionsToKeep is ${JSON.stringify(given)}; allowed: ${keptVersions}.`,
        ),
    ),
    lifecycle(
        { noncurrentVersionsToKeep: 3 },
        'lifecycle is {"noncurrentVersionsToKeep":3}; allowed: noncurrentVersionExpirationDays where ' +
            "noncurrentVersionsToKeep is given: AWS keeps them from an expiration alone.",
    ),

    either({ accessLogging: "logs" }, `accessLogging is "logs"; allowed: ${accessLoggings}.`),
    either({ accessLogging: {} }, `accessLogging.bucketName is missing; allowed: ${bucketNames}.`),
    either(
        { bucketName: "logs", accessLogging: { bucketName: "Logs" } },
        `accessLogging.bucketName is "Logs"; allowed: ${bucketNames}.`,
    ),
    either(
        { accessLogging: { bucketName: "access-logs", prefix: 5 } },
        "accessLogging.prefix is 5; allowed: a text.",
    ),
    either(
        { accessLogging: { bucketName: "access-logs", suffix: "x" } },
        `accessLogging.suffix is "x"; allowed: ${accessLoggings}.`,
    ),
    either(
        { bucketName: "logs", accessLogging: { bucketName: "logs" } },
        'accessLogging.bucketName is "logs"; allowed: another bucket than the one that is logged.',
    ),
].flat();
