import type { ReplicationRule } from "@aws-sdk/client-s3";
import * as assert from "node:assert/strict";
import { chooseRule, deviations, requireReplication } from "../../../../operations/verify/replicationRule";
import { configuredRule } from "./configuredRule";

const arn = "arn:aws:s3:::there";
const where = { bucketName: "here", stack: "prod-source" };

const rule = (changes: Partial<ReplicationRule>) => configuredRule("r", arn, "222222222222", changes);
const choose = (...Rules: readonly ReplicationRule[]) =>
    chooseRule({ Role: "role", Rules: [...Rules] }, arn, where);

describe("the rule that verify probes", () => {
    const others = { kmsEncryptedObjects: false, storageClass: undefined };

    it("is the enabled one with the highest priority, to this destination", () => {
        const chosen = choose(
            rule({ ID: "low", Priority: 1, Filter: { Prefix: "a/" } }),
            rule({ ID: "paused", Priority: 9, Status: "Disabled" }),
            rule({ ID: "elsewhere", Priority: 8, Destination: { Bucket: "arn:aws:s3:::other" } }),
            rule({ ID: "high", Priority: 7, Filter: { Prefix: "b/" } }),
        );
        assert.deepEqual(chosen, { id: "high", prefix: "b/", tags: {}, deleteMarkers: false, ...others });
    });

    for (const [what, changes, expected] of [
        ["a prefix", { Filter: { Prefix: "a/" } }, { prefix: "a/", tags: {}, deleteMarkers: true }],
        ["no filter values", { Filter: {} }, { prefix: "", tags: {}, deleteMarkers: true }],
        [
            "a tag",
            { Filter: { Tag: { Key: "k", Value: "v" } } },
            { prefix: "", tags: { k: "v" }, deleteMarkers: false },
        ],
        [
            "a choice of objects under a key and a class of replicas",
            {
                SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
                Destination: { Bucket: arn, StorageClass: "GLACIER_IR" },
            },
            {
                prefix: "",
                tags: {},
                deleteMarkers: true,
                kmsEncryptedObjects: true,
                storageClass: "GLACIER_IR",
            },
        ],
        [
            "both",
            {
                Filter: {
                    And: {
                        Prefix: "a/",
                        Tags: [
                            { Key: "k", Value: "v" },
                            { Key: "l", Value: "w" },
                        ],
                    },
                },
            },
            { prefix: "a/", tags: { k: "v", l: "w" }, deleteMarkers: false },
        ],
    ] satisfies [string, Partial<ReplicationRule>, object][]) {
        it(`is understood with ${what}, delete markers turned on`, () => {
            const on = { DeleteMarkerReplication: { Status: "Enabled" } } as const;
            assert.deepEqual(choose(rule({ ...on, ...changes })), { id: "r", ...others, ...expected });
        });
    }

    for (const [what, rules, message] of [
        [
            "no rule at all",
            [],
            `The bucket here has no replication rule to ${arn}. Deploy it again: pulumi up --refresh --stack prod-source`,
        ],
        [
            "a rule of the old form, without a filter",
            [rule({ Filter: undefined })],
            `The bucket here has no replication rule to ${arn}. Deploy it again: pulumi up --refresh --stack prod-source`,
        ],
        [
            "paused rules alone",
            [rule({ Status: "Disabled" }), rule({ Status: "Disabled" })],
            "The bucket here has no enabled replication rule: all 2 are paused, so nothing is replicated. " +
                "Enable one in the setting rules, then: pulumi up --stack prod-source",
        ],
        [
            "a prefix that leaves no room",
            [rule({ Filter: { Prefix: "é".repeat(500) } })],
            "The bucket here has no enabled replication rule whose prefix leaves the 200 bytes of a key that the probes need.",
        ],
    ] satisfies [string, ReplicationRule[], string][]) {
        it(`is missing with ${what}`, () => {
            assert.throws(() => choose(...rules), { name: "OperationError", message });
        });
    }

    it("is missing without a configuration", () => {
        assert.throws(() => requireReplication(undefined, where), {
            name: "OperationError",
            message:
                "The bucket here has no replication configuration. " +
                "Deploy it again: pulumi up --refresh --stack prod-source",
        });
    });
});

describe("a configuration that is not as deployed", () => {
    const intended = {
        roleArn: "role",
        destinationBucketArn: arn,
        destinationAccountId: "222222222222",
        otherDestinations: [{ bucketArn: "arn:aws:s3:::third", accountId: "444444444444" }],
    };
    const toThird = (account: string) => configuredRule("third", "arn:aws:s3:::third", account);

    it("may have rules to the source's other destinations, each with its account", () => {
        assert.deepEqual(deviations({ Role: "role", Rules: [toThird("444444444444")] }, intended), []);
        assert.deepEqual(deviations({ Role: "role", Rules: [toThird("222222222222")] }, intended), [
            "the account of rule third is 222222222222, expected 444444444444",
        ]);
    });

    it("has no deviations where it is", () => {
        assert.deepEqual(
            deviations({ Role: "role", Rules: [rule({}), rule({ Status: "Disabled" })] }, intended),
            [],
        );
    });

    it("is told member by member", () => {
        const other = rule({
            ID: "o",
            Filter: undefined,
            Destination: { Bucket: "arn:aws:s3:::other", Account: "333333333333" },
        });
        assert.deepEqual(deviations({ Role: undefined, Rules: [rule({}), other] }, intended), [
            "the role is not set, expected role",
            `the bucket of rule o is arn:aws:s3:::other, expected ${arn}`,
            "the account of rule o is 333333333333, expected 222222222222",
            "the owner of rule o is not set, expected Destination",
            "rule o has no filter",
        ]);
    });
});
