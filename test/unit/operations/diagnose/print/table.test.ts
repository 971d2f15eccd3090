import * as assert from "node:assert/strict";
import type { Diagnosed } from "../../../../../operations/diagnose/finding";
import { reportOf, type Diagnosis } from "../../../../../operations/diagnose/report";
import { table } from "../../../../../operations/diagnose/print/table";

const long = `aws s3api put-bucket-policy --policy '${"x".repeat(200)}'`;

const denied: Diagnosed = {
    id: "statement-denies",
    severity: "wrong",
    side: "destination",
    where: "policy of there, statement Deny",
    message: `It denies s3:ReplicateObject to ${"r".repeat(40)}.`,
    fix: `${long}\npulumi up --refresh --stack destination`,
};
const suspect: Diagnosed = {
    id: "failures-unseen",
    severity: "suspect",
    side: "source",
    where: "bucket here",
    message: "Nobody is told.",
    fix: "",
};
const notKnown: Diagnosed = { ...suspect, id: "not-known", severity: "unknown", message: "It depends." };
const organization: Diagnosed = { ...notKnown, id: "organization-policies", message: "They may deny." };
const healthy: Diagnosed = { ...suspect, id: "healthy", severity: "ok", where: "role r", message: "" };

function printed(diagnosis: Partial<Diagnosis>, columns = 80): readonly string[] {
    const report = reportOf({ findings: [], unread: [], ...diagnosis });
    return table(report, "here → there", columns).split("\n");
}

describe("the table of a diagnosis", () => {
    it("has what is wrong, no wider than the terminal, and below it the commands whole", () => {
        const lines = printed({
            findings: [
                denied,
                suspect,
                organization,
                healthy,
                { ...healthy, where: "bucket there" },
                healthy,
            ],
            unread: ["policy of k: denied", "alarms: denied"],
        });
        assert.deepEqual(lines, [
            "here → there",
            "",
            "┌─────┬────────────┬───────────────────┬───────────────────────────────────────┐",
            "│ #   │ Severity   │ Where             │ What                                  │",
            "├─────┼────────────┼───────────────────┼───────────────────────────────────────┤",
            "│ 1   │ wrong      │ policy of there,  │ It denies s3:ReplicateObject to       │",
            "│     │            │ statement Deny    │ rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr │",
            "│     │            │                   │ rrr.                                  │",
            "├─────┼────────────┼───────────────────┼───────────────────────────────────────┤",
            "│ 2   │ suspect    │ bucket here       │ Nobody is told.                       │",
            "├─────┼────────────┼───────────────────┼───────────────────────────────────────┤",
            "│ 3   │ unknown    │ bucket here       │ They may deny.                        │",
            "└─────┴────────────┴───────────────────┴───────────────────────────────────────┘",
            "",
            "Nothing wrong: role r; bucket there.",
            "",
            "1. Take the role out of the statement.",
            long,
            "pulumi up --refresh --stack destination",
            "",
            "2. Turn on monitoring.",
            "",
            "3. Ask whoever manages the organization.",
            "",
            `Broken by finding 1, policy of there, statement Deny. It denies s3:ReplicateObject to ${"r".repeat(40)}.`,
            "",
            "Not read:",
            "- policy of k: denied",
            "- alarms: denied",
        ]);
    });

    it("of a pair that works says what was looked at, and how much is suspect", () => {
        assert.deepEqual(printed({ findings: [healthy] }), [
            "here → there",
            "",
            "Nothing wrong: role r.",
            "",
            "Works: nothing that was read keeps objects from being replicated.",
        ]);
        assert.equal(
            printed({ findings: [suspect, organization, healthy] }).at(-1),
            "Works: nothing that was read keeps objects from being replicated. Suspect: 1.",
        );
    });

    it("names what is not known, which is never what organizations may do", () => {
        assert.deepEqual(printed({ findings: [organization, notKnown], unread: ["x"] }).slice(-4), [
            "Unknown: nothing that was read is wrong, but not all is known. The first is finding 2, bucket here. It depends. Not read: 1.",
            "",
            "Not read:",
            "- x",
        ]);
        assert.equal(
            printed({ findings: [notKnown] }).at(-1),
            "Unknown: nothing that was read is wrong, but not all is known. The first is finding 1, bucket here. It depends.",
        );
    });

    it("has the object and the newest versions", () => {
        const lines = printed({
            object: {
                key: "a/b",
                versionId: "v1",
                status: "FAILED",
                cause: "failed",
                message: "It failed.",
                fix: long,
            },
            sample: [
                {
                    rule: "logs",
                    prefix: "logs/",
                    versions: 3,
                    looked: 2,
                    unread: "time is up",
                    byStatus: { COMPLETED: 1, FAILED: 1 },
                    causes: [{ cause: "failed", count: 1 }],
                    examples: [],
                },
                { rule: "all", prefix: "", versions: 0, looked: 0, byStatus: {}, causes: [], examples: [] },
            ],
        });
        assert.deepEqual(lines.slice(4), [
            "Object a/b, version v1: FAILED. It failed.",
            long,
            "",
            "The newest versions under each rule:",
            "┌──────────────────┬──────────────────┬──────────────────┬──────────────────┐",
            "│ Rule             │ Looked at        │ Status           │ Cause            │",
            "├──────────────────┼──────────────────┼──────────────────┼──────────────────┤",
            "│ logs (logs/)     │ 2 of 3; time is  │ COMPLETED: 1     │ failed: 1        │",
            "│                  │ up               │ FAILED: 1        │                  │",
            "├──────────────────┼──────────────────┼──────────────────┼──────────────────┤",
            "│ all              │ 0 of 0           │                  │                  │",
            "└──────────────────┴──────────────────┴──────────────────┴──────────────────┘",
        ]);
        assert.deepEqual(
            printed({
                object: { key: "a", status: "missing", cause: "missing", message: "No.", fix: "" },
            }).slice(4),
            ["Object a: missing. No."],
        );
    });

    for (const [cause, words, findings] of [
        ["arrived", "Works: nothing that was read keeps objects from being replicated.", []],
        ["prefix", "Works: nothing that was read keeps objects from being replicated.", []],
        [
            "failed",
            "Broken. The object a/b should be at the destination, and is not. The pair itself works: nothing that was read keeps " +
                "objects from being replicated.",
            [],
        ],
        [
            "gone",
            "Broken. The object a/b should be at the destination, and is not. Of the pair itself it is unknown: nothing that was " +
                "read is wrong, but not all is known. The first is finding 1, bucket here. It depends.",
            [notKnown],
        ],
        [
            "pending",
            "Unknown. S3 has not replicated the object a/b yet. The pair itself works: nothing that was read keeps objects from " +
                "being replicated.",
            [],
        ],
        [
            "replicated",
            "Unknown: nothing that was read is wrong, but not all is known. The first is finding 1, bucket here. It depends. " +
                "Whether the object a/b arrived is not known.",
            [notKnown],
        ],
        [
            "pending",
            `Broken by finding 1, policy of there, statement Deny. It denies s3:ReplicateObject to ${"r".repeat(40)}. S3 has not ` +
                "replicated the object a/b yet.",
            [denied],
        ],
    ] as const) {
        it(`concludes from the pair and from an object: ${cause}, ${findings.map(({ id }) => id).join()}`, () => {
            const object = { key: "a/b", status: "FAILED", cause, message: "Why.", fix: "" } as const;
            const lines = printed({ findings, object });
            assert.deepEqual(lines.slice(-3), [words, "", "Object a/b: FAILED. Why."]);
        });
    }

    it("has a reason of several lines in its lines, and once", () => {
        const reason = "Denied:\nnobody\tmay\r\nlook \u202e.";
        const finding = { ...notKnown, id: "not-read", message: `It is not known: ${reason}` } as const;
        assert.deepEqual(printed({ findings: [finding], unread: [reason, "Other:\nline"] }).slice(5), [
            "│ 1   │ unknown    │ bucket here       │ It is not known: Denied:              │",
            "│     │            │                   │ nobody may                            │",
            "│     │            │                   │ look \\u{202e}.                        │",
            "└─────┴────────────┴───────────────────┴───────────────────────────────────────┘",
            "",
            "1. Allow the credentials what the message names, or name others.",
            "",
            "Unknown: nothing that was read is wrong, but not all is known. The first is finding 1, bucket here. It is not known: " +
                "Denied: … Not read: 2.",
            "",
            "Not read:",
            "- Other:",
            "  line",
        ]);
    });

    it("shows what a terminal would obey", () => {
        const lines = printed({
            findings: [
                { ...suspect, where: "b\u001b[2J", message: "m\u202e", fix: "aws \u001b]0;x" },
                { ...healthy, where: "r\u0007" },
            ],
            unread: ["u\u001b"],
            object: { key: "k\n", status: "none", cause: "unknown", message: "", fix: "a\rb" },
        });
        const text = lines.join("\n");
        assert.deepEqual(text.match(/\\u\{[0-9a-f]+\}/g), [
            "\\u{1b}",
            "\\u{202e}",
            "\\u{7}",
            "\\u{1b}",
            "\\u{a}",
            "\\u{1b}",
            "\\u{a}",
            "\\u{d}",
        ]);
        assert.equal(/[\u0000-\u0009\u000b-\u001f\u202e]/.test(text), false);
    });
});
