import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { json, quoted, refreshed, withSetting } from "../../../../operations/diagnose/commands";
import { visibleLines } from "../../../../operations/visible";

const odd = [
    "a\u200db",
    "soft\u00adhyphen",
    "\u202eright to left",
    "two\nlines",
    "a\ttab",
    "\u001b[2J",
    `"double" and 'single'`,
    `'\u200d'`,
    "back\\slash",
    "back\\slash\u200d1",
    "$(touch x)",
    "`$HOME`\u200d",
    "!!",
    "é\u200d€😀",
    "",
];

/** What bash makes of a word, byte for byte, in a locale of ASCII alone. */
function inBash(word: string): string {
    return execFileSync("bash", ["--norc", "-c", `printf %s ${word}`], { env: { LC_ALL: "C" } }).toString(
        "utf8",
    );
}

describe("a command that mends", () => {
    for (const text of odd) {
        it(`has a word as it is, and as it is seen: ${JSON.stringify(text)}`, () => {
            const word = quoted(text);
            assert.equal(inBash(word), text);
            assert.equal(visibleLines(word), word);
            assert.equal(word.includes("\n"), false);
        });

        it(`has JSON as it is, and as it is seen: ${JSON.stringify(text)}`, () => {
            const value = { [text]: text, Policy: JSON.stringify({ Sid: text }) };
            const word = json(value);
            assert.deepEqual(JSON.parse(inBash(word)), value);
            assert.equal(visibleLines(word), word);
            assert.equal(word.includes("\n"), false);
        });
    }

    it("names the profile of a stack's deployment, whatever it is called", () => {
        const facts = {
            stacks: { source: { name: "s 1", resources: [] } },
            projectFolder: "../x y",
            profiles: { source: "it's mine" },
        };
        const up = (flags: string) =>
            `AWS_PROFILE='it'\\''s mine' pulumi up${flags} --stack 's 1' --cwd '../x y'`;
        assert.equal(refreshed(facts, "source"), up(" --refresh"));
        assert.equal(
            withSetting(facts, "source", "monitoring.alarms", "true"),
            `pulumi config set --path monitoring.alarms true --stack 's 1' --cwd '../x y' && ${up("")}`,
        );
    });
});
