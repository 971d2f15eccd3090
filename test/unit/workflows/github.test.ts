import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { readProjectFile } from "../docs/stackFiles";
import { Workplace } from "./script";

const texts = v.record(v.string(), v.string());
const job = v.object({
    if: v.string(),
    environment: v.optional(v.string()),
    permissions: texts,
    steps: v.array(
        v.looseObject({
            name: v.optional(v.string()),
            uses: v.optional(v.string()),
            run: v.optional(v.string()),
            env: v.optional(texts),
            with: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
        }),
    ),
});
const { on, permissions, jobs } = v.parse(
    v.object({
        on: v.record(v.string(), v.unknown()),
        permissions: texts,
        jobs: v.strictObject({ preview: job, comment: job }),
    }),
    parse(readProjectFile(".github/workflows/preview.yml")),
);

const mark = "<!-- replication-preview -->";
const run = "https://github.com/owner/repository/actions/runs/1";

/** A step of the job that comments: its script, and what of its environment GitHub does not fill in. */
function stepOf(name: string) {
    const { run: script, env = {} } = jobs.comment.steps.find((step) => step.name === name) ?? {};
    assert.ok(script !== undefined, name);
    const fixed = Object.entries(env).filter(([, value]) => !value.includes("${{"));
    return { script, env: Object.fromEntries(fixed) };
}

describe("the workflow of previews for GitHub", () => {
    it("runs for pull requests of the repository's own branches", () => {
        assert.deepEqual(Object.keys(on), ["pull_request"]);
        assert.match(
            jobs.preview.if,
            /^github\.event\.pull_request\.head\.repo\.full_name == github\.repository\s+&& /,
        );
    });

    it("gives each job what it needs", () => {
        assert.deepEqual(permissions, {});
        assert.deepEqual(jobs.preview.permissions, { contents: "read", "id-token": "write" });
        assert.deepEqual(jobs.comment.permissions, { "pull-requests": "write" });
    });

    it("has secrets and roles where the environment guards them, and nothing of the pull request's in the other job", () => {
        assert.equal(jobs.preview.environment, "preview");
        const withSecrets = jobs.preview.steps.filter((step) => JSON.stringify(step).includes("secrets."));
        assert.deepEqual(
            withSecrets.map(({ run: script }) => script?.split(" -- ").at(0)),
            ["npm run --silent preview"],
        );
        assert.deepEqual(
            jobs.comment.steps.map(({ uses, name }) => uses?.split("@").at(0) ?? name),
            ["actions/download-artifact", "Write the comment", "Put it on the pull request"],
        );
        assert.doesNotMatch(JSON.stringify(jobs.comment), /secrets\.|vars\./);
    });

    it("previews each stack with the profile of its own role, and has no credentials but these", () => {
        const profiles = jobs.preview.steps.filter(({ uses }) => uses?.includes("configure-aws-credentials"));
        assert.deepEqual(
            profiles.map(({ with: given }) => [given?.["aws-profile"], given?.["role-to-assume"]]),
            [
                ["destination", "${{ vars.AWS_DESTINATION_PREVIEW_ROLE }}"],
                ["source", "${{ vars.AWS_SOURCE_PREVIEW_ROLE }}"],
            ],
        );
        assert.ok(profiles.every(({ with: given }) => given?.["output-env-credentials"] === undefined));
        const [command] = jobs.preview.steps.flatMap(({ run: script }) =>
            script?.includes(" preview ") ? [script] : [],
        );
        assert.match(command ?? "", / --profile destination=destination --profile source=source /);
    });
});

describe("the comment of previews on GitHub", () => {
    let place: Workplace;

    beforeEach(async () => {
        place = await Workplace.make();
    });

    afterEach(() => place.remove());

    const inPlace = (file: string) => path.join(place.folder, file);

    async function comment(): Promise<string> {
        const { script, env } = stepOf("Write the comment");
        const { exitCode, said } = await place.run(script, {
            ...env,
            COMMIT: "c0ffee",
            RUN: run,
            GITHUB_STEP_SUMMARY: inPlace("summary"),
        });
        assert.deepEqual([exitCode, said], [0, ""]);
        return readFile(inPlace("comment.md"), "utf8");
    }

    it("is the preview, with a mark and where it is from", async () => {
        await writeFile(inPlace("preview.md"), "## What it means\n");
        assert.equal(await comment(), `${mark}\n## What it means\n\nOf c0ffee, in [this run](${run}).\n`);
        assert.equal(await readFile(inPlace("summary"), "utf8"), "## What it means\n");
    });

    it("says where the preview did not come to an end", async () => {
        assert.equal(
            await comment(),
            `${mark}\n**The preview did not come to an end.** [The run](${run}) says why.\n\nOf c0ffee, in [this run](${run}).\n`,
        );
    });

    it("is as long as GitHub takes, by characters, and no longer", async () => {
        const rest = `${mark}\n\nOf c0ffee, in [this run](${run}).\n`.length;
        await writeFile(inPlace("preview.md"), "한".repeat(65_536 - rest));
        assert.equal((await comment()).length, 65_536);
        await writeFile(inPlace("preview.md"), "한".repeat(65_536 - rest + 1));
        assert.equal(
            await comment(),
            `${mark}\n**The preview is too long for a comment.** [The run](${run}) has it.\n`,
        );
    });

    /** What is asked of GitHub, where it knows of these comments. */
    async function asked(earlier: string): Promise<readonly string[]> {
        await writeFile(inPlace("comment.md"), "the comment");
        await writeFile(inPlace("earlier"), earlier);
        await place.command(
            "gh",
            `echo "$@" | tr '\\n' ' ' >> asked; echo >> asked; case "$*" in *--paginate*) cat earlier;; esac`,
        );
        const { exitCode, said } = await place.run(stepOf("Put it on the pull request").script, {
            GH_TOKEN: "token-of-the-job",
            GITHUB_REPOSITORY: "owner/repository",
            NUMBER: "7",
        });
        assert.deepEqual([exitCode, said], [0, ""]);
        assert.ok(existsSync(inPlace("asked")));
        const [listing = "", ...rest] = (await readFile(inPlace("asked"), "utf8")).trim().split("\n");
        assert.match(
            listing,
            /^api --paginate repos\/owner\/repository\/issues\/7\/comments --jq .*user\.login == "github-actions\[bot\]".*startswith\("<!-- replication-preview -->"\)/,
        );
        return rest.map((line) => line.trim());
    }

    it("is added where there is none", async () => {
        assert.deepEqual(await asked(""), [
            "api --silent --method POST repos/owner/repository/issues/7/comments --field body=@comment.md",
        ]);
    });

    it("takes the place of the first of this workflow", async () => {
        assert.deepEqual(await asked("31\n32\n"), [
            "api --silent --method PATCH repos/owner/repository/issues/comments/31 --field body=@comment.md",
        ]);
    });
});
