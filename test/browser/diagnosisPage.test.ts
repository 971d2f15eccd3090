import * as assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { diagnoses, pageOf } from "../support/diagnosed";
import { startChromium } from "./chromium";
import { headings, poorContrasts, states, tooWide } from "./seen";

type Name = keyof typeof diagnoses;

const expectedStates: Readonly<Record<Name, readonly string[]>> = {
    healthy: ["Works", "Works", "Works", "Works", "Works"],
    broken: ["Suspect", "Works", "Broken", "Works", "Works"],
    unknown: ["Works", "Works", "Works", "Not known", "Works"],
};

const legs = ["Source bucket", "Role", "Destination policy", "Key", "Destination bucket"];

const backgrounds = { light: "rgb(250, 250, 248)", dark: "rgb(23, 23, 22)" };

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [
    { what: `${colorScheme}, on a screen`, colorScheme, width: 1280, media: "screen" as const },
    { what: `${colorScheme}, on a phone`, colorScheme, width: 360, media: "screen" as const },
    { what: `printed where it is ${colorScheme}`, colorScheme, width: 718, media: "print" as const },
]);

describe("The page of a diagnosis, in a browser", function () {
    // To unpack the browser takes some seconds, once.
    this.timeout(60_000);
    let browser: Browser;
    let folder: string;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "pages-"));
        browser = await startChromium();
    });

    after(async () => {
        await browser.close();
        await rm(folder, { recursive: true });
    });

    for (const name of Object.keys(diagnoses) as Name[]) {
        for (const { what, colorScheme, width, media } of looks) {
            it(`is readable: ${name}, ${what}`, async () => {
                const file = path.join(folder, `${name}.html`);
                await writeFile(file, pageOf(diagnoses[name]));
                const context = await browser.newContext({
                    colorScheme,
                    viewport: { width, height: 800 },
                    javaScriptEnabled: false,
                });
                try {
                    const page = await context.newPage();
                    await page.emulateMedia({ media, colorScheme });
                    const heard = listen(page);
                    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });

                    assert.equal(
                        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
                        media === "print" ? "rgb(255, 255, 255)" : backgrounds[colorScheme],
                    );
                    assert.deepEqual(await page.evaluate(states), {
                        legs,
                        states: expectedStates[name],
                    });
                    assert.deepEqual(await page.evaluate(headings), {
                        first: 1,
                        ones: 1,
                        skipped: [],
                        empty: 0,
                    });
                    assert.deepEqual(await page.evaluate(tooWide), []);
                    const { looked, poor } = await page.evaluate(poorContrasts, 4.5);
                    assert.ok(looked > 30, `${looked} texts`);
                    assert.deepEqual(poor, []);
                    assert.deepEqual(heard, [pathToFileURL(file).href]);
                } finally {
                    await context.close();
                }
            });
        }
    }

    it("tells a page that is none of this", async () => {
        const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
        try {
            const page = await context.newPage();
            const heard = listen(page);
            await page.setContent(
                `<body style="background: #fff"><h2 style="color: #888">Pale</h2><h4 style="width: 400px">wide</h4>
                <script>console.error("a script ran")</script><img src="http://127.0.0.1:9/away.png">`,
            );
            assert.deepEqual(await page.evaluate(headings), {
                first: 2,
                ones: 0,
                skipped: ["wide"],
                empty: 0,
            });
            assert.deepEqual(await page.evaluate(tooWide), ["h4: wide"]);
            assert.deepEqual((await page.evaluate(poorContrasts, 4.5)).poor, ["3.54: Pale"]);
            assert.deepEqual(heard.slice(0, 2), ["error: a script ran", "http://127.0.0.1:9/away.png"]);
        } finally {
            await context.close();
        }
    });
});

/** What a page asks for, and what it complains of. */
function listen(page: Page): readonly string[] {
    const heard: string[] = [];
    page.on("request", (request) => heard.push(request.url()));
    page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
    return heard;
}
