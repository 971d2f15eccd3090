/**
 * A picture of the comment that a preview becomes, as GitHub shows it. Run as a program it writes docs/images/preview-comment.png;
 * the picture carries its Markdown, so that a test sees when it is of yesterday.
 */
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { startChromium } from "../test/browser/chromium";
import { comment } from "./commentPicture/comment";
import { pageOf } from "./commentPicture/page";
import { withText } from "./commentPicture/pngText";

export const commentPicture = path.join(__dirname, "..", "docs", "images", "preview-comment.png");

async function main(): Promise<void> {
    const markdown = comment();
    const browser = await startChromium();
    try {
        const page = await browser.newPage({ viewport: { width: 892, height: 600 } });
        await page.setContent(await pageOf(markdown), { waitUntil: "load" });
        await writeFile(commentPicture, withText(await page.screenshot({ fullPage: true }), markdown));
    } finally {
        await browser.close();
    }
}

if (require.main === module) {
    void main();
}
