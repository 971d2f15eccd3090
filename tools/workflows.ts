/**
 * What workflows are held to: actionlint and zizmor for those of GitHub, GitLab's published schema for the template for GitLab.
 * The schema comes with check-jsonschema, and its licence (MIT) with it. Nothing of it asks the internet, but to install once.
 * Run as a program it checks the project's own.
 */
import { globSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import { projectRoot, sandboxHome } from "../sandbox/paths";
import { pythonWith } from "../sandbox/python";

/** Whether all is well, and what a check says. */
export interface Checked {
    readonly passed: boolean;
    readonly said: string;
}

export async function actionlint(files: readonly string[]): Promise<Checked> {
    return check("go", ["tool", "actionlint", ...files], path.join(__dirname, "actionlint"));
}

/** Security of workflows, as strictly as zizmor does, but for what it asks GitHub. */
export async function zizmor(files: readonly string[]): Promise<Checked> {
    const options = ["--offline", "--no-progress", "--quiet", "--persona=auditor", "--color=never"];
    return check(path.join(path.dirname(await python()), "zizmor"), [...options, ...files]);
}

/** The schema that GitLab publishes of .gitlab-ci.yml. */
export async function gitlabSchema(files: readonly string[]): Promise<Checked> {
    const options = ["--builtin-schema", "vendor.gitlab-ci", "--color", "never"];
    return check(await python(), ["-m", "check_jsonschema", ...options, ...files]);
}

async function check(command: string, options: readonly string[], cwd?: string): Promise<Checked> {
    const { failed, exitCode, all, message } = await execa(command, options, {
        ...(cwd !== undefined && { cwd }),
        all: true,
        reject: false,
    });
    // Without an exit code it did not run.
    return { passed: !failed, said: exitCode === undefined ? (message ?? "") : all };
}

function python(): Promise<string> {
    return pythonWith({
        requirements: path.join(__dirname, "workflows", "requirements.txt"),
        folder: path.join(sandboxHome, "workflows"),
        what: "zizmor and check-jsonschema",
    });
}

async function main(): Promise<void> {
    const files = (pattern: string) =>
        globSync(pattern, { cwd: projectRoot }).map((file) => path.join(projectRoot, file));
    const workflows = files(".github/workflows/*.yml");
    const checks = await Promise.all([
        actionlint(workflows),
        zizmor(workflows),
        gitlabSchema(files("docs/gitlab/*.yml")),
    ]);
    for (const { said } of checks.filter(({ passed }) => !passed)) {
        process.stderr.write(`${said}\n`);
        process.exitCode = 1;
    }
}

if (require.main === module) {
    void main();
}
