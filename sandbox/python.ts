import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";

const minimum: readonly [number, number] = [3, 10];
const candidates = [
    "python3",
    "python3.14",
    "python3.13",
    "python3.12",
    "python3.11",
    "python3.10",
    "python",
];

const probe = `
import sys, importlib.util as u
print(sys.version_info[0], sys.version_info[1], *[m for m in ("venv", "ensurepip") if not u.find_spec(m)])
`;

/** What an environment holds, to the letter: a file as pip takes it, with versions and hashes. */
export interface PythonEnvironment {
    readonly requirements: string;
    /** The folder of such environments, one for each content of the file. */
    readonly folder: string;
    /** What is in it, for people. */
    readonly what: string;
}

/**
 * The Python of an environment that holds exactly what its requirements pin; made at the first call. It is made beside its
 * final name and then renamed, so that two processes may do this at once.
 */
export async function pythonWith(
    { requirements, folder, what }: PythonEnvironment,
    progress: (text: string) => void = () => undefined,
): Promise<string> {
    const digest = createHash("sha256")
        .update(await readFile(requirements))
        .digest("hex")
        .slice(0, 12);
    const home = path.join(folder, `venv-${digest}`);
    const python = path.join(home, "bin", "python");
    if (existsSync(python)) {
        return python;
    }
    // The folder without its interpreter: the Python it was made with has been removed from the machine.
    await rm(home, { recursive: true, force: true });

    const base = await findPython(what);
    const fresh = `${home}.${process.pid}`;
    await mkdir(folder, { recursive: true });
    try {
        progress("making a Python environment");
        await execa(base, ["-m", "venv", fresh]);
        progress(`installing ${what} from their pinned requirements`);
        const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"];
        await execa(path.join(fresh, "bin", "python"), [...pip, "--require-hashes", "-r", requirements]);
        await rename(fresh, home).catch((error: unknown) => {
            if (!existsSync(python)) {
                throw error;
            }
        });
    } finally {
        await rm(fresh, { recursive: true, force: true });
    }
    return python;
}

/** The first Python on PATH that is new enough and can make an environment. */
export async function findPython(what: string, searchPath = process.env.PATH): Promise<string> {
    const seen: string[] = [];
    for (const candidate of candidates) {
        const result = await execa(candidate, ["-c", probe], { env: { PATH: searchPath }, reject: false });
        const match = result.failed ? null : /^(\d+) (\d+)(.*)$/.exec(result.stdout.trim());
        if (!match) {
            continue;
        }
        const [, major, minor, missing] = match;
        const version = `${major}.${minor}`;
        if (Number(major) !== minimum[0] || Number(minor) < minimum[1]) {
            seen.push(`${candidate} is Python ${version}`);
        } else if (missing?.trim()) {
            const modules = missing.trim().split(" ").join(" and ");
            seen.push(`${candidate} (Python ${version}) has no ${modules}: install python${version}-venv`);
        } else {
            return candidate;
        }
    }
    throw new Error(
        `Python ${minimum.join(".")} or newer with its venv module is needed for ${what}. ` +
            `Found on PATH: ${seen.length > 0 ? seen.join("; ") : "no python3"}. ` +
            "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python3) and try again.",
    );
}
