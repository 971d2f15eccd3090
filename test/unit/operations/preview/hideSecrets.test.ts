import type { ConfigMap } from "@pulumi/pulumi/automation";
import * as assert from "node:assert/strict";
import { hideSecrets } from "../../../../operations/preview/hideSecrets";
import { judge } from "../../../../operations/preview/judge";
import { catalogue } from "../../../../operations/preview/meaning/catalogue";
import { secretValues, type SecretValues } from "../../../../operations/preview/secretValues";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { diagnostic, replicationConfig, step } from "./events";
import { judged } from "./judged";

const bucket = "aws:s3/bucket:Bucket";

/** The values of a changed resource, told without these secrets. */
function valuesOf(
    before: Record<string, unknown>,
    after: Record<string, unknown>,
    { values = [], complete = true }: Partial<SecretValues> = {},
) {
    const told = stackChanges("dev", [
        step("update", bucket, "b", { before, after, diffs: { tags: "update" } }),
    ]);
    return hideSecrets(told, { values, complete }).changes[0]?.values;
}

describe("values of secret settings", () => {
    for (const [what, found, expected] of [
        [
            "both sides of a rotated one, of which Pulumi hides the new",
            valuesOf({ tags: { t: "old" } }, { tags: { t: "[secret]" } }, { values: ["old", "new"] }),
            [{ path: "tags.t", removed: ["[secret]"], added: ["[secret]"] }],
        ],
        [
            "the earlier one, as a whole, where it is not known",
            valuesOf({ policy: '{"a":"x-old-y"}' }, { policy: '{"a":"x-[secret]-y"}' }),
            [{ path: "policy.a", removed: ["[secret]"], added: ["x-[secret]-y"] }],
        ],
        [
            "the part of a text that it is",
            valuesOf({ policy: '{"a":["x-old-y","z"]}' }, { policy: '{"a":["z"]}' }, { values: ["old"] }),
            [{ path: "policy.a", removed: ["x-[secret]-y"], added: [] }],
        ],
        [
            "each earlier value, where the secrets cannot be read",
            valuesOf({ tags: { t: "old" } }, { tags: { t: "new" } }, { complete: false }),
            [{ path: "tags.t", removed: ["[secret]"], added: ["new"] }],
        ],
        [
            "numbers and switches",
            valuesOf({ n: 900, on: true, m: 9001 }, { n: 1, on: false }, { values: ["900", "true"] }),
            [
                { path: "n", removed: ["[secret]"], added: ["[secret]"] },
                { path: "on", removed: ["[secret]"], added: ["[secret]"] },
                { path: "m", removed: ["[secret]1"], added: [] },
            ],
        ],
        [
            "a short one where it stands alone",
            valuesOf({ a: "7", b: "17 and 7" }, {}, { values: ["7"] }),
            [
                { path: "a", removed: ["[secret]"], added: [] },
                { path: "b", removed: ["17 and [secret]"], added: [] },
            ],
        ],
        [
            "what the engine marks as a secret without hiding it",
            valuesOf(
                { t: "old" },
                {
                    t: {
                        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                        plaintext: '"new"',
                    },
                },
            ),
            [{ path: "t", removed: ["[secret]"], added: ["[secret]"] }],
        ],
    ] satisfies [string, unknown, object[]][]) {
        it(`are not told: ${what}`, () => {
            assert.deepEqual(found, expected);
        });
    }

    it("are not in errors, warnings, names and destinations either", () => {
        const events = [
            diagnostic("error", 'prefix is "a\\"b"'),
            diagnostic("warning", "of acme-bucket [key-idle]"),
            replicationConfig("update", { acme: "acme-one" }, { acme: "acme-two" }),
            step("delete", bucket, "acme", { before: {} }),
        ];
        const told = hideSecrets(stackChanges("dev", events, "255"), {
            values: ["acme", 'a"b'],
            complete: true,
        });
        assert.doesNotMatch(JSON.stringify(told), /acme|a\\+"b/);
        assert.deepEqual(told.errors, ['prefix is "[secret]"']);
        assert.deepEqual(told.diagnostics, [
            { severity: "warning", id: "key-idle", message: "of [secret]-bucket" },
        ]);
    });

    it("are not in findings and what to do, of whichever stack they are", () => {
        const told = judge(
            [
                {
                    preview: {
                        stack: "s",
                        events: [
                            replicationConfig(
                                "update",
                                { acme: "arn:aws:s3:::one" },
                                { acme: "arn:aws:s3:::two" },
                            ),
                            step("delete", bucket, "acme", { before: { bucket: "acme" } }),
                        ],
                    },
                    secrets: { values: ["acme"], complete: true },
                },
                {
                    preview: { stack: "d", events: [] },
                    secrets: { values: ["arn:aws:s3:::two", "profile-x"], complete: true },
                },
            ],
            { profiles: new Map([["s", "profile-x"]]) },
        );
        const text = JSON.stringify([told.findings, told.order]);
        assert.doesNotMatch(text, /acme|two|profile-x/);
        assert.deepEqual(
            told.findings
                .filter(({ kind }) => kind === "lost")
                .map(({ id, where, message }) => [id, where, message]),
            [
                [
                    "bucket-lost",
                    "bucket [secret]",
                    "The bucket [secret] would be deleted. Its objects do not move to another one.",
                ],
                [
                    "replication-redirected",
                    "rule [secret] of replication",
                    "Objects that go to arn:aws:s3:::one in 222222222222 would go to [secret] in 222222222222.",
                ],
            ],
        );
        assert.deepEqual(told.order.steps, ["AWS_PROFILE=[secret] pulumi up --stack s"]);
    });

    it("take every word of a finding with them, where they cannot be read", () => {
        const events = [replicationConfig("update", { all: "one" }, { all: "other" })];
        const { findings, stacks } = judged({ s: events }, undefined, { values: [], complete: false });
        assert.deepEqual(findings[0], {
            id: "replication-redirected",
            kind: "lost",
            severity: "severe",
            stack: "s",
            where: "[secret]",
            message: catalogue["replication-redirected"].meaning,
        });
        assert.ok(findings.every(({ where }) => where === "[secret]"));
        assert.deepEqual(stacks[0]?.redirections[0]?.before, { bucket: "[secret]", account: "[secret]" });
    });

    it("are those that the stack file marks, and every one of an environment", () => {
        const config = {
            "p:name": { value: "acme", secret: true },
            "p:tags": { value: '{"a":"open","b":{"c":"closed"},"d":[7]}', secret: true },
            "p:outside": { value: '["environment"]', secret: true },
            "p:region": { value: "here" },
        };
        const file = {
            "p:name": { secure: "v1:" },
            "p:tags": { a: "open", b: { c: { secure: "v1:" } }, d: [7] },
        };
        assert.deepEqual(secretValues(config, file, []), ["acme", "closed", "environment"]);
    });

    it("are those of earlier updates too, but for what is plain now", () => {
        const config = { "p:tags": { value: '{"a":"open"}' }, "p:name": { value: "new", secret: true } };
        const earlier: ConfigMap[] = [
            {
                "p:tags": { value: '{"a":"open","b":"gone"}', secret: true },
                "p:name": { value: "old", secret: true },
            },
            { "p:region": { value: "there" } },
        ];
        assert.deepEqual(secretValues(config, { "p:name": { secure: "v1:" } }, earlier), [
            "new",
            "gone",
            "old",
        ]);
    });
});
