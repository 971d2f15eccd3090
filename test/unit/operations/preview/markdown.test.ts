import * as assert from "node:assert/strict";
import { markdown } from "../../../../operations/preview/markdown";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { diagnostic, step } from "./events";

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
});
