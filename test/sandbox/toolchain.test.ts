import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { Downloads } from "../../sandbox/engine/downloads";
import { prepareToolchain, type ToolchainOptions } from "../../sandbox/engine/toolchain";
import { isAtLeast, versions } from "../../sandbox/engine/versions";
import { temporaryFolder, writeExecutable } from "./support/folders";

describe("the order in which the toolchain is looked for", function () {
    this.timeout(30_000);
    const folder = temporaryFolder();
    const at = (...names: string[]) => path.join(folder(), ...names);

    const fakeEngine = (file: string, version: string) => writeExecutable(file, `echo v${version}`);
    const cachedEngine = () => at("home", "engine", versions.engine, "bin", "pulumi");
    const pluginIn = (home: string, version: string) =>
        at(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws");

    /** With nothing of this machine: no PATH, no home, no internet. */
    const prepare = (options: ToolchainOptions = {}) =>
        prepareToolchain({
            searchPath: at("bin"),
            userHome: at("user"),
            home: at("home"),
            network: false,
            ...options,
        });

    it("takes the user's own engine, and the official host and plug-in that go with it", async () => {
        const engine = await fakeEngine(at("bin", "pulumi"), "3.999.0");
        const language = await writeExecutable(at("bin", "pulumi-language-nodejs"), "");
        const plugin = await writeExecutable(pluginIn("user", versions.awsPlugin), "");
        await fakeEngine(cachedEngine(), versions.engine);
        assert.deepEqual(await prepare(), {
            engine: { path: engine, version: "3.999.0", origin: "found on PATH" },
            language: { kind: "official", path: language },
            awsPlugin: { kind: "official", path: plugin },
        });
    });

    it("passes over an engine on PATH that is older than the SDK, or of another major version", async () => {
        await fakeEngine(at("old", "pulumi"), "3.100.0");
        await fakeEngine(at("next", "pulumi"), "4.0.0");
        const engine = await fakeEngine(at("new", "pulumi"), versions.engine);
        const { engine: found } = await prepare({ searchPath: [at("old"), at("next"), at("new")].join(":") });
        assert.deepEqual(found, { path: engine, version: versions.engine, origin: "found on PATH" });
    });

    it("takes the project's own engine where PATH has none that will do, and its stand-ins", async () => {
        await fakeEngine(at("bin", "pulumi"), "3.100.0");
        await fakeEngine(cachedEngine(), versions.engine);
        const expected = {
            engine: { path: cachedEngine(), version: versions.engine, origin: "cached" },
            language: {
                kind: "stand-in",
                path: path.join(path.dirname(cachedEngine()), "pulumi-language-nodejs"),
            },
            awsPlugin: { kind: "stand-in", path: at("home", "bin", "pulumi-resource-aws") },
        };
        assert.deepEqual(await prepare(), expected);
        // The stand-ins that are there now are not taken for official ones.
        assert.deepEqual(await prepare(), expected);
    });

    it("prefers a plug-in on PATH, and refuses one of another version", async () => {
        await fakeEngine(cachedEngine(), versions.engine);
        await writeExecutable(pluginIn("user", "7.0.0"), "");
        assert.equal((await prepare()).awsPlugin.kind, "stand-in");
        const downloaded = await writeExecutable(
            pluginIn(path.join("home", "plugin-home"), versions.awsPlugin),
            "",
        );
        assert.deepEqual((await prepare()).awsPlugin, { kind: "official", path: downloaded });
        const users = await writeExecutable(pluginIn("user", versions.awsPlugin), "");
        assert.deepEqual((await prepare()).awsPlugin, { kind: "official", path: users });
        const onPath = await writeExecutable(at("bin", "pulumi-resource-aws"), "");
        assert.deepEqual((await prepare()).awsPlugin, { kind: "official", path: onPath });
    });

    it("says what to install where there is no engine and no Go to build one", async () => {
        await assert.rejects(prepare(), {
            message:
                "There is no Pulumi engine on this machine, and it cannot be downloaded or built: the build needs " +
                "Go 1.25 or newer. Found on PATH: no go. Install Go (https://go.dev/dl) or the Pulumi CLI " +
                "(https://www.pulumi.com/docs/install) and try again.",
        });
        assert.equal(existsSync(at("home", "engine", versions.engine)), false);
    });

    it("names the Go that is too old", async () => {
        const go = await writeExecutable(at("bin", "go"), "echo go version go1.19.8 linux/amd64");
        await assert.rejects(prepare(), (error: Error) =>
            error.message.includes(`Found on PATH: ${go} is Go 1.19.8.`),
        );
    });

    it("builds the engine where there is a Go, and keeps it", async () => {
        const builder = 'while [ "$1" != -o ]; do shift; done; printf "#!/bin/sh" > "$2"; chmod +x "$2"';
        await writeExecutable(
            at("bin", "go"),
            `PATH=/usr/bin:/bin; if [ "$1" = version ]; then echo go1.26.1; exit; fi\n${builder}\n` +
                "echo 'go: downloading a v1' >&2; echo b/c >&2; echo d >&2",
        );
        const said: string[] = [];
        const { engine } = await prepare({ progress: (text) => said.push(text) });
        assert.deepEqual(engine, { path: cachedEngine(), version: versions.engine, origin: "built" });
        assert.deepEqual(said.slice(0, 3), [
            "building the Pulumi engine",
            "building the Pulumi engine: downloaded 1 modules",
            "building the Pulumi engine: compiled 1 packages",
        ]);
        assert.equal((await prepare()).engine.origin, "cached");
    });

    it("leaves nothing of a build that failed", async () => {
        await writeExecutable(
            at("bin", "go"),
            'if [ "$1" = version ]; then echo go1.26.1; else echo broken >&2; exit 1; fi',
        );
        await assert.rejects(prepare(), /broken/);
        assert.equal(existsSync(cachedEngine()), false);
    });
});

describe("downloads", () => {
    const folder = temporaryFolder();
    const file = () => path.join(folder(), "downloads.json");

    async function attempt(server: string, options = { allowed: true, refresh: false }) {
        const said: string[] = [];
        const result = await new Downloads(file(), options).attempt(
            "the thing",
            server,
            () => Promise.resolve("there"),
            (text) => said.push(text),
        );
        return { result, said };
    }

    async function withServer(status: number, use: (url: string) => Promise<void>): Promise<void> {
        const server = createServer((_, response) => response.writeHead(status).end());
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        } finally {
            await new Promise((resolve) => server.close(resolve));
        }
    }

    it("happen where the server answers", async () => {
        await withServer(200, async (url) => {
            const { result, said } = await attempt(url);
            assert.equal(result, "there");
            assert.deepEqual(said, ["asking for the thing", "downloading the thing"]);
        });
        assert.equal(existsSync(file()), false);
    });

    it("are not tried again where the server did not answer, until someone asks for it", async () => {
        let url = "";
        await withServer(503, async (address) => {
            url = address;
            const { result, said } = await attempt(url);
            assert.equal(result, undefined);
            assert.deepEqual(said, ["asking for the thing", "the thing cannot be downloaded here"]);
        });
        assert.deepEqual(JSON.parse(readFileSync(file(), "utf8")), { "the thing": `${url} answers 503.` });
        assert.deepEqual(await attempt(url), { result: undefined, said: [] });
        assert.equal((await attempt(url, { allowed: true, refresh: true })).said.length, 2);
        assert.equal((await attempt(url, { allowed: false, refresh: true })).said.length, 0);
    });
});

describe("versions", () => {
    const cases: [string, string, boolean][] = [
        ["3.259.0", "3.259.0", true],
        ["3.259.1", "3.259.0", true],
        ["3.260.0-alpha.1", "3.259.0", true],
        ["4.0.0", "3.259.0", true],
        ["3.99.9", "3.259.0", false],
        ["2.300.0", "3.259.0", false],
        ["1.25", "1.25", true],
        ["1.26.8", "1.25", true],
        ["1.9.7", "1.25", false],
        ["of an unknown version", "1.25", false],
        ["", "1.25", false],
    ];
    for (const [version, minimum, expected] of cases) {
        it(`"${version}" ${expected ? "will do" : "will not do"} for ${minimum}`, () => {
            assert.equal(isAtLeast(version, minimum), expected);
        });
    }
});
