import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkConfigurationSize, configurationBytes } from "../../../components/rules/size";
import type { CheckedRule } from "../../../components/rules/schema";
import { check } from "./check";
import { goodRules } from "./inputs/goodRules";
import { surroundings, type Input } from "./inputs/input";
import { checkedRules, component, renderUnchecked } from "./inputs/render";
import { awkward } from "./inputs/texts";
import { readConfiguration } from "./oracle/configuration";
import { requestBody } from "./oracle/requestBody";

const limit = 2 * 1024 * 1024;
const place = { component, argument: "rules" };

async function sizesOf(input: Input): Promise<{ readonly estimated: number; readonly real: number }> {
    const rules = checkedRules(input);
    const body = await requestBody(readConfiguration(renderUnchecked(input, rules)));
    return { estimated: configurationBytes(rules), real: Buffer.byteLength(body) };
}

const inputs = (maxLength: number) =>
    surroundings(4).chain((around) => goodRules(around, 1, maxLength).map((rules) => ({ ...around, rules })));

/** Every member of a rule at its longest, in a bucket whose ARN is. */
const longest: Input = {
    sourceAccountId: "111111111111",
    sourcePartition: "aws-us-gov",
    sourceKey: true,
    sourceBucketKey: true,
    sourceObjectLock: false,
    destinations: [
        {
            name: "",
            bucketArn: `arn:aws-us-gov:s3:::${"b".repeat(63)}`,
            accountId: "222222222222",
            kmsKeyArn: `arn:aws-us-gov:kms:ap-northeast-2:222222222222:key/mrk-${"0".repeat(32)}`,
            replicaModificationSync: true,
        },
    ],
    rules: [],
};
const everything = {
    storageClass: "INTELLIGENT_TIERING",
    replicationTimeControl: true,
    replicaModificationSync: true,
    kmsEncryptedObjects: true,
    enabled: false,
};

function thousand(rule: (index: number) => object, length = 1000): Input {
    const rules = Array.from({ length }, (_, index) => ({
        id: `rule ${index}`,
        priority: 2_147_483_647 - index,
        ...rule(index),
    }));
    return { ...longest, rules };
}

describe("the estimated size of a configuration", () => {
    it("is never less than what the SDK sends", async function () {
        this.timeout(20_000);
        await check(1_000, inputs(8), async (input) => {
            const { estimated, real } = await sizesOf(input);
            assert.ok(estimated >= real, `${estimated} < ${real}`);
        });
    });

    it("is not less with every member at its longest, character by character", async () => {
        for (const character of ["a", ...awkward]) {
            const prefix = character.repeat(Math.floor(1024 / Buffer.byteLength(character)));
            for (const options of [{}, everything]) {
                const { estimated, real } = await sizesOf(
                    thousand((index) => ({ ...options, prefix, ...(index % 2 && { tags: { k: "v" } }) }), 50),
                );
                assert.ok(estimated >= real, `${JSON.stringify(character)}: ${estimated} < ${real}`);
            }
        }
    });

    it("is at most 1.6 times that, the frame around all rules aside", async function () {
        this.timeout(20_000);
        const plain = fc.stringMatching(/^[a-z0-9/-]{0,200}$/);
        const typical = surroundings(3).chain((around) =>
            goodRules(around, 1, 8).chain((rules) =>
                fc.array(plain, { minLength: rules.length, maxLength: rules.length }).map((prefixes) => ({
                    ...around,
                    rules: rules.map((rule, index) => ({
                        ...rule,
                        id: `rule ${index}`,
                        prefix: prefixes[index],
                    })),
                })),
            ),
        );
        await check(500, typical, async (input) => {
            const { estimated, real } = await sizesOf(input);
            assert.ok(estimated <= 1.6 * real + 1_000, `${estimated} > 1.6 * ${real}`);
        });
    });

    it("lets a thousand rules pass with all that a rule can do, long prefixes and three tags", () => {
        const tags = { team: "site-reliability", "cost-center": "4711", stage: "production" };
        const input = thousand(() => ({ ...everything, prefix: "p".repeat(400), tags }));
        assert.equal(checkConfigurationSize(place, checkedRules(input)).length, 1000);
    });

    it("is refused a byte over 2 MB, which the real size is close to, and accepted at 2 MB", async () => {
        const spare = limit - configurationBytes(checkedRules(thousand(() => everything)));
        const [each, rest] = [Math.floor(spare / 1000), spare % 1000];
        const full = (more: number) =>
            thousand((index) => ({
                ...everything,
                prefix: "p".repeat(each + (index < rest ? 1 : 0) + (index === 999 ? more : 0)),
            }));
        const accepted: readonly CheckedRule[] = checkedRules(full(0));
        assert.equal(checkConfigurationSize(place, accepted), accepted);
        assert.throws(() => checkConfigurationSize(place, checkedRules(full(1))), {
            name: "Error",
            message:
                'ReplicationSource "copy": the replication configuration that rules makes is 2097153; allowed: up to 2097152 ' +
                "bytes. Shorten ids, prefixes and tags, or have fewer rules.",
        });
        assert.throws(() => checkConfigurationSize(place, checkedRules(full(1))), pulumi.RunError);
        const { estimated, real } = await sizesOf(full(0));
        assert.equal(estimated, limit);
        assert.ok(real > 0.9 * limit && real <= limit, `${real}`);
    });
});
