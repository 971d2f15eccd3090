import { runtime } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { markdown } from "../../../../operations/preview/markdown";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { visibleJson } from "../../../../operations/visible";
import { diagnostic, replicationConfig, step } from "./events";

const bucket = "aws:s3/bucket:Bucket";

describe("the Markdown of a preview", () => {
    it("is short where nothing changes", () => {
        const same = [step("same", bucket, "b", { before: {}, after: {} })];
        assert.equal(
            markdown([stackChanges("destination", same), stackChanges("source", same)]),
            "## destination\n\n1 unchanged\n\n## source\n\n1 unchanged\n",
        );
    });

    it("has a summary, a table, and old and new values", () => {
        const changes = stackChanges("source", [
            step("same", bucket, "b", { before: {}, after: {} }),
            step("create", "aws:s3/bucketVersioning:BucketVersioning", "v", { after: {} }),
            step("update", "aws:iam/rolePolicy:RolePolicy", "p", {
                before: { policy: '{"Statement":[{"Sid":"W","Action":["a","b"],"Resource":"x"}]}' },
                after: { policy: '{"Statement":[{"Sid":"W","Action":["a"],"Resource":{"y":1}}]}' },
                diffs: { policy: "update" },
            }),
        ]);
        assert.equal(
            markdown([changes]),
            `## source

1 to create, 1 to update, 1 unchanged

| Operation | Type | Name | Changed properties |
| --- | --- | --- | --- |
| create | \`aws:s3/bucketVersioning:BucketVersioning\` | \`v\` |  |
| update | \`aws:iam/rolePolicy:RolePolicy\` | \`p\` | \`policy\` |

\`p\`, update:

\`\`\`diff
  policy.Statement[W].Action
- "b"
  policy.Statement[W].Resource
- "x"
+ {
+   "y": 1
+ }
\`\`\`
`,
        );
    });

    it("starts with a warning where a bucket would go, and has the engine's error", () => {
        const changes = stackChanges(
            "destination",
            [
                step("replace", bucket, "b", {
                    before: { bucket: "old" },
                    after: { bucket: "new" },
                    diffs: { bucket: "update-replace" },
                    protect: true,
                }),
                step("delete", bucket, "c", { before: {} }),
                diagnostic("error", "unable to replace, see `protect`\n"),
            ],
            "exit code 255",
        );
        assert.equal(
            markdown([changes]),
            `> [!CAUTION]
> **A bucket would be replaced or deleted.** Its objects do not move to another one.
>
> - \`id-of-b\` would be replaced (resource \`b\` of stack \`destination\`). It is protected: Pulumi refuses.
> - \`id-of-c\` would be deleted (resource \`c\` of stack \`destination\`).

## destination

1 to replace, 1 to delete, 0 unchanged

**The preview failed.**

\`\`\`text
unable to replace, see \`protect\`
\`\`\`

| Operation | Type | Name | Changed properties |
| --- | --- | --- | --- |
| replace | \`${bucket}\` | \`b\` | \`bucket\` (forces replacement) |
| delete | \`${bucket}\` | \`c\` |  |

\`b\`, replace:

\`\`\`diff
  bucket
- "old"
+ "new"
\`\`\`
`,
        );
    });

    it("is not broken by bars and back-ticks in what it shows", () => {
        const changes = stackChanges("dev", [
            step("update", bucket, "a|b", {
                before: { tags: { x: "1" } },
                after: { tags: { x: "```" } },
                diffs: { "tags`x": "update" },
            }),
        ]);
        const lines = markdown([changes]).split("\n");
        assert.equal(lines[6], `| update | \`${bucket}\` | \`a\\|b\` | \`\`tags\`x\`\` |`);
        assert.deepEqual(lines.slice(10), ["````diff", "  tags.x", '- "1"', '+ "```"', "````", ""]);
    });

    it("counts warnings and notices in the heading, and has them before the table", () => {
        const urn = "urn:pulumi:dev::project::aws:s3/bucketPolicy:BucketPolicy::p";
        const changes = stackChanges("source", [
            step("create", "aws:s3/bucketVersioning:BucketVersioning", "v", { after: {} }),
            diagnostic("info", "Put this there:\n{}\n```\n [policy-elsewhere]", urn),
            diagnostic("warning", "`Own` goes [statements-lost]", urn),
            diagnostic("warning", "mind @you"),
        ]);
        assert.equal(
            markdown([changes]),
            `## source (2 warnings, 1 notice)

1 to create, 0 unchanged

- **Warning** \`statements-lost\` of \`p\`: \`\` \`Own\` goes \`\`
- **Warning**: \`mind @you\`
- **Notice** \`policy-elsewhere\` of \`p\`:
  \`\`\`\`text
  Put this there:
  {}
  \`\`\`
  \`\`\`\`

| Operation | Type | Name | Changed properties |
| --- | --- | --- | --- |
| create | \`aws:s3/bucketVersioning:BucketVersioning\` | \`v\` |  |
`,
        );
    });

    it("starts with a caution where objects would be replicated elsewhere, and one where that cannot be told", () => {
        const changes = stackChanges("source", [
            replicationConfig(
                "update",
                { a: "arn:aws:s3:::ours", b: "arn:aws:s3:::ours" },
                { a: "arn:aws:s3:::theirs", b: runtime.unknownValue },
                "r",
            ),
        ]);
        assert.deepEqual(markdown([changes]).split("\n").slice(0, 10), [
            "> [!CAUTION]",
            "> **Objects would be replicated to another bucket or account.** Whoever owns it can read them.",
            ">",
            "> - Rule `a` of `r` of stack `source`: from `arn:aws:s3:::ours` in account `222222222222` to " +
                "`arn:aws:s3:::theirs` in account `222222222222`.",
            "",
            "> [!CAUTION]",
            "> **Whether objects would be replicated to another bucket or account cannot be told.** " +
                "The preview does not show where to.",
            ">",
            "> - Rule `b` of `r` of stack `source`: from `arn:aws:s3:::ours` in account `222222222222` to " +
                "`(known after deployment)` in account `222222222222`.",
            "",
        ]);
    });

    it("shows what a terminal or a browser would obey, by its number", () => {
        const nasty = "a\u202eb\u200b\u001b[31m\u0007\u2028\r\n> c";
        const changes = stackChanges(
            "dev",
            [
                step("update", bucket, nasty, {
                    before: { tags: { [nasty]: nasty } },
                    after: { tags: { [nasty]: "\ud800" } },
                    diffs: { [nasty]: "update" },
                }),
                replicationConfig("update", { [nasty]: nasty }, { [nasty]: "other" }),
                diagnostic("warning", `${nasty}\tx`),
                diagnostic("error", `${nasty}\tx`),
            ],
            "255",
        );
        const text = markdown([changes]);
        assert.deepEqual(text.match(/[^\P{C}\n\t]|[\u2028\u2029]/gu) ?? [], []);
        const inOneLine = "a\\u{202e}b\\u{200b}\\u{1b}[31m\\u{7}\\u{2028}\\u{d}\\u{a}> c";
        assert.ok(text.includes(`> - Rule \`${inOneLine}\` of`));
        assert.ok(text.includes("```text\na\\u{202e}b\\u{200b}\\u{7}\\u{2028}\n> c\tx\n```"));
    });

    it("is JSON that means the same where it is JSON", () => {
        const document = { text: "a\u202e\u{e0041}\u007f\ud800\n", "\u200f": [1] };
        const json = visibleJson(JSON.stringify(document, undefined, 2));
        assert.match(json, /^[\x20-\x7e\n]+$/);
        assert.deepEqual(JSON.parse(json), document);
    });
});
