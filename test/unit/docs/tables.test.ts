import * as assert from "node:assert/strict";
import { documentsWithTables, renderTables, tablesFor } from "../../../tools/tables";
import { rowsOfTables } from "./markdown";
import { declaredSettings, readProjectFile } from "./stackFiles";

describe("The written tables", () => {
    for (const document of documentsWithTables) {
        it(`are in ${document} as they are now`, async () => {
            assert.equal(
                readProjectFile(document),
                await renderTables(document),
                `${document} is stale: make generated`,
            );
        });
    }

    it("have each setting of Pulumi.yaml once in docs/settings.md, and no other", () => {
        const declared = declaredSettings().map((setting) => `\`${setting}\``);
        assert.ok(declared.length > 20);
        assert.deepEqual(
            rowsOfTables("settings.md", "Setting")
                .map(([setting]) => setting)
                .sort(),
            declared.sort(),
        );
    });

    const namesIn = (document: string) =>
        [...readProjectFile(document).matchAll(/^<!-- written by .*?: (.*) -->$/gm)].map(([, name]) => name);

    it("are all in components/README.md, each once, but for the settings and the commands", () => {
        const document = "components/README.md";
        assert.deepEqual(
            namesIn(document).sort(),
            [...tablesFor(document).keys()]
                .filter((name) => !/settings|diagnosis|backfill/.test(name))
                .sort(),
        );
    });

    for (const [document, about] of [
        ["docs/diagnose.md", "diagnosis"],
        ["docs/backfill.md", "backfill"],
    ] as const) {
        it(`of the ${about} are all in ${document}, each once`, () => {
            assert.deepEqual(
                namesIn(document).sort(),
                [...tablesFor(document).keys()].filter((name) => name.startsWith(about)).sort(),
            );
        });
    }

    for (const document of ["components/README.md", "docs/settings.md"]) {
        it(`link in ${document} to sections that it has`, () => {
            const text = readProjectFile(document);
            const sections = [...text.matchAll(/^##+ (.*)$/gm)].map(
                ([, name = ""]) => `#${name.toLowerCase().replaceAll(" ", "-")}`,
            );
            const links = [...text.matchAll(/\]\((#[^)]+)\)/g)].map(([, link = ""]) => link);
            assert.ok(links.length > 5);
            assert.deepEqual(
                links.filter((link) => !sections.includes(link)),
                [],
            );
        });
    }
});
