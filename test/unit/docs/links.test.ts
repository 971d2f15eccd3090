import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/paths";
import { anchors, links, readDocument } from "./markdown";

/** What is installed, built or written by the tools, and what begins with a dot, but for the workflows. */
const passedOver = ["node_modules", "coverage", "dist", "compiled"];

/** The project's own files, from its root. */
function filesIn(folder: string): readonly string[] {
    return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(folder, entry.name);
        if (passedOver.includes(entry.name) || (entry.name.startsWith(".") && entry.name !== ".github")) {
            return [];
        }
        return entry.isDirectory() ? filesIn(name) : [name];
    });
}

const files = filesIn("");
const pages = files.filter((file) => file.endsWith(".md"));
/** As the reader of pages takes it. */
const fromDocs = (file: string) => path.join("..", file);
const anchorsOf = new Map(pages.map((page) => [page, anchors(fromDocs(page))]));

/** What is wrong with a link of a page, or a mention of one; nothing, where it leads somewhere. */
function problemOf(target: string, folder: string): string | undefined {
    const [given = "", anchor] = decodeURI(target).split("#");
    const file = path.normalize(path.join(folder, given));
    if (!existsSync(path.join(projectRoot, file))) {
        return `${target}: there is no ${file}`;
    }
    return anchor === undefined || anchorsOf.get(file)?.includes(anchor) === true
        ? undefined
        : `${target}: ${file} has no heading for #${anchor}`;
}

describe("the links of the documents", () => {
    it("are there", () => {
        for (const page of ["README.md", "README.ko.md", "docs/README.md", "components/README.md"]) {
            assert.ok(links(fromDocs(page)).length > 0, page);
        }
    });

    for (const page of pages) {
        it(`lead somewhere: ${page}`, () => {
            const problems = links(fromDocs(page))
                .filter((target) => !/^\w+:/.test(target))
                .map((target) =>
                    target.startsWith("#")
                        ? problemOf(`${path.basename(page)}${target}`, path.dirname(page))
                        : problemOf(target, path.dirname(page)),
                )
                .filter((problem) => problem !== undefined);
            assert.deepEqual(problems, []);
        });
    }

    it("have every page of docs/ in their index", () => {
        const listed = links("README.md").map((target) => target.replace(/#.*/, ""));
        const missing = pages
            .filter((page) => page.startsWith("docs/") && page !== "docs/README.md")
            .filter((page) => !listed.includes(path.relative("docs", page)));
        assert.deepEqual(missing, []);
    });
});

describe("the pages that code, settings and workflows name", () => {
    const named = files
        .filter((file) => /\.(ts|js|mjs|ya?ml|md)$/.test(file))
        .flatMap((file) =>
            [
                ...readFileSync(path.join(projectRoot, file), "utf8").matchAll(
                    /(?<![\w/.-])docs\/[\w/-]+\.md(?:#[\w-]+)?/g,
                ),
            ].map(([page]) => ({ file, page })),
        );

    it("are there", () => {
        assert.ok(named.length > 10, `${named.length} mentions`);
        assert.deepEqual(
            named
                .map(({ file, page }) => ({ file, problem: problemOf(page, "") }))
                .filter(({ problem }) => problem !== undefined),
            [],
        );
    });
});

describe("the files and folders that CONTRIBUTING.md names", () => {
    it("are there", () => {
        const named = [...readDocument(fromDocs("CONTRIBUTING.md")).matchAll(/`([\w.][\w.-]*\/[\w./-]*)`/g)]
            .map(([, name = ""]) => name)
            // Made by the commands.
            .filter((name) => !/^(node_modules|\.sandbox)\//.test(name));
        assert.ok(named.length > 30, `${named.length} names`);
        assert.deepEqual(
            named.filter((name) => !existsSync(path.join(projectRoot, name))),
            [],
        );
    });
});

describe("the reader of links and headings", () => {
    it("makes anchors as GitHub does", () => {
        const operating = anchorsOf.get("docs/operating.md") ?? [];
        assert.equal(operating[0], "operate-a-pair");
        assert.ok(operating.includes("a-destroy-that-failed-with-bucketnotempty"));
        assert.ok(anchorsOf.get("docs/sandbox.md")?.includes("use-pulumi-by-hand-without-aws"));
        assert.ok(anchorsOf.get("README.ko.md")?.includes("내-프로그램에서-쓰기"));
    });

    it("takes no comment of a block for a heading", () => {
        assert.deepEqual(anchorsOf.get("docs/previews-in-ci.md"), [
            "previews-in-ci",
            "what-it-means",
            "what-it-changes",
            "options",
            "in-pull-requests",
            "in-merge-requests-of-gitlab",
        ]);
    });

    it("notices a page that is gone, and a heading that is", () => {
        assert.equal(problemOf("gone", "docs"), "gone: there is no docs/gone");
        assert.equal(
            problemOf("operating.md#gone", "docs"),
            "operating.md#gone: docs/operating.md has no heading for #gone",
        );
        assert.equal(problemOf("operating.md#tear-down", "docs"), undefined);
    });
});
