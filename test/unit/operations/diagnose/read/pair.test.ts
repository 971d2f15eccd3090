import * as assert from "node:assert/strict";
import * as path from "node:path";
import { none, type Facts } from "../../../../../operations/diagnose/facts";
import type { ReadOptions } from "../../../../../operations/diagnose/read/found";
import { readPair } from "../../../../../operations/diagnose/read/pair";
import { permissions } from "../../../../../operations/diagnose/read/permissions";
import { actionOf } from "../../../../../operations/aws/awsCallError";
import { OperationError } from "../../../../../operations/operationError";
import { FakeAws, isRow, nothing, type Answer, type Answers } from "./fakeAws";
import { configuration, encryption, healthy, identity, keyArn, role, roleArn } from "./healthyAnswers";

const unlisted = "credentials that AWS accepts";
const denied = { status: 403, code: "AccessDenied" };
const flags = (side: string) => `--${side}-profile <profile> or --${side}-role <role ARN>`;

describe("the reading of a pair", () => {
    let aws: FakeAws;
    const environment = process.env;

    beforeEach(async () => {
        aws = new FakeAws();
        aws.answers = { ...healthy };
        await aws.start();
        process.env = {
            AWS_ACCESS_KEY_ID: "a",
            AWS_SECRET_ACCESS_KEY: "b",
            AWS_ENDPOINT_URL: aws.endpoint,
            AWS_REGION: "ap-northeast-2",
        };
    });

    afterEach(() => {
        aws.stop();
        process.env = environment;
    });

    const outputs: Record<string, Readonly<Record<string, unknown>>> = {
        "my-source": {
            bucketArn: "arn:aws:s3:::here",
            bucketName: "here",
            accountId: "111111111111",
            region: "ap-northeast-2",
            roleArn,
            destination: { bucketArn: "arn:aws:s3:::there", accountId: "222222222222" },
        },
        "my-destination": {
            bucketArn: "arn:aws:s3:::there",
            bucketName: "there",
            accountId: "222222222222",
            region: "ap-northeast-1",
            replicationDestination: {
                objectAnnotations: true,
                sourceAccountId: "111111111111",
                replicationRoleName: "replication",
                replicationRolePath: "/path/",
            },
        },
    };
    const resource = { type: "aws:s3/bucket:Bucket", inputs: { bucket: "here" } };

    const optionsWith = (changes: Partial<ReadOptions> = {}): ReadOptions => ({
        pair: { stacks: { source: "my-source", destination: "my-destination" } },
        source: {},
        destination: {},
        projectDirectory: path.resolve("elsewhere"),
        timeoutSeconds: 10,
        openStacks: () =>
            Promise.resolve({
                outputs: (stack) => {
                    const known = outputs[stack];
                    return known === undefined
                        ? Promise.reject(new OperationError(`no stack ${stack}`))
                        : Promise.resolve(known);
                },
                settings: () => Promise.resolve({}),
                resources: () => Promise.resolve([resource]),
            }),
        signal: new AbortController().signal,
        ...changes,
    });

    const read = (answers: Answers = {}, changes: Partial<ReadOptions> = {}) => {
        aws.answers = { ...aws.answers, ...answers };
        return readPair(optionsWith(changes), () => undefined);
    };
    const byNames = { pair: { buckets: { source: "here", destination: "there" } } } as const;

    const bucket = (name: string) => ({
        name,
        arn: `arn:aws:s3:::${name}`,
        exists: { value: true },
        versioning: { value: "Enabled" },
        ownership: { value: "BucketOwnerEnforced" },
        objectLock: { value: true },
        policy: { value: { Statement: "of the bucket" } },
        publicPolicy: { value: false },
        payer: { value: "BucketOwner" },
        restrictsPublicPolicy: { value: true },
    });

    it("tells all that AWS and the stacks say", async () => {
        const seen: string[] = [];
        const { facts, unread } = await readPair(optionsWith(), (words) => seen.push(words));
        const managed = { content: { value: { Statement: "managed" } } };
        assert.deepEqual(unread, []);
        assert.deepEqual(facts.source.bucket, {
            ...bucket("here"),
            encryption: { value: { algorithm: "AES256", bucketKey: false } },
        });
        assert.deepEqual(facts.source.role, {
            value: {
                arn: roleArn,
                id: "AROA1",
                trust: { Statement: "trust" },
                policies: [
                    {
                        name: "inline policy own",
                        kind: "inline",
                        id: "own",
                        content: { value: { Statement: "inline" } },
                    },
                    {
                        name: "attached policy arn:aws:iam::aws:policy/managed",
                        kind: "attached",
                        id: "arn:aws:iam::aws:policy/managed",
                        ...managed,
                    },
                ],
                boundary: {
                    name: "permissions boundary arn:aws:iam::111111111111:policy/bound",
                    kind: "boundary",
                    id: "arn:aws:iam::111111111111:policy/bound",
                    ...managed,
                },
            },
        });
        assert.deepEqual(facts.source.monitoring, {
            alarms: { value: [{ name: "failed", actions: 1 }] },
            targets: {
                value: [
                    {
                        kind: "queue",
                        arn: "arn:aws:sqs:ap-northeast-2:111111111111:failures",
                        exists: { value: true },
                    },
                    {
                        kind: "topic",
                        arn: "arn:aws:sns:ap-northeast-2:111111111111:failures",
                        exists: { value: true },
                    },
                ],
            },
        });
        assert.deepEqual(facts.destinations, [
            {
                accountId: "222222222222",
                region: "ap-northeast-1",
                bucket: {
                    ...bucket("there"),
                    encryption: {
                        value: {
                            algorithm: "aws:kms",
                            bucketKey: true,
                            keyName: "alias/replicas",
                            keyArn,
                        },
                    },
                },
                keys: {
                    [keyArn]: {
                        value: {
                            arn: keyArn,
                            state: "Enabled",
                            spec: "SYMMETRIC_DEFAULT",
                            ofAws: false,
                            policy: { value: { Statement: "of the key" } },
                            grants: {
                                value: [{ id: "g", operations: ["Encrypt"], constrained: false }],
                            },
                        },
                    },
                },
                configuration: { none: true },
            },
        ]);
        const { source, destinations, ...rest } = facts;
        assert.deepEqual(rest, {
            partition: "aws",
            objectAnnotations: true,
            stacks: {
                source: { name: "my-source", resources: [resource] },
                destination: { name: "my-destination", resources: [resource] },
            },
            intendedRoleArn: roleArn,
            profiles: { source: undefined, destination: undefined },
            projectFolder: "elsewhere",
        });
        assert.match(seen.at(-1) ?? "", /^(\d+) of \1 answers$/);
    });

    it("asks side by side", async () => {
        aws.milliseconds = 100;
        const started = performance.now();
        await read();
        // Nothing depends on more than four answers before it: the configuration, the policies, their versions.
        assert.ok(performance.now() - started < 1500);
        assert.ok(aws.mostAtOnce >= 20, `${aws.mostAtOnce} at once`);
    });

    it("sends nothing that could change anything, and needs no other permissions than are listed", async () => {
        await read({
            "source GetBucketEncryption": encryption("<KMSMasterKeyID>alias/originals</KMSMasterKeyID>"),
        });
        await read(publicThere);
        await read({}, byNames);
        const refused = Object.fromEntries(
            ["source", "destination"].flatMap((side) => [
                [`${side} HeadBucket`, denied],
                [`${side} GetBucketVersioning`, denied],
            ]),
        );
        await read({ ...refused, ListBuckets: "<A/>" });
        const changing = aws.asked.filter((one) => !/^\w+ (Get|List|Describe|Head)/.test(one));
        assert.deepEqual(changing, []);
        const services = ["s3", "iam", "kms", "cloudwatch", "sns", "sqs"] as const;
        for (const side of ["source", "destination"] as const) {
            const listed = permissions[side]
                .filter(({ option }) => option === undefined)
                .map(({ action }) => action);
            const operations = [...new Set(aws.asked)].flatMap((one) =>
                one.startsWith(`${side} `) ? one.slice(side.length + 1) : [],
            );
            const needed = operations.map(
                (operation) =>
                    services
                        .map((service) => actionOf(service, operation))
                        .find((action) => listed.includes(action)) ?? operation,
            );
            // Who the credentials are anybody may ask.
            assert.deepEqual(needed.toSorted(), [...listed, "GetCallerIdentity"].toSorted(), side);
        }
    });

    const block = (restricts: boolean) =>
        `<PublicAccessBlockConfiguration><RestrictPublicBuckets>${restricts}</RestrictPublicBuckets></PublicAccessBlockConfiguration>`;
    const publicThere: Answers = {
        "destination GetBucketPolicyStatus": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
        "destination GetPublicAccessBlock": { status: 404, code: "NoSuchPublicAccessBlockConfiguration" },
        GetAccountPublicAccessBlock: block(true),
    };
    const noBlock = { status: 404, code: "NoSuchPublicAccessBlockConfiguration" };
    const unreadBlock =
        "The credentials of the destination may not do s3:GetAccountPublicAccessBlock on account 222222222222 " +
        `(HTTP 403, AccessDenied: no). Allow it to them, or name others: ${flags("destination")}`;

    for (const [title, answers, expected] of [
        ["restricts, where the bucket's own is missing", {}, { value: true }],
        [
            "restricts, where the bucket's own does not",
            { "destination GetPublicAccessBlock": block(false) },
            { value: true },
        ],
        [
            "does not restrict, and the bucket's own neither",
            { "destination GetPublicAccessBlock": block(false), GetAccountPublicAccessBlock: block(false) },
            { value: false },
        ],
        ["is missing, as is the bucket's own", { GetAccountPublicAccessBlock: noBlock }, { none: true }],
    ] as const) {
        it(`knows that the public access block of the destination's account ${title}`, async () => {
            const { facts } = await read({ ...publicThere, ...answers });
            assert.deepEqual(facts.destinations[0]?.bucket.restrictsPublicPolicy, expected);
            assert.deepEqual(
                aws.asked.filter((one) => one.endsWith("GetAccountPublicAccessBlock")),
                ["destination GetAccountPublicAccessBlock"],
            );
        });
    }

    it("tells that the public access block of the account may not be read, and keeps what the bucket's is", async () => {
        const { facts, unread } = await read({ ...publicThere, GetAccountPublicAccessBlock: denied });
        assert.equal(unread.length, 1);
        assert.deepEqual(facts.destinations[0]?.bucket.restrictsPublicPolicy, { unread: unread[0] });
        assert.equal(unread[0], unreadBlock);
    });

    for (const [title, answers] of [
        ["the policy is not public", { "destination GetPublicAccessBlock": block(false) }],
        [
            "the bucket's own restricts",
            { "destination GetBucketPolicyStatus": publicThere["destination GetBucketPolicyStatus"] ?? "" },
        ],
    ] as const) {
        it(`does not ask for the public access block of the account where ${title}`, async () => {
            const { unread } = await read(answers);
            assert.deepEqual(unread, []);
            assert.ok(!aws.asked.some((one) => one.endsWith("GetAccountPublicAccessBlock")));
        });
    }

    it("does not know the restriction where it is not known whether the policy is public", async () => {
        const { facts, unread } = await read({ ...publicThere, "destination GetBucketPolicyStatus": denied });
        assert.equal(unread.length, 1);
        assert.deepEqual(facts.destinations[0]?.bucket.restrictsPublicPolicy, { unread: unread[0] });
        assert.deepEqual(facts.destinations[0].bucket.publicPolicy, { unread: unread[0] });
    });

    it("refuses a bucket that is both source and destination", async () => {
        await assert.rejects(read({}, { pair: { buckets: { source: "here", destination: "here" } } }), {
            name: "OperationError",
            message:
                "The source and the destination are both the bucket here, and a bucket does not replicate to itself. " +
                "Name another: --source-bucket <bucket> or --destination-bucket <bucket>",
        });
        assert.deepEqual(aws.asked, []);
    });

    const absences: readonly [operation: string, code: string, pick: (facts: Facts) => unknown][] = [
        [
            "GetBucketReplication",
            "ReplicationConfigurationNotFoundError",
            ({ source }) => source.configuration,
        ],
        [
            "GetBucketOwnershipControls",
            "OwnershipControlsNotFoundError",
            ({ source }) => source.bucket.ownership,
        ],
        [
            "GetBucketEncryption",
            "ServerSideEncryptionConfigurationNotFoundError",
            ({ source }) => source.bucket.encryption,
        ],
        [
            "GetObjectLockConfiguration",
            "ObjectLockConfigurationNotFoundError",
            ({ source }) => source.bucket.objectLock,
        ],
        ["GetBucketPolicy", "NoSuchBucketPolicy", ({ source }) => source.bucket.policy],
        ["GetBucketPolicyStatus", "NoSuchBucketPolicy", ({ source }) => source.bucket.publicPolicy],
        [
            "GetPublicAccessBlock",
            "NoSuchPublicAccessBlockConfiguration",
            ({ source }) => source.bucket.restrictsPublicPolicy,
        ],
        ["HeadBucket", "NotFound", ({ source }) => source.bucket.exists],
        ["GetRole", "NoSuchEntity", ({ source }) => source.role],
        ["GetQueueUrl", "QueueDoesNotExist", ({ source }) => targetsOf(source.monitoring.targets)[0]?.exists],
        ["GetTopicAttributes", "NotFound", ({ source }) => targetsOf(source.monitoring.targets)[1]?.exists],
        ["DescribeKey", "NotFoundException", ({ destinations }) => destinations[0]?.keys[keyArn]],
    ];

    for (const [operation, code, pick] of absences) {
        it(`knows ${code} of ${operation} for none`, async () => {
            const name = operation === "DescribeKey" ? operation : `source ${operation}`;
            const { facts, unread } = await read({ [name]: { status: 404, code } });
            assert.deepEqual(pick(facts), { none: true });
            assert.deepEqual(unread, []);
        });

        it(`tells that ${operation} is denied, and reads the rest`, async () => {
            const name = operation === "DescribeKey" ? operation : `source ${operation}`;
            const others: Answers =
                operation === "HeadBucket"
                    ? { "source GetBucketVersioning": denied, ListBuckets: denied }
                    : {};
            const { facts, unread } = await read({ [name]: denied, ...others });
            const reason = unread.find((one) => pick(facts) !== undefined && isUnreadBy(pick(facts), one));
            assert.match(reason ?? "", / may not do \w+:\w+ on .*HTTP 403/);
            assert.deepEqual(facts.source.bucket.name, "here");
            assert.ok("value" in facts.source.bucket.payer);
        });
    }

    it("waits where AWS is too busy for every call", async () => {
        const calm = await read();
        aws.asked.length = 0;
        const busy = Object.entries(healthy).map(([name, good]): [string, readonly Answer[]] => [
            name,
            [{ status: 400, code: "ThrottlingException" }, ...answersIn(good)],
        ]);
        const { facts, unread } = await read(Object.fromEntries(busy));
        assert.deepEqual(unread, []);
        assert.deepEqual(facts, calm.facts);
    });

    for (const operation of [
        "ListRolePolicies",
        "ListAttachedRolePolicies",
        "GetRolePolicy",
        "GetPolicy",
        "GetPolicyVersion",
    ]) {
        it(`leaves a policy unread where ${operation} is denied`, async () => {
            const { facts, unread } = await read({ [operation]: denied });
            assert.ok("value" in facts.source.role);
            const { policies, boundary } = facts.source.role.value;
            const contents = [...policies, ...(boundary ? [boundary] : [])].map(({ content }) => content);
            assert.deepEqual(
                contents.flatMap((content) => ("unread" in content ? [content.unread] : [])).toSorted(),
                unread.toSorted(),
            );
            assert.match(unread[0] ?? "", new RegExp(`may not do iam:${operation} on `));
        });
    }

    for (const [operation, member] of [
        ["GetKeyPolicy", "policy"],
        ["ListGrants", "grants"],
    ] as const) {
        it(`leaves the ${member} of a key unread where KMS denies, with HTTP 400`, async () => {
            const { facts, unread } = await read({
                [operation]: { status: 400, code: "AccessDeniedException" },
            });
            const key = facts.destinations[0]?.keys[keyArn];
            assert.ok(key !== undefined && "value" in key);
            const reason = `The credentials of the destination may not do kms:${operation} on key `;
            assert.ok(unread.every((one) => one.startsWith(reason)) && unread.length > 0);
            assert.ok("unread" in key.value[member]);
        });
    }

    it("leaves unread what is answered with something else", async () => {
        const { facts, unread } = await read({
            "source GetBucketPolicy": "no policy",
            "source GetBucketRequestPayment": "<ListBucketResult><Name>here</Name></ListBucketResult>",
        });
        const where = "on bucket here of account 111111111111, the source, did not answer with";
        const [policy, payer] = [
            `GetBucketPolicy ${where} a policy.`,
            `GetBucketRequestPayment ${where} the payer.`,
        ];
        assert.deepEqual(unread.toSorted(), [policy, payer]);
        assert.deepEqual(facts.source.bucket.policy, { unread: policy });
        assert.deepEqual(facts.source.bucket.payer, { unread: payer });
    });

    it("reads one side where the other does not answer in time", async () => {
        const stalled = Object.fromEntries(
            Object.keys(healthy).map((name) => [`destination ${name.split(" ").at(-1)}`, nothing]),
        );
        const { facts, unread } = await read(stalled, { timeoutSeconds: 1.2 });
        assert.ok("value" in facts.source.role);
        assert.ok(facts.destinations[0] !== undefined && "unread" in facts.destinations[0].bucket.versioning);
        assert.ok(unread.length >= 10);
        assert.deepEqual(
            unread.filter((one) => !/the destination, failed.*stalled/.test(one)),
            [],
        );
    });

    it("asks the list of buckets whether one is the account's own, where S3 refuses to say", async () => {
        const refused = { "source HeadBucket": denied, "source GetBucketVersioning": denied };
        const list = (name: string) =>
            `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets></ListAllMyBucketsResult>`;
        const own = await read({ ...refused, ListBuckets: list("here") });
        assert.deepEqual(own.facts.source.bucket.exists, { value: true });
        const another = await read({ ...refused, ListBuckets: list("here-too") });
        assert.deepEqual(another.facts.source.bucket.exists, { none: true });
        assert.deepEqual(another.facts.source.bucket.versioning, { none: true });
        assert.deepEqual(another.unread, []);
    });

    it("believes that a bucket exists that tells anything else", async () => {
        const { facts, unread } = await read({ "source HeadBucket": denied });
        assert.deepEqual(facts.source.bucket.exists, { value: true });
        assert.deepEqual(unread, []);
    });

    it("knows a role under another path for another role", async () => {
        const { facts } = await read({ GetRole: role("arn:aws:iam::111111111111:role/replication") });
        assert.deepEqual(facts.source.role, { none: true });
    });

    it("leaves a role of another account unread, and that alone", async () => {
        const foreign = "arn:aws:iam::333333333333:role/replication";
        const { facts, unread } = await read({
            "source GetBucketReplication": configuration("222222222222", foreign),
        });
        const reason =
            `The role ${foreign} is of account 333333333333, and the credentials of the source are of 111111111111. ` +
            `To read it too, name others: ${flags("source")}`;
        assert.deepEqual(facts.source.role, { unread: reason });
        assert.deepEqual(unread, [reason]);
        assert.ok(!aws.asked.includes("source GetRole"));
    });

    it("never asks KMS for the alias of a key of AWS's, which would make the key", async () => {
        const { facts } = await read({ "destination GetBucketEncryption": encryption("") });
        assert.deepEqual(facts.destinations[0]?.bucket.encryption, {
            value: { algorithm: "aws:kms", bucketKey: true, keyName: "alias/aws/s3" },
        });
        assert.equal(aws.asked.filter((one) => one.endsWith("DescribeKey")).length, 1, "of the rule's key");
    });

    it("takes a side for unread whose credentials are of another account", async () => {
        const { facts, unread } = await read({ "destination GetCallerIdentity": identity("333333333333") });
        const reason =
            "The credentials of the destination are of account 333333333333 (arn:aws:iam::333333333333:user/me); expected: " +
            `account 222222222222, which stack my-destination is deployed to. Name others: ${flags("destination")}`;
        assert.deepEqual(unread, [reason]);
        assert.deepEqual(facts.destinations[0]?.bucket.policy, { unread: reason });
        assert.ok("value" in facts.source.bucket.policy);
    });

    it("takes a side for unread whose credentials have expired", async () => {
        const { facts, unread, connections } = await read({
            "source GetCallerIdentity": { status: 403, code: "ExpiredToken" },
        });
        const reason = `The source has no ${unlisted} (ExpiredToken: no). Name others: ${flags("source")}`;
        assert.deepEqual(unread, [reason]);
        assert.deepEqual(facts.source.configuration, { unread: reason });
        assert.equal(connections.source, undefined);
        assert.notEqual(connections.destination, undefined);
    });

    it("takes a side for unread whose stack is not there, and knows the role by the other", async () => {
        const { facts, unread } = await read(
            {},
            { pair: { stacks: { source: "none", destination: "my-destination" } } },
        );
        assert.deepEqual(unread, ["no stack none"]);
        assert.equal(facts.source.bucket.name, "<bucket of stack none>");
        assert.equal(facts.intendedRoleArn, roleArn);
        assert.ok("value" in (facts.destinations[0]?.bucket.policy ?? none));
        const there = await read({}, { pair: { stacks: { source: "my-source", destination: "none" } } });
        assert.deepEqual(there.unread, ["no stack none"]);
        assert.equal(there.facts.destinations[0]?.bucket.name, "there");
        assert.deepEqual(there.facts.destinations[0].bucket.policy, { unread: "no stack none" });
    });

    it("ends with an error where neither side can be asked", async () => {
        const neither = { pair: { stacks: { source: "no", destination: "none" } } };
        await assert.rejects(read({}, neither), {
            name: "OperationError",
            message: "no stack no\nno stack none",
        });
        await assert.rejects(read({ GetCallerIdentity: identity("1"), ...bothIdentities("333333333333") }), {
            name: "OperationError",
            message: /^The credentials of the source are of .*\nThe credentials of the destination are of /,
        });
    });

    it("finds a pair by its buckets", async () => {
        // Both sides' credentials are those of the environment here, and so is the region that is asked first.
        const { facts, unread } = await read({}, byNames);
        assert.deepEqual(unread, []);
        assert.deepEqual(
            [facts.source.accountId, facts.source.region, facts.stacks, facts.projectFolder],
            ["111111111111", "ap-northeast-2", undefined, undefined],
        );
        assert.equal(facts.destinations[0]?.bucket.arn, "arn:aws:s3:::there");
    });

    it("says which bucket is not of the account that both sides' credentials are of", async () => {
        const refused: Answers = {
            ListBuckets: "<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>",
            HeadBucket: denied,
            GetBucketVersioning: denied,
        };
        await assert.rejects(read(refused, byNames), {
            name: "OperationError",
            message: new RegExp(
                "^The bucket here is not of account 111111111111, which the credentials of both sides are of. .*\n" +
                    "The bucket there is not of account 111111111111, which the credentials of both sides are of. " +
                    "Name those of the destination's account: --destination-profile",
            ),
        });
    });

    it("ends at an interruption", async () => {
        const interruption = new AbortController();
        aws.milliseconds = 5000;
        const ended = assert.rejects(read({}, { signal: interruption.signal }), /^Error: interrupted$/);
        setTimeout(() => {
            interruption.abort(new Error("interrupted"));
        }, 50);
        await ended;
    });
});

function bothIdentities(account: string): Answers {
    return {
        "source GetCallerIdentity": identity(account),
        "destination GetCallerIdentity": identity(account),
    };
}

function answersIn(given: Answer | readonly Answer[]): readonly Answer[] {
    return isRow(given) ? given : [given];
}

function targetsOf(targets: Facts["source"]["monitoring"]["targets"]) {
    return "value" in targets ? targets.value : [];
}

function isUnreadBy(read: unknown, reason: string): boolean {
    return JSON.stringify(read) === JSON.stringify({ unread: reason });
}
