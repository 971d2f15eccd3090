import * as assert from "node:assert/strict";
import { objectKeysIn } from "../../../../../components/policies/objectKeys";
import { resultOf } from "../../../../../operations/diagnose/finding";
import { diagnose } from "../../../../../operations/diagnose/judge";
import {
    destinationArn,
    destinationKeyArn,
    healthyFacts,
    healthyKmsFacts,
    healthyRule,
    roleArn,
} from "../facts";

const many = <T>(count: number, of: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => of(index));
const allow = {
    Effect: "Allow",
    Principal: { AWS: roleArn },
    Action: "s3:*",
    Resource: `${destinationArn}/*`,
};

/** The milliseconds of this process that a diagnosis takes, whatever else the machine does. */
function cost(patterns: readonly string[], rules = [healthyRule()]): number {
    const Statement = [allow, { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: patterns }];
    const policy = { value: { Version: "2012-10-17", Statement } };
    const facts = healthyFacts({ rules, destinationBucket: { policy } });
    const before = process.cpuUsage();
    assert.equal(resultOf(diagnose(facts)), "broken");
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
}

const teams = (count: number) => many(count, (index) => `${destinationArn}/*/team-${index}/*`);

describe("the diagnosis of a policy as large as S3 takes one", function () {
    this.timeout(60_000);

    before(() => {
        cost(teams(56));
    });

    it("takes little time, and about as much more as there is more to match", () => {
        const few = Math.min(...many(3, () => cost(teams(112))));
        const all = Math.min(...many(3, () => cost(teams(560))));
        assert.ok(all < 2000, `${all} ms`);
        // Keys times patterns: 25 times as much to match, and less of all else.
        assert.ok(all / few < 40, `${all} ms, and ${few} ms of a fifth of it`);
    });

    it("takes little time with a thousand rules", () => {
        const rules = many(1000, (index) =>
            healthyRule({ ID: `r${index}`, Priority: index + 1, Filter: { Prefix: `p${index}/` } }),
        );
        const spent = cost(teams(560), [...rules]);
        assert.ok(spent < 4000, `${spent} ms`);
    });

    it("takes little time with wildcards between all characters", () => {
        const spent = cost(many(150, (index) => `${destinationArn}/${"*a".repeat(35)}${index}`));
        assert.ok(spent < 2000, `${spent} ms`);
    });
});

describe("objects that a key's policy names", () => {
    const context = { keys: {}, others: "unknown" } as const;
    const keysBy = (operator: string, pattern: string, key = "kms:EncryptionContext:aws:s3:arn") =>
        objectKeysIn(
            {
                Statement: {
                    Effect: "Deny",
                    Action: "*",
                    Resource: "*",
                    Condition: { [operator]: { [key]: pattern } },
                },
            },
            { bucketArn: destinationArn, prefixes: [""], context },
        );

    for (const operator of ["StringLike", "StringNotLike", "ArnLike", "ForAnyValue:StringLikeIfExists"]) {
        it(`are asked about by ${operator}`, () => {
            assert.deepEqual(keysBy(operator, `${destinationArn}/secret/*`), ["object", "secret/object"]);
        });
    }

    it("are asked about as they are written, where the operator has no wildcards", () => {
        assert.deepEqual(keysBy("StringEquals", `${destinationArn}/secret/*`), ["object", "secret/*"]);
    });

    it("are those of the bucket, of the key of the context, and of an operator that is known", () => {
        assert.deepEqual(keysBy("StringLike", "arn:aws:s3:::elsewhere/secret/*"), ["object"]);
        assert.deepEqual(keysBy("StringLike", `${destinationArn}/secret/*`, "aws:SourceArn"), ["object"]);
        assert.deepEqual(keysBy("Matches", `${destinationArn}/secret/*`), ["object"]);
    });

    for (const [bucketKey, expected] of [
        [true, "works"],
        [false, "broken"],
    ] as const) {
        it(`are ${bucketKey ? "not " : ""}refused by it with the Bucket Key ${bucketKey ? "on" : "off"}`, () => {
            const all = { Effect: "Allow", Principal: { AWS: roleArn }, Action: "kms:*", Resource: "*" };
            const secret = {
                Sid: "NotSecret",
                Effect: "Deny",
                Principal: "*",
                Action: "kms:*",
                Resource: "*",
                Condition: {
                    StringLike: { "kms:EncryptionContext:aws:s3:arn": `${destinationArn}/secret/*` },
                },
            };
            const facts = healthyKmsFacts({
                destinationBucket: {
                    encryption: {
                        value: {
                            algorithm: "aws:kms",
                            keyArn: destinationKeyArn,
                            keyName: destinationKeyArn,
                            bucketKey,
                        },
                    },
                },
                destinationKey: { policy: { value: { Version: "2012-10-17", Statement: [all, secret] } } },
            });
            const role = facts.source.role;
            assert.ok("value" in role);
            const policies = [
                {
                    name: "inline policy all",
                    kind: "inline",
                    id: "all",
                    content: {
                        value: {
                            Version: "2012-10-17",
                            Statement: { Effect: "Allow", Action: "*", Resource: "*" },
                        },
                    },
                } as const,
            ];
            const found = diagnose({
                ...facts,
                source: { ...facts.source, role: { value: { ...role.value, policies } } },
            });
            assert.equal(resultOf(found), expected);
            assert.deepEqual(
                found.filter(({ severity }) => severity === "wrong").map(({ id, where }) => [id, where]),
                bucketKey
                    ? []
                    : [["statement-denies", `policy of the key ${destinationKeyArn}, statement NotSecret`]],
            );
        });
    }
});
