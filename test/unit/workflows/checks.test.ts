import * as assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/paths";
import { actionlint, gitlabSchema, zizmor, type Checked } from "../../../tools/workflows";

type Check = (files: readonly string[]) => Promise<Checked>;

const github = ".github/workflows/preview.yml";
const gitlab = "docs/gitlab/preview.gitlab-ci.yml";

/** What each check refuses, as a change of a file that passes. */
const refused: readonly {
    readonly what: string;
    readonly file: string;
    readonly check: Check;
    readonly from: string;
    readonly to: string;
    readonly said: RegExp;
}[] = [
    {
        what: "actionlint refuses a context that there is not",
        file: github,
        check: actionlint,
        from: "github.run_id",
        to: "github.run_di",
        said: /property "run_di" is not defined/,
    },
    {
        what: "zizmor refuses an action by its tag",
        file: github,
        check: zizmor,
        from: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        to: "actions/checkout@v7",
        said: /unpinned-uses/,
    },
    {
        what: "zizmor refuses a text of others in a script",
        file: github,
        check: zizmor,
        from: "npm ci --no-audit",
        to: "echo '${{ github.event.pull_request.title }}'",
        said: /template-injection/,
    },
    {
        what: "GitLab's schema refuses a token without an audience",
        file: gitlab,
        check: gitlabSchema,
        from: "aud: replication-preview-source",
        to: "audience: replication-preview-source",
        said: /id_tokens\.SOURCE_ID_TOKEN: 'aud' is a required property/,
    },
    {
        what: "GitLab's schema refuses an action that no environment has",
        file: gitlab,
        check: gitlabSchema,
        from: "action: prepare",
        to: "action: preview",
        said: /'preview' is not one of/,
    },
];

describe("the checks of workflows", function () {
    // They are installed once, from a package registry.
    this.timeout(300_000);
    let folder: string;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "workflows-"));
    });

    after(async () => {
        await rm(folder, { recursive: true });
    });

    for (const [check, file] of [
        [actionlint, github],
        [zizmor, github],
        [gitlabSchema, gitlab],
    ] as const) {
        it(`${check.name} passes ${file}`, async () => {
            const { passed, said } = await check([path.join(projectRoot, file)]);
            assert.ok(passed, said);
        });
    }

    for (const { what, file, check, from, to, said } of refused) {
        it(what, async () => {
            const text = await readFile(path.join(projectRoot, file), "utf8");
            assert.ok(text.includes(from));
            const changed = path.join(folder, path.basename(file));
            await writeFile(changed, text.replace(from, to));
            const checked = await check([changed]);
            assert.equal(checked.passed, false);
            assert.match(checked.said, said);
        });
    }
});
