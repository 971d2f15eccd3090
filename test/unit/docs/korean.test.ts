import * as assert from "node:assert/strict";
import { blocks, links, rowsOfTables } from "./markdown";

const english = "../README.md";
const korean = "../README.ko.md";

/** The commands of a page, without the comments, which each has in its own language. */
function commands(page: string): readonly string[] {
    return blocks(page, "sh").map(({ text }) => text.replace(/(^|\s)#.*$/gm, "").replace(/\s+$/gm, ""));
}

const code = (page: string, language: string) => blocks(page, language).map(({ text }) => text);

describe("README.ko.md", () => {
    it("has the commands of README.md", () => {
        assert.ok(commands(english).length > 2);
        assert.deepEqual(commands(korean), commands(english));
    });

    it("has the programs and settings of README.md, to the letter", () => {
        assert.ok(code(english, "ts").length > 1);
        for (const language of ["ts", "yaml"]) {
            assert.deepEqual(code(korean, language), code(english, language), language);
        }
    });

    it("names the same settings", () => {
        assert.deepEqual(
            rowsOfTables(korean, "설정").map(([setting]) => setting),
            rowsOfTables(english, "Setting").map(([setting]) => setting),
        );
    });

    it("leads to the same pages", () => {
        const elsewhere = (page: string) =>
            [...new Set(links(page).filter((target) => !target.startsWith("#")))]
                .filter((target) => !target.startsWith("README"))
                .sort();
        assert.deepEqual(elsewhere(korean), elsewhere(english));
    });

    it("leads to README.md, and README.md to it", () => {
        assert.ok(links(korean).includes("README.md"));
        assert.ok(links(english).includes("README.ko.md"));
    });
});
