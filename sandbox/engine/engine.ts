import { mkdir, rm } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { execa } from "execa";
import { moveFiles } from "../files";
import { buildEngine } from "./build";
import type { Downloads } from "./downloads";
import { isExecutable, onPath } from "./search";
import { isAtLeast, versions } from "./versions";

export interface Engine {
    /** The `pulumi` executable. */
    readonly path: string;
    readonly version: string;
    readonly origin: "found on PATH" | "cached" | "downloaded" | "built";
}

export interface EngineOptions {
    readonly searchPath: string;
    /** Where the project keeps its own engines. */
    readonly engines: string;
    readonly downloads: Downloads;
    readonly progress: (text: string) => void;
}

const downloadMinutes = 5;

/** The first that there is: the user's own, the project's, one from the internet, one built from source. */
export async function findEngine(options: EngineOptions): Promise<Engine> {
    const version = versions.engine;
    const root = path.join(options.engines, version);
    const own = path.join(root, "bin", "pulumi");

    const users = await newEnough(options.searchPath);
    if (users) {
        return { ...users, origin: "found on PATH" };
    }
    if (isExecutable(own)) {
        return { path: own, version, origin: "cached" };
    }
    const what = `the Pulumi engine ${version}`;
    const downloaded = await options.downloads.attempt(
        what,
        "https://get.pulumi.com/install.sh",
        () => download(root),
        options.progress,
    );
    if (downloaded) {
        return { path: own, version, origin: "downloaded" };
    }
    const built = await buildEngine({
        root,
        version,
        searchPath: options.searchPath,
        progress: options.progress,
    });
    return { path: built, version, origin: "built" };
}

async function newEnough(searchPath: string): Promise<Pick<Engine, "path" | "version"> | undefined> {
    for (const candidate of onPath("pulumi", searchPath)) {
        const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
        const answer = await execa(candidate, ["version"], { env, reject: false, timeout: 10_000 });
        const version = answer.failed ? "" : answer.stdout.trim().replace(/^v/, "");
        // The SDK refuses an engine of another major version, newer or not.
        const isSameMajor = version.split(".")[0] === versions.engine.split(".")[0];
        if (isSameMajor && isAtLeast(version, versions.engine)) {
            return { path: candidate, version };
        }
    }
    return undefined;
}

/** The SDK's own installer, which knows where its releases are. It has no limit of time of its own. */
async function download(root: string): Promise<true> {
    const fresh = `${root}.${process.pid}`;
    const stop = new AbortController();
    try {
        await mkdir(fresh, { recursive: true });
        const limit = sleep(downloadMinutes * 60_000, undefined, { signal: stop.signal }).then(() => {
            throw new Error(`not there after ${downloadMinutes} minutes`);
        });
        await Promise.race([PulumiCommand.install({ root: fresh }), limit]);
        await moveFiles(path.join(fresh, "bin"), path.join(root, "bin"), "pulumi");
        return true;
    } finally {
        stop.abort();
        await rm(fresh, { recursive: true, force: true });
    }
}
