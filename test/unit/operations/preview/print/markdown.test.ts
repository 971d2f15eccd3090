import * as assert from "node:assert/strict";
import type { JudgedStacks } from "../../../../../operations/preview/judge";
import { meaning, type MeaningFinding } from "../../../../../operations/preview/meaning/finding";
import { markdown } from "../../../../../operations/preview/print/markdown";
import { prose } from "../../../../../operations/preview/print/text";
import { visibleJson } from "../../../../../operations/visible";
import { diagnostic, replicationConfig, step } from "../events";
import { judged } from "../judged";

const bucket = "aws:s3/bucket:Bucket";
const same = [step("same", bucket, "b", { before: {}, after: {} })];

/** What it says from a line on that begins so. */
const from = (text: string, begin: string) => text.slice(text.indexOf(`\n${begin}`) + 1);

/** Stacks of which this is told, whatever they have. */
function told(findings: readonly MeaningFinding[], more: Partial<JudgedStacks> = {}): JudgedStacks {
    return {
        ...judged({ source: same }),
        findings,
        order: { decision: "any", steps: ["pulumi up --stack a"], why: "It does not matter." },
        ...more,
    };
}

describe("the Markdown of a preview", () => {
    it("is short where nothing changes", () => {
        assert.equal(
            markdown([judged({ destination: same, source: same })]),
            "## What it means\n\nNothing: no stack would change.\n\n" +
                "## destination\n\n1 unchanged\n\n## source\n\n1 unchanged\n",
        );
    });

    it("begins with the findings by kind, the severe ones set off, and the order", () => {
        const findings = [
            meaning("bucket-lost", {
                stack: "source",
                where: "bucket b",
                message: "The bucket b-1 would go.",
            }),
            meaning("tags-lost", { stack: "source", where: "b", message: "Tags a_b go." }),
            meaning("narrower", {
                where: "policy",
                message: "No longer: s3:GetObject on arn:aws:s3:::b/*.",
                requests: [
                    { by: "role r", actions: ["s3:A"], on: ["arn:aws:s3:::b/*"], with: { "aws:x": "y|z" } },
                ],
            }),
        ];
        const order = {
            decision: "pause",
            steps: ["# Set enabled to false in each rule: a_b", "AWS_PROFILE=p pulumi up --stack source"],
            why: "In no order does it work.",
        } as const;
        assert.equal(
            markdown([told(findings, { order })]),
            `## What it means

> [!CAUTION]
> **Lost**
>
> - **severe** \`bucket-lost\` of \`source\`: The bucket \`b-1\` would go.
> - warning \`tags-lost\` of \`source\`: Tags \`a_b\` go.

**Narrower: no longer allowed**

- warning \`narrower\`: No longer: \`s3:GetObject\` on \`arn:aws:s3:::b/*\`.

**Order: none is safe.** In no order does it work.

1. Set enabled to false in each rule: \`a_b\`
2. \`AWS_PROFILE=p pulumi up --stack source\`

<details><summary><code>narrower</code>, <code>policy</code>: who, and what</summary>

| By | Actions | On | With |
| --- | --- | --- | --- |
| role r | \`s3:A\` | \`arn:aws:s3:::b/*\` | \`aws:x: y\\|z\` |

</details>

## source

1 unchanged
`,
        );
    });

    it("is of each pair by itself, what they mean before what they change", () => {
        const text = markdown([judged({ destination: same, source: same }), judged({ "eu-source": same })]);
        assert.deepEqual(
            text.split("\n").filter((line) => line.startsWith("#")),
            [
                "## What it means: `destination`, `source`",
                "## What it means: `eu-source`",
                "## destination",
                "## source",
                "## eu-source",
            ],
        );
    });

    it("means it in a screen, whatever there is, and has the rest folded", () => {
        const long = "word ".repeat(400);
        const findings = [
            meaning("wider", { where: "p", message: long }),
            ...Array.from({ length: 60 }, (_, index) =>
                meaning("narrower", { where: "p", message: `Number ${index}` }),
            ),
            meaning("costs-key", { where: "k", message: "A key." }),
        ];
        const steps = Array.from({ length: 30 }, (_, index) => `pulumi up --stack s${index}`);
        const stacks = judged({
            source: Array.from({ length: 40 }, (_, index) => diagnostic("warning", `mind ${index}`)),
        }).stacks;
        const text = markdown([
            told(findings, { stacks, order: { decision: "this", steps, why: "Since." } }),
        ]);
        const open = text.slice(0, text.indexOf("## source")).replaceAll(/<details>.*?<\/details>/gs, "");
        const lines = open.split("\n").filter((line) => line !== "");
        assert.ok(lines.length <= 40, `${lines.length} lines`);
        assert.ok(lines.every((line) => line.length < 400));
        assert.match(text, /<summary>46 more findings \(45 warning, 1 note\), and 1 finding in full</);
        for (const finding of ["Number 0", "Number 59", "A key", "mind 39", "stack s29", long.trim()]) {
            assert.ok(text.includes(finding), finding);
        }
    });

    it("has a summary, a table, and old and new values", () => {
        const text = markdown([
            judged({
                source: [
                    step("same", bucket, "b", { before: {}, after: {} }),
                    step("create", "aws:s3/bucketVersioning:BucketVersioning", "v", { after: {} }),
                    step("update", "aws:iam/rolePolicy:RolePolicy", "p", {
                        before: { policy: '{"Statement":[{"Sid":"W","Action":["a","b"],"Resource":"x"}]}' },
                        after: { policy: '{"Statement":[{"Sid":"W","Action":["a"],"Resource":{"y":1}}]}' },
                        diffs: { policy: "update" },
                    }),
                ],
            }),
        ]);
        assert.equal(
            from(text, "## source"),
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

    it("folds long values, and has the engine's error and what is refused", () => {
        const text = markdown([
            judged(
                {
                    destination: [
                        step("replace", bucket, "b<i>", {
                            before: {
                                bucket: "old",
                                tags: Object.fromEntries(Array.from("abcdefghijk").map((tag) => [tag, 1])),
                            },
                            after: { bucket: "new" },
                            diffs: { bucket: "update-replace" },
                            protect: true,
                        }),
                        diagnostic("error", "unable to replace, see `protect`\n"),
                    ],
                },
                "exit code 255",
            ),
        ]);
        assert.match(
            text,
            /^## What it means\n\n> \[!CAUTION\]\n> \*\*Lost\*\*\n>\n> - \*\*severe\*\* `bucket-lost` of `destination`: .* It is protected: Pulumi refuses\.\n/,
        );
        assert.equal(
            from(text, "## destination").replace(/(?<=\n {2}tags\n)[^]*?(?=```\n\n<\/details>)/, ""),
            `## destination

1 to replace, 0 unchanged

**The preview failed.**

\`\`\`text
unable to replace, see \`protect\`
\`\`\`

| Operation | Type | Name | Changed properties |
| --- | --- | --- | --- |
| replace | \`${bucket}\` | \`b<i>\` | \`bucket\` (forces replacement) |

<details><summary><code>b&#60;i&#62;</code>, replace: 2 values</summary>

\`\`\`diff
  bucket
- "old"
+ "new"
  tags
\`\`\`

</details>
`,
        );
    });

    it("tells of very many properties and lines only how many more there are", () => {
        const many = Array.from({ length: 5000 }, (_, index) => `m${index}`);
        const text = markdown([
            judged(
                {
                    dev: [
                        step("update", bucket, "b", {
                            before: {},
                            after: {},
                            diffs: Object.fromEntries(many.map((name) => [name, "update" as const])),
                        }),
                        diagnostic("error", many.join("\n")),
                    ],
                },
                "255",
            ),
        ]);
        assert.match(text, /`m18`, `m19`, and 4980 more \|/);
        assert.match(text, /\nm0\nm1\n[^]*\n… \d{4} more lines\n```/);
    });

    it("is not broken by bars and back-ticks in what it shows", () => {
        const text = markdown([
            judged({
                dev: [
                    step("update", bucket, "a|b", {
                        before: { tags: { x: "1" } },
                        after: { tags: { x: "```" } },
                        diffs: { "tags`x": "update" },
                    }),
                ],
            }),
        ]);
        const lines = from(text, "## dev").split("\n");
        assert.equal(lines[6], `| update | \`${bucket}\` | \`a\\|b\` | \`\`tags\`x\`\` |`);
        assert.deepEqual(lines.slice(10), ["````diff", "  tags.x", '- "1"', '+ "```"', "````", ""]);
    });

    it("counts warnings and notices in the heading, and has them with what it means", () => {
        const urn = "urn:pulumi:dev::project::aws:s3/bucketPolicy:BucketPolicy::p";
        const text = markdown([
            judged({
                source: [
                    diagnostic("info", "Put this there:\n{}\n```\n [policy-elsewhere]", urn),
                    diagnostic("warning", "`Own` goes [statements-left]", urn),
                    diagnostic("warning", "mind @you"),
                ],
            }),
        ]);
        assert.equal(
            text,
            `## What it means

Nothing: no stack would change.

**The programs say**

- **Warning** \`statements-left\` of \`p\` in \`source\`: \`\` \`Own\` \`\` goes
- **Warning** of \`source\`: mind \`@you\`

<details><summary>More that the programs say: 1 notice</summary>

- **Notice** \`policy-elsewhere\` of \`p\` in \`source\`:
  \`\`\`\`text
  Put this there:
  {}
  \`\`\`
  \`\`\`\`

</details>

## source (2 warnings, 1 notice)

0 unchanged
`,
        );
    });

    it("shows as code whatever Markdown or a forge would make something of", () => {
        assert.equal(
            prose(
                "See (https://x.y), #12, @team, <b>, *a*, GH-1, [x](y), deadbee7 and 3 rules: S3's SSE-KMS.",
            ),
            "See (`https://x.y`), `#12`, `@team`, `<b>`, `*a*`, `GH-1`, `[x](y`), `deadbee7` and 3 rules: S3's SSE-KMS.",
        );
    });

    it("shows what a terminal or a browser would obey, by its number", () => {
        const nasty = "a\u202eb\u200b\u001b[31m\u0007\u2028\r\n> c";
        const text = markdown([
            judged(
                {
                    dev: [
                        step("update", bucket, nasty, {
                            before: { tags: { [nasty]: nasty } },
                            after: { tags: { [nasty]: "\ud800" } },
                            diffs: { [nasty]: "update" },
                        }),
                        replicationConfig("update", { [nasty]: nasty }, { [nasty]: "other" }),
                        diagnostic("warning", `${nasty}\tx`),
                        diagnostic("error", `${nasty}\tx`),
                    ],
                },
                "255",
            ),
        ]);
        assert.deepEqual(text.match(/[^\P{C}\n\t]|[\u2028\u2029]/gu) ?? [], []);
        assert.ok(text.includes("```text\na\\u{202e}b\\u{200b}\\u{7}\\u{2028}\n> c\tx\n```"));
        assert.ok(text.includes("\\u{202e}b\\u{200b}\\u{1b}[31m"));
    });

    it("is JSON that means the same where it is JSON", () => {
        const document = { text: "a\u202e\u{e0041}\u007f\ud800\n", "\u200f": [1] };
        const json = visibleJson(JSON.stringify(document, undefined, 2));
        assert.match(json, /^[\x20-\x7e\n]+$/);
        assert.deepEqual(JSON.parse(json), document);
    });
});

describe("a comment", function () {
    // Thousands of resources are judged and printed.
    this.timeout(60_000);

    const limit = 65_536;
    const many = (length: number, make: (index: number) => string) =>
        Object.fromEntries(Array.from({ length }, (_, index) => [`rule-${index}`, make(index)]));
    const letters = (length: number) => "한🌈".repeat(length / 2);
    const policy = (resources: number, size: number, effect: string) =>
        JSON.stringify({
            Statement: Array.from({ length: 20 }, (_, index) => ({
                Sid: `S${index}`,
                Effect: effect,
                Resource: Array.from({ length: resources }, (_resource, each) => `${each}${letters(size)}`),
            })),
        });

    /** The fence that is not closed at the end. */
    const openFence = (text: string) =>
        text.split("\n").reduce<string | undefined>((fence, line) => {
            const [, mark] = /^ *(`{3,})(?:[a-z]*)$/.exec(line) ?? [];
            return fence === undefined ? mark : mark === fence ? undefined : fence;
        }, undefined);

    for (const [what, events, left] of [
        [
            "1,000 rules that change",
            [
                replicationConfig(
                    "update",
                    many(1000, () => "arn:aws:s3:::copies"),
                    many(1000, (index) => `arn:aws:s3:::copies-${index}`),
                ),
            ],
            /\d+ of the findings, \d+ values of policies, roles and rules$/,
        ],
        [
            "huge policies",
            [
                step("update", "aws:s3/bucketPolicy:BucketPolicy", "p", {
                    before: { policy: policy(50, 100, "Allow") },
                    after: { policy: policy(40, 200, "Deny") },
                }),
            ],
            /\d+ values of policies, roles and rules/,
        ],
        [
            "a single text of a million characters",
            [
                step("update", bucket, "b", { before: { a: "x" }, after: { a: "`".repeat(1_000_000) } }),
                diagnostic("error", letters(1_000_000)),
                diagnostic("error", "`".repeat(1_000_000)),
                diagnostic("warning", `${letters(1_000_000)}\nx`),
            ],
            undefined,
        ],
        [
            "thousands of resources, properties and messages",
            Array.from({ length: 3000 }, (_, index) => [
                step("update", bucket, `bucket-${index}`, {
                    before: { a: 1 },
                    after: { a: 2 },
                    diffs: Object.fromEntries(
                        Array.from({ length: 30 }, (_diff, each) => [
                            `tags.${letters(20)}${each}`,
                            "update" as const,
                        ]),
                    ),
                }),
                diagnostic("warning", `mind ${index} ${letters(100)}`),
                diagnostic("error", `wrong ${index} ${letters(100)}`),
            ]).flat(),
            /\d+ of the errors, \d+ of the messages, .*rows of tables, .*other values/,
        ],
    ] as const) {
        it(`has no more characters than GitHub takes, of ${what}, and says what it left out`, () => {
            const text = markdown([judged({ destination: same, source: events }, "failed")]);
            const characters = Array.from(text).length;
            assert.ok(characters <= limit - 1024, `${characters}`);
            // Every fence and every fold that begins ends.
            assert.equal(text.split("<details>").length, text.split("</details>").length);
            assert.equal(openFence(text), undefined);
            const note = /\*\*Left out, for a comment has a limit:\*\* (.*)\. `--json` has all\./.exec(text);
            if (left) {
                assert.match(note?.[1] ?? "", left);
                // There is much more than would fit in less.
                assert.ok(characters > 55_000, `${characters}`);
            }
            assert.match(text, /## What it means[^]*\*\*Order[^]*\n## destination\n[^]*\n## source/);
        });
    }

    it("leaves the values out before the rows, and these before what it means", () => {
        const events = Array.from({ length: 800 }, (_, index) =>
            step("update", bucket, `bucket-${index}`, {
                before: { a: "x".repeat(200) },
                after: { a: "y".repeat(200) },
            }),
        );
        const text = markdown([judged({ source: events })]);
        assert.equal(text.match(/^\| update/gm)?.length, 800);
        const values = text.match(/^ {2}a$/gm)?.length ?? 0;
        assert.match(text, new RegExp(`limit:\\*\\* ${800 - values} other values\\.`));
    });
});
