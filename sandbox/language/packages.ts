import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";

/** A plug-in that a program needs, as the package of its SDK names it. */
export interface RequiredPlugin {
    readonly name: string;
    readonly version: string;
    readonly server: string;
}

export interface Dependency {
    readonly name: string;
    readonly version: string;
}

const names = v.optional(v.record(v.string(), v.string()), {});
const manifest = v.object({
    name: v.optional(v.string(), ""),
    version: v.optional(v.string(), ""),
    dependencies: names,
    devDependencies: names,
    pulumi: v.optional(
        v.object({
            resource: v.optional(v.boolean(), false),
            name: v.optional(v.string()),
            version: v.optional(v.string()),
            server: v.optional(v.string(), ""),
        }),
    ),
});

/** undefined: not a package, or its package.json is not one that this needs to understand. */
function readManifest(directory: string): v.InferOutput<typeof manifest> | undefined {
    try {
        const text = readFileSync(path.join(directory, "package.json"), "utf8");
        const result = v.safeParse(manifest, JSON.parse(text));
        return result.success ? result.output : undefined;
    } catch {
        return undefined;
    }
}

/** The `node_modules` from which the program gets the SDK: its own or that of a folder above. */
export function modulesOf(programDirectory: string): string | undefined {
    for (let folder = path.resolve(programDirectory); ; folder = path.dirname(folder)) {
        const modules = path.join(folder, "node_modules");
        if (existsSync(path.join(modules, "@pulumi", "pulumi"))) {
            return modules;
        }
        if (folder === path.dirname(folder)) {
            return undefined;
        }
    }
}

function packageFolders(modules: string): string[] {
    return readdirSync(modules)
        .filter((name) => !name.startsWith("."))
        .flatMap((name) =>
            name.startsWith("@")
                ? readdirSync(path.join(modules, name)).map((inner) => path.join(modules, name, inner))
                : [path.join(modules, name)],
        );
}

/** The plug-ins of all installed packages whose package.json says `pulumi.resource`. */
export function requiredPlugins(programDirectory: string): RequiredPlugin[] {
    const modules = modulesOf(programDirectory);
    return (modules === undefined ? [] : packageFolders(modules)).flatMap((folder) => {
        const found = readManifest(folder);
        if (!found?.pulumi?.resource) {
            return [];
        }
        const name = found.pulumi.name ?? found.name.replace(/^@pulumi\//, "").replace(/^@/, "");
        const version = found.pulumi.version ?? found.version;
        return [{ name, version: version && `v${version.replace(/^v/, "")}`, server: found.pulumi.server }];
    });
}

/** What the program depends on, with the versions that are installed. */
export function programDependencies(programDirectory: string, transitive: boolean): Dependency[] {
    const modules = modulesOf(programDirectory);
    if (modules === undefined) {
        return [];
    }
    const own = readManifest(programDirectory);
    const direct = Object.keys({ ...own?.dependencies, ...own?.devDependencies });
    const folders = transitive ? packageFolders(modules) : direct.map((name) => path.join(modules, name));
    return folders
        .flatMap((folder) => readManifest(folder) ?? [])
        .map(({ name, version }) => ({ name, version }));
}
