import * as assert from "node:assert/strict";
import { checkConfigurationSize, configurationBytes } from "../../../../components/rules/size";
import { documentText } from "../../../../components/validation/documentText";
import { checkedRule } from "../../support/rules";
import { deployDestination, deploySource, refusedDestination, refusedSource } from "../../support/sides";

const bytes = (text: unknown) => Buffer.byteLength(String(text));
const place = { component: 'ReplicationDestination "copy"', argument: "encryption" };

/** A policy with one statement that is that long. */
const policy = (length: number) =>
    JSON.stringify({
        Statement: [
            { Sid: "O".repeat(length), Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
        ],
    });

/** Destinations with keys, which take the most of the role's policy. */
const many = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `destination${index}`);
    return {
        destination: undefined,
        encryption: { kmsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/originals" },
        destinations: Object.fromEntries(
            names.map((name) => [
                name,
                {
                    bucketArn: `arn:aws:s3:::${name}`,
                    accountId: "222222222222",
                    region: "ap-northeast-1",
                    bucketKey: true,
                    kmsKeyArn: `arn:aws:kms:ap-northeast-1:222222222222:key/${name}`,
                },
            ]),
        ),
        rules: names.map((name, index) => ({ id: name, priority: index, destination: name })),
    };
};

describe("the size of a document", () => {
    it("is judged in bytes of UTF-8, up to the limit itself", () => {
        const frame = JSON.stringify({ text: "x" }).length;
        const text = `x${"é".repeat((10_240 - frame) / 2)}`;
        const textOf = (document: object) =>
            documentText(place, "inline policy of the role", document, "Shorten it.");
        assert.equal(textOf({ text }), JSON.stringify({ text }));
        assert.throws(() => textOf({ text: `${text}é` }), {
            message:
                'ReplicationDestination "copy": the inline policy of the role that encryption makes is 10242; allowed: ' +
                "up to 10240 bytes. Shorten it.",
        });
    });

    it("of a bucket policy is told with its bytes where it is over 20 KB", async () => {
        const { resource } = await deployDestination({ bucketPolicy: policy(0) });
        const room = 20_480 - bytes(resource("copy-policy").inputs.policy);
        const full = await deployDestination({ bucketPolicy: policy(room) });
        assert.equal(bytes(full.resource("copy-policy").inputs.policy), 20_480);
        const { message, registered } = await refusedDestination({ bucketPolicy: policy(room + 1) });
        assert.equal(
            message,
            'ReplicationDestination "copy": the bucket policy that bucketPolicy makes is 20481; allowed: up to 20480 bytes. ' +
                "Shorten the statements of your own.",
        );
        assert.ok(!registered.some((name) => name.endsWith(" copy-policy")));
    });

    it("of the role's policy is told with its bytes where there are too many destinations", async () => {
        const most = (await deploySource(many(15))).resource("copy-role-policy").inputs.policy;
        assert.ok(bytes(most) <= 10_240);
        const { message, registered } = await refusedSource(many(20));
        const [, got] = / makes is (\d+);/.exec(message) ?? [];
        assert.ok(Number(got) > 10_240);
        assert.equal(
            message,
            `ReplicationSource "copy": the inline policy of the role that rules makes is ${got}; allowed: up to 10240 bytes. ` +
                "Replicate to fewer destinations from this bucket.",
        );
        assert.ok(!registered.some((name) => name.endsWith(" copy-replication")));
    });

    it("of a key policy cannot come near 32 KB, and would be told", async () => {
        const { resource } = await deployDestination({
            bucketName: "b".repeat(63),
            replicationRoleName: "r".repeat(64),
            replicationRolePath: `/${"p".repeat(510)}/`,
            encryption: { createKmsKey: true },
        });
        assert.ok(bytes(resource("copy-key").inputs.policy) < 2_000);
        assert.throws(() => documentText(place, "key policy", { text: "x".repeat(32_768) }, "Shorten it."), {
            message:
                'ReplicationDestination "copy": the key policy that encryption makes is 32779; allowed: up to 32768 bytes. ' +
                "Shorten it.",
        });
    });
});

describe("the size of a replication configuration", () => {
    const bare = 1_000 + 700 + "replication".length;

    for (const [title, members, size] of [
        ["nothing besides", {}, bare],
        ["a key", { kmsEncryptedObjects: true }, bare + 300],
        ["Replication Time Control", { replicationTimeControl: true }, bare + 200],
        ["a prefix, in UTF-8 and escaped", { prefix: "é&" }, bare + 2 + "&#x2028;".length],
        [
            "tags",
            { tags: { team: "sre", "<": "é" } },
            bare + 2 * "<Tag><Key></Key><Value></Value></Tag>".length + 7 + "&#x2028;".length + 2,
        ],
    ] as const) {
        it(`is taken for ${size} bytes of one rule with ${title}`, () => {
            assert.equal(configurationBytes([{ ...checkedRule, ...members }]), size);
        });
    }

    it("may be 2 MB, of all rules together", () => {
        const rules = (prefix: number) => [
            { ...checkedRule, prefix: "x".repeat(prefix) },
            { ...checkedRule, id: "" },
        ];
        const most = rules(2_097_152 - bare - 700);
        assert.equal(checkConfigurationSize(place, most), most);
        assert.throws(
            () => checkConfigurationSize(place, rules(2_097_152 - bare - 700 + 1)),
            / is 2097153; /,
        );
    });

    it("is judged as the XML that S3 is sent, up to 2 MB", async () => {
        const rules = (count: number) =>
            Array.from({ length: count }, (_, index) => ({
                id: `rule-${index}`.padEnd(255, "i"),
                priority: index,
                prefix: "x".repeat(1024),
            }));
        await assert.doesNotReject(deploySource({ rules: rules(1000) }));
        // Each ampersand is written as more than one character.
        const escaped = rules(1000).map((rule) => ({ ...rule, prefix: "&".repeat(1024) }));
        const { message, registered } = await refusedSource({ rules: escaped });
        const [, got] = / makes is (\d+);/.exec(message) ?? [];
        assert.ok(Number(got) > 2_097_152);
        assert.equal(
            message,
            `ReplicationSource "copy": the replication configuration that rules makes is ${got}; allowed: up to 2097152 ` +
                "bytes. Shorten ids, prefixes and tags, or have fewer rules.",
        );
        assert.deepEqual(registered, ["pulumi:providers:aws seoul"]);
    });
});
