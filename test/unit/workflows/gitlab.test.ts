import * as assert from "node:assert/strict";
import { readFile, stat, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import { parse } from "yaml";
import { readProjectFile } from "../docs/stackFiles";
import { Workplace } from "./script";

const job = v.looseObject({
    extends: v.literal(".replication-preview"),
    image: v.string(),
    environment: v.strictObject({ name: v.string(), action: v.string() }),
    id_tokens: v.optional(v.record(v.string(), v.strictObject({ aud: v.string() }))),
    variables: v.record(v.string(), v.string()),
    script: v.array(v.string()),
    when: v.optional(v.string()),
});
const template = v.parse(
    v.strictObject({
        ".replication-preview": v.strictObject({
            interruptible: v.literal(true),
            rules: v.array(v.strictObject({ if: v.string(), changes: v.array(v.string()) })),
        }),
        "replication-preview": job,
        "replication-preview-note": job,
    }),
    parse(readProjectFile("docs/gitlab/preview.gitlab-ci.yml")),
);
const { "replication-preview": preview, "replication-preview-note": note } = template;

describe("the template of previews for GitLab", () => {
    it("runs for merge requests of the project's own branches, once the roles are named", () => {
        assert.deepEqual(
            template[".replication-preview"].rules.map((rule) =>
                rule.if.split(/\s+&& /).map((part) => part.trim()),
            ),
            [
                [
                    '$CI_PIPELINE_SOURCE == "merge_request_event"',
                    "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID",
                    "$AWS_DESTINATION_PREVIEW_ROLE",
                    "$AWS_SOURCE_PREVIEW_ROLE",
                ],
            ],
        );
    });

    it("runs for changes of what the workflow for GitHub runs for, and of its own", () => {
        const { on } = v.parse(
            v.object({ on: v.object({ pull_request: v.object({ paths: v.array(v.string()) }) }) }),
            parse(readProjectFile(".github/workflows/preview.yml")),
        );
        const [first, ...paths] = on.pull_request.paths.map((each) => each.replace(/\*\*$/, "**/*"));
        assert.equal(first, ".github/workflows/preview.yml");
        assert.deepEqual(
            template[".replication-preview"].rules.flatMap(({ changes }) => changes),
            ["docs/gitlab/preview.gitlab-ci.yml", ".gitlab-ci.yml", ...paths],
        );
    });

    it("keeps the roles from the job that writes the note, the note's token from the merge request's code", () => {
        assert.deepEqual([preview.environment.name, note.environment.name], ["preview", "preview-note"]);
        assert.deepEqual(
            Object.values(preview.id_tokens ?? {}).map(({ aud }) => aud),
            ["replication-preview-destination", "replication-preview-source"],
        );
        assert.equal(note.id_tokens, undefined);
        assert.deepEqual(note.variables, { GIT_STRATEGY: "none" });
        assert.equal(note.when, "always");
        assert.doesNotMatch(preview.script.join(), /PREVIEW_NOTE_TOKEN/);
    });

    it("names images by their versions: of Pulumi's SDK, and of the Node that npm installs", () => {
        const { dependencies, devDependencies } = v.parse(
            v.object({ dependencies: v.looseObject({}), devDependencies: v.looseObject({}) }),
            JSON.parse(readProjectFile("package.json")),
        );
        assert.deepEqual(
            [preview.image, note.image],
            [
                `pulumi/pulumi-nodejs-22:${String(dependencies["@pulumi/pulumi"])}`,
                `node:${String(devDependencies.node)}-slim`,
            ],
        );
    });
});

describe("the jobs of previews on GitLab", () => {
    let place: Workplace;

    beforeEach(async () => {
        place = await Workplace.make();
    });

    afterEach(() => place.remove());

    it("preview each stack with a profile of its own role, and say no token", async () => {
        await place.command("npm", `echo "npm $*"; [ "$1" = ci ] || cp "$AWS_CONFIG_FILE" config`);
        const { exitCode, said } = await place.run(preview.script.join("\n"), {
            ...preview.variables,
            AWS_DESTINATION_PREVIEW_ROLE: "arn:aws:iam::222222222222:role/preview",
            AWS_SOURCE_PREVIEW_ROLE: "arn:aws:iam::111111111111:role/preview",
            DESTINATION_ID_TOKEN: "token.of.destination",
            SOURCE_ID_TOKEN: "token.of.source",
            CI_JOB_ID: "5",
        });
        assert.deepEqual(
            [exitCode, said],
            [
                0,
                "npm ci --no-audit --no-fund\n" +
                    "npm run --silent preview -- --profile destination=destination --profile source=source --output preview.md",
            ],
        );
        const config = await readFile(path.join(place.folder, "config"), "utf8");
        const files = [...config.matchAll(/web_identity_token_file = (.*)/g)].map(([, file = ""]) => file);
        assert.equal(
            config.replaceAll(path.dirname(files[0] ?? ""), "FOLDER"),
            [
                "[profile destination]",
                "role_arn = arn:aws:iam::222222222222:role/preview",
                "web_identity_token_file = FOLDER/destination",
                "role_session_name = preview-5",
                "region = ap-northeast-1",
                "[profile source]",
                "role_arn = arn:aws:iam::111111111111:role/preview",
                "web_identity_token_file = FOLDER/source",
                "role_session_name = preview-5",
                "region = ap-northeast-2",
                "",
            ].join("\n"),
        );
        assert.deepEqual(await Promise.all(files.map((file) => readFile(file, "utf8"))), [
            "token.of.destination",
            "token.of.source",
        ]);
        assert.equal((await stat(path.dirname(files[0] ?? ""))).mode & 0o077, 0);
    });

    describe("write a note", () => {
        const mark = "<!-- replication-preview -->";
        const self = { author: { id: 1 } };
        const written = `${mark}\n## What it means\n\nOf c0ffee, in [this pipeline](PIPELINE).\n`;
        let server: Server;
        let pages: readonly (readonly object[])[];
        let asked: { readonly method: string; readonly url: string; readonly body: string }[];
        let refuse: boolean;

        beforeEach(async () => {
            [pages, asked, refuse] = [[[]], [], false];
            server = createServer((request, response) => {
                void answer(request).then(({ status, data, next = "" }) => {
                    response.writeHead(status, { "x-next-page": next }).end(JSON.stringify(data));
                });
            });
            await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        });

        afterEach(() => new Promise((closed) => server.close(closed)));

        async function answer(request: IncomingMessage) {
            const { method = "", url = "", headers } = request;
            const body = await text(request);
            if (refuse || headers["private-token"] !== "token-of-the-note") {
                return { status: 401, data: {} };
            }
            if (url === "/user") {
                return { status: 200, data: { id: 1 } };
            }
            assert.ok(url.startsWith("/projects/8/merge_requests/7/notes"), url);
            if (method === "GET") {
                const page = Number(new URL(url, "http://gitlab").searchParams.get("page"));
                const next = page < pages.length ? String(page + 1) : "";
                return { status: 200, data: pages[page - 1], next };
            }
            asked.push({ method, url, ...v.parse(v.strictObject({ body: v.string() }), JSON.parse(body)) });
            return { status: 200, data: {} };
        }

        const run = () =>
            place.run(note.script.join("\n"), {
                CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
                CI_MERGE_REQUEST_PROJECT_ID: "8",
                CI_MERGE_REQUEST_IID: "7",
                CI_PIPELINE_URL: "PIPELINE",
                CI_COMMIT_SHA: "c0ffee",
                PREVIEW_NOTE_TOKEN: "token-of-the-note",
            });

        it("where there is none, and say nothing", async () => {
            await writeFile(path.join(place.folder, "preview.md"), "## What it means\n");
            pages = [
                [{ id: 1, ...self, body: "another note of its own" }],
                [{ id: 2, author: { id: 2 }, body: mark }],
            ];
            assert.deepEqual(await run(), { exitCode: 0, said: "" });
            assert.deepEqual(asked, [
                { method: "POST", url: "/projects/8/merge_requests/7/notes", body: written },
            ]);
        });

        it("anew where there is one, be it on a later page", async () => {
            await writeFile(path.join(place.folder, "preview.md"), "## What it means\n");
            pages = [
                [{ id: 2, author: { id: 2 }, body: mark }],
                [{ id: 3, ...self, body: `${mark}\nof before` }],
            ];
            assert.deepEqual(await run(), { exitCode: 0, said: "" });
            assert.deepEqual(asked, [
                { method: "PUT", url: "/projects/8/merge_requests/7/notes/3", body: written },
            ]);
        });

        it("without what a link of the merge request's code leads to", async () => {
            await writeFile(path.join(place.folder, "environ"), "token-of-the-note");
            await symlink("environ", path.join(place.folder, "preview.md"));
            assert.deepEqual(await run(), { exitCode: 0, said: "" });
            assert.deepEqual(
                asked.map(({ body }) => body.split("\n")[1]),
                ["**The preview did not come to an end.** See [this pipeline](PIPELINE)."],
            );
        });

        it("where the preview did not come to an end, or is too long", async () => {
            assert.deepEqual(await run(), { exitCode: 0, said: "" });
            await writeFile(path.join(place.folder, "preview.md"), "x".repeat(1_000_000));
            assert.deepEqual(await run(), { exitCode: 0, said: "" });
            assert.deepEqual(
                asked.map(({ body }) => body.split("\n")[1]),
                [
                    "**The preview did not come to an end.** See [this pipeline](PIPELINE).",
                    "**The preview is too long for a note.** See [this pipeline](PIPELINE).",
                ],
            );
        });

        it("or fail, without the token in what they say", async () => {
            refuse = true;
            const { exitCode, said } = await run();
            assert.equal(exitCode, 1);
            assert.match(said, /Error: GET \/user: 401 Unauthorized\. Look at PREVIEW_NOTE_TOKEN\./);
            assert.doesNotMatch(said, /token-of-the-note/);
        });
    });
});
