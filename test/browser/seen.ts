/*
 * What is seen of a page. Each function runs in the browser, and so knows of nothing outside of itself.
 */

/** The steps of the path, and what is written of the state of each. */
export function states() {
    const texts = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].map((each) => each.innerText.trim());
    return { legs: texts(".path > li > h3"), states: texts(".path > li > .state") };
}

/** Whether the headings are in order: one of the first level, first, and no level left out on the way down. */
export function headings() {
    const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => ({
        level: Number(each.tagName.slice(1)),
        text: each.textContent.trim(),
    }));
    return {
        first: all[0]?.level,
        ones: all.filter(({ level }) => level === 1).length,
        skipped: all
            .filter(({ level }, index) => index > 0 && level > (all[index - 1]?.level ?? 0) + 1)
            .map(({ text }) => text),
        empty: all.filter(({ text }) => text === "").length,
    };
}

/** What is wider than the window, but for commands, which scroll by themselves. */
export function tooWide() {
    return [...document.querySelectorAll("html, body, body *:not(pre, pre *)")]
        .filter((each) => {
            const { left, right } = each.getBoundingClientRect();
            return left < -0.5 || right > window.innerWidth + 0.5;
        })
        .map((each) => `${each.tagName.toLowerCase()}: ${each.textContent.trim().slice(0, 40)}`);
}

/** Texts with less contrast to what is behind them: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function poorContrasts(least: number) {
    type Color = readonly [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const colorOf = (css: string): Color => {
        if (canvas === null) {
            throw new Error("no canvas");
        }
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = css;
        canvas.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, alpha / 255];
    };
    const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
        r * a + r2 * (1 - a),
        g * a + g2 * (1 - a),
        b * a + b2 * (1 - a),
        1,
    ];
    /** White is under everything. */
    const behind = (element: Element | null): Color =>
        element === null
            ? [255, 255, 255, 1]
            : over(colorOf(getComputedStyle(element).backgroundColor), behind(element.parentElement));
    const luminance = (color: Color) => {
        const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrastOf = (element: Element) => {
        const back = behind(element);
        const [one, other] = [
            luminance(over(colorOf(getComputedStyle(element).color), back)),
            luminance(back),
        ];
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const poor: string[] = [];
    let looked = 0;
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent?.trim() ?? "";
        if (element !== null && text !== "" && !element.closest("script, style")) {
            looked += 1;
            const contrast = contrastOf(element);
            if (contrast < least) {
                poor.push(`${contrast.toFixed(2)}: ${text}`);
            }
        }
    }
    return { looked, poor };
}
