import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { deploySource } from "../../support/sides";

const wildcard = "* and ? stand for themselves, and for nothing else";
const address = "keys begin with no address and no ARN, and without the bucket's name";
const path = "keys begin with no slash and no path, unless they were written so";
const pattern = "it is no regular expression and no pattern";
const encoded = "keys are not encoded as in a URL";
const spaces = "spaces and ends of lines count";
const quotes = "quotes count";

/** Prefixes that AWS takes and that are hardly meant, with what the preview says of each. */
const misread: readonly (readonly [string, string])[] = [
    ["logs/*", wildcard],
    ["*", wildcard],
    ["**/*.log", wildcard],
    ["logs/202?/", wildcard],
    ["s3://originals/logs/", address],
    ["https://originals.s3.amazonaws.com/logs/", address],
    ["arn:aws:s3:::originals/logs/", address],
    ["/logs/", path],
    ["/", path],
    ["./logs/", path],
    ["../logs/", path],
    ["^logs/", pattern],
    ["logs/$", pattern],
    ["logs\\2026", pattern],
    ["logs/[0-9]", pattern],
    ["{logs,reports}/", pattern],
    ["${prefix}", pattern],
    ["<prefix>/", pattern],
    ["(logs|reports)/", pattern],
    ["logs/.+", pattern],
    ["logs%2F", encoded],
    [" logs/", spaces],
    ["logs/ ", spaces],
    ["logs/\n", spaces],
    ['"logs/"', quotes],
    ["'logs/'", quotes],
    ["originals/logs/", "keys do not begin with the bucket's name, unless they were written so"],
];

const meant = [
    "",
    "logs/",
    "logs/2026-07/",
    "a b/",
    "Photos (2026)/",
    "50%/",
    "originals-2/",
    "s3/",
    "a.b/",
    "ä/+=@",
];

const rulesOf = (prefixes: readonly string[]) =>
    prefixes.map((prefix, index) => ({ id: `r${index}`, priority: index, prefix }));

describe("a prefix that is hardly meant as it stands", () => {
    it("brings a warning, since S3 takes it letter by letter", async () => {
        const { told } = await deploySource({ rules: rulesOf(misread.map(([prefix]) => prefix)) });
        assert.deepEqual(
            told,
            misread.map(
                ([prefix, reason], index) =>
                    `warn: The rule r${index} has the prefix ${JSON.stringify(prefix)}, which S3 compares with keys letter ` +
                    `by letter: ${reason}. [prefix-literal]`,
            ),
        );
    });

    it("brings one too once it is known, where it is an output, and of a rule that is paused", async () => {
        const rule = { prefix: pulumi.output("logs/*"), enabled: false };
        assert.deepEqual((await deploySource({ rules: [rule] })).told, [
            'warn: The rule replication has the prefix "logs/*", which S3 compares with keys letter by letter: ' +
                `${wildcard}. [prefix-literal]`,
        ]);
    });

    it("brings none where it may well be the beginning of keys", async () => {
        assert.deepEqual((await deploySource({ rules: rulesOf(meant) })).told, []);
    });
});
