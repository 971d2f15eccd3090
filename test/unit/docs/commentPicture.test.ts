import * as assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { commentPicture } from "../../../tools/commentPicture";
import { comment } from "../../../tools/commentPicture/comment";
import { pageOf } from "../../../tools/commentPicture/page";
import { textOf } from "../../../tools/commentPicture/pngText";

describe("the picture of a preview's comment", () => {
    it("is of what a preview prints today: npm run picture", () => {
        assert.equal(textOf(readFileSync(commentPicture)), comment());
    });

    it("is small enough for a page", () => {
        assert.ok(statSync(commentPicture).size < 200_000);
    });

    it("shows Markdown as GitHub does: cautions, what is folded, tables, what is added and goes", async () => {
        const page = await pageOf(
            "> [!CAUTION]\n> gone\n\n<details><summary>more</summary>\n\n| a |\n| - |\n| `b` |\n\n</details>\n\n```diff\n  a<b\n- c\n+ d\n```\n",
        );
        const [, body = ""] = /<article class="markdown-body">(.*)<\/article>/s.exec(page) ?? [];
        assert.match(body, /^<div class="markdown-alert markdown-alert-caution">/);
        assert.match(body, /<details><summary>more<\/summary>\s*<table>.*<code>b<\/code>.*<\/details>/s);
        assert.ok(
            body.includes(
                '<pre>  a&lt;b\n<span class="pl-md">- c</span>\n<span class="pl-mi1">+ d</span>\n</pre>',
            ),
        );
    });
});
