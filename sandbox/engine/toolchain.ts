import { existsSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { sandboxHome, toolchainPaths } from "../paths";
import { bundleStandIn, standIns } from "./bundle";
import { Downloads } from "./downloads";
import { findEngine, type Engine } from "./engine";
import { homeOf, isExecutable, onPath } from "./search";
import { versions } from "./versions";

/** An executable that the engine starts, and whose it is. */
export interface Part {
    readonly kind: "official" | "stand-in";
    readonly path: string;
}

/** All that runs a Pulumi program on this machine. */
export interface Toolchain {
    readonly engine: Engine;
    readonly language: Part;
    readonly awsPlugin: Part;
}

export interface ToolchainOptions {
    /** The PATH to look on; this process's by default. */
    readonly searchPath?: string;
    /** The PULUMI_HOME of the user, which may hold plug-ins. */
    readonly userHome?: string;
    /** Where the project keeps what it builds and downloads. */
    readonly home?: string;
    /** False: takes nothing from the internet. */
    readonly network?: boolean;
    /** True: tries again what could not be downloaded before. */
    readonly refresh?: boolean;
    readonly progress?: (text: string) => void;
}

const pluginMinutes = 10;

/** Finds the engine, its Node language host and the AWS plug-in, or makes what is missing. */
export async function prepareToolchain(options: ToolchainOptions = {}): Promise<Toolchain> {
    const searchPath = options.searchPath ?? process.env.PATH ?? "";
    const folders = toolchainPaths(options.home ?? sandboxHome);
    const progress = options.progress ?? (() => undefined);
    const downloads = new Downloads(folders.downloads, {
        allowed: options.network ?? true,
        refresh: options.refresh ?? false,
    });
    const engine = await findEngine({ searchPath, engines: folders.engines, downloads, progress });
    const language = await findLanguage(engine, searchPath, folders.bin, progress);
    const plugin = await findAwsPlugin({
        engine,
        searchPath,
        userHome: options.userHome,
        own: folders.pluginHome,
        downloads,
        progress,
    });
    return { engine, language, awsPlugin: plugin ?? (await standIn("awsPlugin", folders.bin, progress)) };
}

async function standIn(
    part: keyof typeof standIns,
    folder: string,
    progress: (text: string) => void,
): Promise<Part> {
    progress(`preparing the project's ${standIns[part].name}`);
    return { kind: "stand-in", path: await bundleStandIn(part, folder) };
}

/** It ships beside the engine. A stand-in goes there too where the engine is the project's own: Pulumi expects it. */
async function findLanguage(
    engine: Engine,
    searchPath: string,
    bin: string,
    progress: (text: string) => void,
): Promise<Part> {
    const { name } = standIns.language;
    const isOwn = engine.origin !== "found on PATH";
    const isOfficial = (file: string) => isExecutable(file) && !existsSync(`${file}.cjs`);
    const [official] = [path.join(homeOf(engine.path), name), ...onPath(name, searchPath)].filter(isOfficial);
    if (official !== undefined) {
        return { kind: "official", path: official };
    }
    return standIn("language", isOwn ? path.dirname(engine.path) : bin, progress);
}

interface PluginSearch {
    readonly engine: Engine;
    readonly searchPath: string;
    readonly userHome: string | undefined;
    /** The PULUMI_HOME that the project downloads to. */
    readonly own: string;
    readonly downloads: Downloads;
    readonly progress: (text: string) => void;
}

async function findAwsPlugin(search: PluginSearch): Promise<Part | undefined> {
    const { engine, searchPath, own, downloads, progress } = search;
    const { name } = standIns.awsPlugin;
    const version = versions.awsPlugin;
    const inHome = (folder: string) => path.join(folder, "plugins", `resource-aws-v${version}`, name);
    const users = search.userHome ?? process.env.PULUMI_HOME ?? path.join(homedir(), ".pulumi");
    // In the shell of someone who uses a sandbox, PULUMI_HOME is that sandbox's own, and may hold the stand-in.
    const isOurs = (folder: string) => !path.relative(sandboxHome, folder).startsWith("..");

    const candidates = [...onPath(name, searchPath), ...(isOurs(users) ? [] : [inHome(users)]), inHome(own)];
    const found = candidates.find(isExecutable);
    if (found !== undefined) {
        return { kind: "official", path: found };
    }
    return downloads.attempt(
        `the AWS plug-in ${version}`,
        `https://get.pulumi.com/releases/plugins/${name}-v${version}-${platform()}.tar.gz`,
        async () => {
            await execa(engine.path, ["plugin", "install", "resource", "aws", version], {
                env: { PULUMI_HOME: own, PULUMI_SKIP_UPDATE_CHECK: "true" },
                timeout: pluginMinutes * 60_000,
            });
            return { kind: "official", path: inHome(own) } as const;
        },
        progress,
    );
}

/** As the releases of Pulumi's plug-ins are named. */
function platform(): string {
    return `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
}
