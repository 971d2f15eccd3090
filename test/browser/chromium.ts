import { inflate } from "@sparticuz/chromium";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { sandboxHome } from "../../sandbox/paths";

/**
 * A Chromium without a window, from a package, with the libraries and fonts that come with it: it needs none of the system's.
 * The package has it for Linux on x86-64; on others CHROMIUM names one that is installed.
 */
export async function startChromium(): Promise<Browser> {
    const installed = process.env.CHROMIUM;
    const home = installed === undefined ? await unpacked() : undefined;
    return chromium.launch({
        executablePath: installed ?? path.join(home ?? "", "chromium"),
        // Nobody's name is looked up. Playwright turns off what Chromium does in the background.
        args: [
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-proxy-server",
            "--disable-gpu",
            "--disable-software-rasterizer",
        ],
        // As root it does not start with one; what it shows is our own page alone.
        chromiumSandbox: false,
        env:
            home === undefined
                ? process.env
                : {
                      ...process.env,
                      LD_LIBRARY_PATH: path.join(home, "al2023", "lib"),
                      FONTCONFIG_FILE: path.join(home, "fonts.conf"),
                  },
    });
}

/** Unpacks it once a version, which takes some seconds, and whole: a run that is ended leaves no half of it. */
async function unpacked(): Promise<string> {
    const entry = createRequire(__filename).resolve("@sparticuz/chromium");
    const bin = path.resolve(path.dirname(entry), "..", "bin");
    const { version } = JSON.parse(await readFile(path.resolve(bin, "..", "package.json"), "utf8")) as {
        version: string;
    };
    const home = path.join(sandboxHome, `chromium-${version}`);
    if (existsSync(home)) {
        return home;
    }
    await mkdir(sandboxHome, { recursive: true });
    const half = await mkdtemp(`${home}-`);
    try {
        await unpackInto(half, bin);
        await writeFile(path.join(half, "fonts.conf"), fonts(path.join(home, "fonts", "fonts"), home));
        await rename(half, home);
    } finally {
        await rm(half, { recursive: true, force: true });
    }
    return home;
}

/** The package unpacks into the folder for temporary files. */
async function unpackInto(folder: string, bin: string): Promise<void> {
    const temporary = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
        for (const name of ["chromium.br", "al2023.tar.br", "fonts.tar.br"]) {
            await inflate(path.join(bin, name));
        }
    } finally {
        if (temporary === undefined) {
            delete process.env.TMPDIR;
        } else {
            process.env.TMPDIR = temporary;
        }
    }
}

/** Its own fonts alone, so that a page is as wide on every machine. */
function fonts(folder: string, home: string): string {
    return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${path.join(home, "font-cache")}</cachedir></fontconfig>
`;
}
