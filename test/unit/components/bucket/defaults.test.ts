import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationSourceArgs } from "../../../../components/index";
import { encryptionOf } from "../../../support/lookUps";
import {
    deployDestination,
    deploySource,
    refusedDestination,
    refusedSource,
    replicas,
    underKey,
} from "../../support/sides";

const existing = { existingBucket: true };
const buckets = { originals: "ap-northeast-2", replicas: "ap-northeast-1" };
const key = "arn:aws:kms:ap-northeast-2:111111111111:key/own";
const other = "arn:aws:kms:ap-northeast-2:111111111111:key/other";

/** A world in which the bucket has a default encryption. */
const withDefault = (bucket: string, algorithm: string, named: string | undefined, bucketKey: boolean) => ({
    buckets,
    bucketProperties: {
        [bucket]: { BucketEncryption: encryptionOf({ algorithm, bucketKey, ...(named && { key: named }) }) },
    },
});
const putsUnder = (algorithm: string) =>
    `which the bucket originals puts new objects under by default (${algorithm})`;
const bucketKeyCommand = (bucketKey: boolean) => `pulumi config set --path encryption.bucketKey ${bucketKey}`;
const advice = (arn: string, bucketKey: boolean) =>
    `By no other S3 replicates them. Beside it encryption.bucketKey is ${bucketKey}. As settings: pulumi config set --path ` +
    `encryption.kmsKeyArn ${arn} && ${bucketKeyCommand(bucketKey)}`;
const leavingOut =
    "To leave them out and change nothing of the bucket, say kmsEncryptedObjects: false on each rule.";
const closed = "AccessDeniedException: not for you to know";
const whose = `By no other S3 replicates them. KMS does not tell whose key it is: ${closed}. Where it is AWS's own, its objects do not replicate. ${leavingOut} Beside it encryption.bucketKey is true.`;
const sayArn = `Say its ARN as encryption.kmsKeyArn. As a setting beside it: ${bucketKeyCommand(true)}`;
const customers =
    `${leavingOut} To replicate new ones, give the bucket a key of your own, by its ARN as KEY_ARN: ` +
    "aws s3api put-bucket-encryption --bucket originals --server-side-encryption-configuration " +
    `'{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"'"\${KEY_ARN:?}"'"},"BucketKeyEnabled":true}]}'`;

interface Refused {
    readonly title: string;
    readonly args?: Partial<ReplicationSourceArgs>;
    readonly algorithm?: string;
    readonly named: string | undefined;
    readonly bucketKey?: boolean;
    readonly keys?: Record<string, Record<string, string> | "closed">;
    readonly message: string;
}

const refused: readonly Refused[] = [
    {
        title: "is under a key that the source is not told of",
        named: key,
        message: `encryption.kmsKeyArn is missing; allowed: ${key}, ${putsUnder("aws:kms")}. ${advice(key, true)}`,
    },
    {
        title: "is under DSSE-KMS, which has no Bucket Keys",
        algorithm: "aws:kms:dsse",
        named: key,
        message: `encryption.kmsKeyArn is missing; allowed: ${key}, ${putsUnder("aws:kms:dsse")}. ${advice(key, false)}`,
    },
    {
        title: "names its key by an alias",
        named: "alias/own",
        bucketKey: false,
        keys: { "alias/own": { arn: key } },
        message: `encryption.kmsKeyArn is missing; allowed: ${key}, ${putsUnder("aws:kms")}. ${advice(key, false)}`,
    },
    {
        title: "names its key by an alias that KMS does not tell the key of",
        named: "alias/own",
        keys: { "alias/own": "closed" },
        message:
            "encryption.kmsKeyArn is missing; allowed: the ARN of alias/own, " +
            `${putsUnder("aws:kms")}. ${whose} ${sayArn}`,
    },
    {
        title: "names its key by an id that the given key does not have",
        args: { encryption: { kmsKeyArn: other, bucketKey: true }, destination: underKey },
        named: "own",
        keys: { own: "closed" },
        message:
            `encryption.kmsKeyArn is "${other}"; allowed: the ARN of own, ` +
            `${putsUnder("aws:kms")}. ${whose} ${sayArn}`,
    },
    {
        title: "is under a key that may be AWS's own, since KMS does not tell",
        named: key,
        keys: { [key]: "closed" },
        message:
            `encryption.kmsKeyArn is missing; allowed: ${key}, ${putsUnder("aws:kms")}. ${whose} As settings: ` +
            `pulumi config set --path encryption.kmsKeyArn ${key} && ${bucketKeyCommand(true)}`,
    },
    {
        title: "is under a key, and of the rules that are an output one takes it",
        args: {
            rules: pulumi.output([
                { id: "a", priority: 1, kmsEncryptedObjects: false },
                { id: "b", priority: 2 },
            ]),
        },
        named: key,
        message: `encryption.kmsKeyArn is missing; allowed: ${key}, ${putsUnder("aws:kms")}. ${advice(key, true)}`,
    },
    {
        title: "is under another key than the given one",
        args: { encryption: { kmsKeyArn: other, bucketKey: true }, destination: underKey },
        named: key,
        message: `encryption.kmsKeyArn is "${other}"; allowed: ${key}, ${putsUnder("aws:kms")}. ${advice(key, true)}`,
    },
    {
        title: "is under another key than the one that turns out",
        args: { encryption: { kmsKeyArn: pulumi.output(other), bucketKey: true }, destination: underKey },
        named: key,
        message: `encryption.kmsKeyArn is "${other}"; allowed: ${key}, ${putsUnder("aws:kms")}. ${advice(key, true)}`,
    },
    {
        title: "has a Bucket Key, and the source says that it has none",
        args: {
            encryption: { kmsKeyArn: key, bucketKey: false },
            destination: { ...underKey, bucketKey: false },
        },
        named: key,
        message:
            "encryption.bucketKey is false; allowed: true, as the bucket originals has it. By another the role may not decrypt " +
            "its objects. As a setting: pulumi config set --path encryption.bucketKey true",
    },
    {
        title: "has no Bucket Key under DSSE-KMS, and the source says that it has one",
        args: { encryption: { kmsKeyArn: key, bucketKey: pulumi.output(true) }, destination: underKey },
        algorithm: "aws:kms:dsse",
        named: key,
        message:
            "encryption.bucketKey is true; allowed: false, as the bucket originals has it under aws:kms:dsse. By another the " +
            "role may not decrypt its objects. As a setting: pulumi config set --path encryption.bucketKey false",
    },
    ...[
        { named: undefined, shown: "alias/aws/s3" },
        { named: "arn:aws:kms:ap-northeast-2:111111111111:alias/aws/s3" },
        { named: key, keys: { [key]: { keyManager: "AWS" } } },
    ].map(({ named, shown = named, ...rest }) => ({
        ...rest,
        title: `is under AWS's own key, as ${shown}`,
        named,
        message:
            `encryption.kmsKeyArn is missing; allowed: a customer managed key, ${putsUnder("aws:kms")}; it has ${shown}, of ` +
            `AWS's own, by which objects do not replicate to another account. ${customers}`,
    })),
];

describe("the default encryption of an existing source", () => {
    for (const {
        title,
        args,
        algorithm = "aws:kms",
        named,
        bucketKey = true,
        keys = {},
        message,
    } of refused) {
        it(`is refused where it ${title}`, async () => {
            const world = { ...withDefault("originals", algorithm, named, bucketKey), keys };
            const failure = await refusedSource({ ...existing, ...args }, world);
            assert.equal(failure.message, `ReplicationSource "copy": ${message}`);
        });
    }

    it("is the key that the source is told of", async () => {
        for (const [bucketKey, kmsKeyArn] of [
            [true, key],
            [false, pulumi.output(key)],
        ] as const) {
            const deployed = await deploySource(
                {
                    ...existing,
                    encryption: { kmsKeyArn, bucketKey },
                    destination: { ...underKey, bucketKey },
                },
                withDefault("originals", "aws:kms", key, bucketKey),
            );
            assert.deepEqual(deployed.told, []);
        }
    });

    it("may be SSE-S3 though objects are put under a key one by one, which the bucket says nothing of", async () => {
        for (const bucketKey of [true, false]) {
            const deployed = await deploySource(
                { ...existing, encryption: { kmsKeyArn: key, bucketKey: true }, destination: underKey },
                withDefault("originals", "AES256", undefined, bucketKey),
            );
            assert.deepEqual(deployed.told, []);
        }
    });

    it("brings a warning in place of an error where every rule says that it leaves out objects under SSE-KMS", async () => {
        const leaves = { kmsEncryptedObjects: false };
        const inOutput = [{ kmsEncryptedObjects: pulumi.output(false) }];
        const besidePaused = [
            { id: "replication", priority: 1, ...leaves },
            { id: "paused", priority: 2, enabled: false },
        ];
        for (const rules of [[leaves], pulumi.output([leaves]), inOutput, besidePaused]) {
            for (const encryption of [undefined, { kmsKeyArn: other, bucketKey: true }]) {
                const deployed = await deploySource(
                    { ...existing, encryption, rules, destination: encryption ? underKey : replicas },
                    withDefault("originals", "aws:kms", key, false),
                );
                assert.deepEqual(
                    deployed.told.filter((line) => !line.endsWith("[key-idle]")),
                    [
                        "warn: The objects of the source are under a KMS key, and these rules leave out objects under SSE-KMS " +
                            "(kmsEncryptedObjects is false), which S3 then does not replicate by them: replication. " +
                            "[originals-left-out]",
                    ],
                );
            }
        }
    });

    it("is nothing to paused rules", async () => {
        const world = withDefault("originals", "aws:kms", key, true);
        const { told } = await deploySource({ ...existing, rules: [{ enabled: false }] }, world);
        assert.deepEqual(told, []);
    });

    it("is the given key where the bucket names it by its id, and is not known where by an alias that KMS keeps to itself", async () => {
        const args = { ...existing, encryption: { kmsKeyArn: key, bucketKey: true }, destination: underKey };
        for (const [named, told] of [
            ["own", []],
            [
                "alias/own",
                [
                    `warn: Whether the bucket originals puts new objects under ${key} by default is not known: it has alias/own, ` +
                        `and KMS was asked for it: ${closed}. [not-known]`,
                ],
            ],
        ] as const) {
            const world = {
                ...withDefault("originals", "aws:kms", named, true),
                keys: { [named]: "closed" as const },
            };
            assert.deepEqual((await deploySource(args, world)).told, told);
        }
    });

    it("stops everything else: nothing is made in AWS before it is judged", async () => {
        const { registered } = await refusedSource(existing, withDefault("originals", "aws:kms", key, true));
        assert.deepEqual(registered, [
            "pulumi:providers:aws seoul",
            "s3-cross-account-replication:index:ReplicationSource copy",
        ]);
    });

    it("is not known where Cloud Control leaves it out, and a warning says so", async () => {
        const deployed = await deploySource(existing, {
            buckets,
            bucketProperties: { originals: { BucketEncryption: undefined } },
        });
        assert.deepEqual(deployed.told, [
            "warn: Whether the bucket originals has a KMS key by default is not known: Cloud Control tells nothing of its " +
                "default encryption. [not-known]",
        ]);
    });

    it("is asked for once", async () => {
        const { calls } = await deploySource(existing, { buckets });
        assert.deepEqual(calls("aws:cloudcontrol/getResource:getResource"), [
            { typeName: "AWS::S3::Bucket", identifier: "originals" },
        ]);
    });
});

describe("the Bucket Key of an existing destination", () => {
    const encryption = { kmsKeyArn: underKey.kmsKeyArn, bucketKey: true };

    it("is as the destination says", async () => {
        for (const algorithm of ["AES256", "aws:kms"]) {
            const world = withDefault("replicas", algorithm, undefined, true);
            const { outputs } = await deployDestination({ ...existing, encryption }, world);
            assert.equal(outputs.bucketKey, true);
        }
    });

    it("is refused where the destination says it otherwise", async () => {
        for (const bucketKey of [true, pulumi.output(true)]) {
            const { message } = await refusedDestination(
                { ...existing, encryption: { ...encryption, bucketKey } },
                withDefault("replicas", "AES256", undefined, false),
            );
            assert.equal(
                message,
                'ReplicationDestination "copy": encryption.bucketKey is true; allowed: false, as the bucket replicas has it. By ' +
                    "another the role may not encrypt replicas. As a setting: pulumi config set --path encryption.bucketKey false",
            );
        }
    });

    it("is not asked for where the destination has no key", async () => {
        const { calls } = await deployDestination(existing, { buckets });
        assert.deepEqual(calls("aws:cloudcontrol/getResource:getResource"), []);
    });
});

describe("the Object Ownership of an existing source", () => {
    const toldOf = async (ObjectOwnership: string) => {
        const bucketProperties = { originals: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } };
        return (await deploySource({ ...existing, destination: replicas }, { buckets, bucketProperties }))
            .told;
    };

    it("brings a word on objects that are another account's", async () => {
        for (const ownership of ["ObjectWriter", "BucketOwnerPreferred"]) {
            assert.deepEqual(await toldOf(ownership), [
                `info: The bucket originals has Object Ownership ${ownership}. An object of another account's that is not the ` +
                    "bucket owner's replicates only where it grants READ and READ_ACP to the bucket owner. [objects-of-others]",
            ]);
        }
    });

    it("brings none where the bucket's owner owns all", async () => {
        assert.deepEqual(await toldOf("BucketOwnerEnforced"), []);
    });
});
