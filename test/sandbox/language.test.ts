import * as assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { execa } from "execa";
import { programDependencies, requiredPlugins } from "../../sandbox/language/packages";
import { splitWords } from "../../sandbox/language/program";
import { projectRoot, runPaths } from "../../sandbox/paths";
import { copyProject } from "../../sandbox/project";
import { logged, selectStack } from "../../sandbox/pulumi";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { temporaryFolder } from "./support/folders";
import { becomesTrue } from "./support/waiting";

describe("words of nodeargs", () => {
    const cases: [string, string[]][] = [
        ["", []],
        ["--max-old-space-size=512", ["--max-old-space-size=512"]],
        ["  -r  ./a.js ", ["-r", "./a.js"]],
        [`-r "./a b.js" --title='x y'`, ["-r", "./a b.js", "--title=x y"]],
    ];
    for (const [text, words] of cases) {
        it(JSON.stringify(text), () => {
            assert.deepEqual(splitWords(text), words);
        });
    }
});

describe("the packages of a program", () => {
    const folder = temporaryFolder();

    async function install(name: string, manifest: object): Promise<void> {
        const home = path.join(folder(), "node_modules", name);
        await mkdir(home, { recursive: true });
        await writeFile(path.join(home, "package.json"), JSON.stringify({ name, ...manifest }));
    }

    it("name the plug-ins they need, from the folder of the program or one above", async () => {
        await install("@pulumi/pulumi", { version: "3.259.0", pulumi: { comment: "no plug-in" } });
        await install("@pulumi/aws", {
            version: "7.1.0",
            pulumi: { resource: true, name: "aws", version: "7.48.0" },
        });
        await install("@acme/cloud", {
            version: "v1.2.3",
            pulumi: { resource: true, server: "https://example.com" },
        });
        await install("left-pad", { version: "1.0.0" });
        await install("broken", { pulumi: 7 });
        const program = path.join(folder(), "programs", "one");
        await mkdir(program, { recursive: true });
        const byName = [...requiredPlugins(program)].sort((a, b) => a.name.localeCompare(b.name));
        assert.deepEqual(byName, [
            { name: "acme/cloud", version: "v1.2.3", server: "https://example.com" },
            { name: "aws", version: "v7.48.0", server: "" },
        ]);
    });

    it("are listed with their versions, direct or all", async () => {
        await install("@pulumi/pulumi", { version: "3.259.0" });
        await install("semver", { version: "7.0.0" });
        const manifest = { dependencies: { "@pulumi/pulumi": "^3" }, devDependencies: { absent: "1" } };
        await writeFile(path.join(folder(), "package.json"), JSON.stringify(manifest));
        const sdk = { name: "@pulumi/pulumi", version: "3.259.0" };
        assert.deepEqual(programDependencies(folder(), false), [sdk]);
        assert.deepEqual(programDependencies(folder(), true), [sdk, { name: "semver", version: "7.0.0" }]);
    });
});

describe("the language host, asked by the real engine", function () {
    this.timeout(120_000);
    const folder = temporaryFolder();
    let sandbox: Sandbox;

    before(async () => {
        sandbox = await startSandbox();
    });
    after(() => sandbox.stop());

    async function writeProgram(source: string, options: object = {}): Promise<string> {
        symlinkSync(path.join(projectRoot, "node_modules"), path.join(folder(), "node_modules"));
        const project = { name: "tiny", main: "program.js", runtime: { name: "nodejs", options } };
        await writeFile(path.join(folder(), "Pulumi.yaml"), `${toYaml(project)}\n`);
        await writeFile(path.join(folder(), "package.json"), JSON.stringify({ name: "tiny" }));
        await writeFile(path.join(folder(), "program.js"), source);
        return folder();
    }

    async function stackOf(source: string, options: object = {}): Promise<Stack> {
        const workDir = await writeProgram(source, options);
        return selectStack(sandbox, `dev${Math.random().toString(36).slice(2)}`, { workDir });
    }

    it("hands on settings, secrets and where it is, and takes the outputs back", async () => {
        const stack = await stackOf(
            `const pulumi = require("@pulumi/pulumi");
             const config = new pulumi.Config();
             module.exports = {
                 word: config.require("word"), secret: config.requireSecret("secret"),
                 names: [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()],
                 folder: process.cwd(), node: process.version, title: process.title,
             };`,
            { typescript: false, nodeargs: "--title='a program'" },
        );
        await stack.setConfig("word", { value: "x" });
        await stack.setConfig("secret", { value: "y", secret: true });
        const { outputs } = await stack.up(logged(sandbox));
        const plain = (value: unknown) => ({ value, secret: false });
        assert.deepEqual(outputs, {
            word: plain("x"),
            secret: { value: "y", secret: true },
            names: plain(["organization", "tiny", stack.name]),
            folder: plain(folder()),
            node: plain(process.version),
            title: plain("a program"),
        });
        const again = await stack.preview({ ...logged(sandbox), expectNoChanges: true });
        assert.deepEqual(again.changeSummary, { same: 1 });
        await stack.refresh(logged(sandbox));
        await stack.destroy(logged(sandbox));
        const { resources = [] } = (await stack.exportStack()).deployment as { resources?: unknown[] };
        assert.deepEqual(resources, []);
    });

    it("says whether it is a preview", async () => {
        const stack = await stackOf(
            `console.log("dry run: " + require("@pulumi/pulumi").runtime.isDryRun());`,
        );
        assert.match((await stack.preview(logged(sandbox))).stdout, /dry run: true/);
        assert.match((await stack.up(logged(sandbox))).stdout, /dry run: false/);
    });

    it("shows an error for people without more words, and an exit code of the program's own", async () => {
        const stack = await stackOf(
            `const pulumi = require("@pulumi/pulumi");
             if (new pulumi.Config().get("end") === "exit") process.exit(3);
             throw new pulumi.RunError("a plain word");`,
        );
        await assert.rejects(stack.preview(logged(sandbox)), (error: Error) => {
            assert.match(error.message, /error: a plain word/);
            assert.doesNotMatch(error.message, /unhandled|exit code: \d/);
            return true;
        });
        await stack.setConfig("end", { value: "exit" });
        await assert.rejects(stack.preview(logged(sandbox)), /Program exited with non-zero exit code: 3/);
    });

    it("says which option of the runtime it does not understand", async () => {
        const stack = await stackOf("", { typescript: "sometimes" });
        await assert.rejects(
            stack.preview(logged(sandbox)),
            /Pulumi\.yaml, runtime\.options\.typescript: Invalid type/,
        );
    });

    describe("runs a package of components", () => {
        /** A package beside the program, of which the program uses one component. */
        async function stackWithComponent(component: string): Promise<Stack> {
            const program = path.join(folder(), "consumer");
            const modules = path.join(projectRoot, "node_modules");
            const home = path.join(folder(), "parts");
            const files: Readonly<Record<string, string>> = {
                "consumer/Pulumi.yaml": toYaml({
                    name: "consumer",
                    main: "program.js",
                    runtime: { name: "nodejs", options: { typescript: false } },
                    plugins: { providers: [{ name: "parts", path: home }] },
                }),
                "consumer/package.json": JSON.stringify({ name: "consumer" }),
                "consumer/program.js": `
                    const pulumi = require("@pulumi/pulumi");
                    class Part extends pulumi.ComponentResource {
                        constructor(name) { super("parts:index:Part", name, { where: undefined }, {}, true); }
                    }
                    module.exports = { where: new Part("one").where };`,
                "parts/PulumiPlugin.yaml": "runtime: nodejs",
                "parts/package.json": JSON.stringify({ name: "parts", version: "0.0.1", main: "index.ts" }),
                "parts/tsconfig.json": JSON.stringify({
                    compilerOptions: { lib: ["es2022"], noCheck: true },
                }),
                "parts/index.ts": `
                    import * as pulumi from "@pulumi/pulumi";
                    export interface PartArgs {}
                    export class Part extends pulumi.ComponentResource {
                        readonly where: pulumi.Output<string>;
                        constructor(name: string, args: PartArgs, opts?: pulumi.ComponentResourceOptions) {
                            super("parts:index:Part", name, args, opts);
                            this.where = pulumi.output(${component});
                            this.registerOutputs({ where: this.where });
                        }
                    }`,
            };
            for (const [name, text] of Object.entries(files)) {
                await mkdir(path.join(folder(), path.dirname(name)), { recursive: true });
                await writeFile(path.join(folder(), name), text);
            }
            symlinkSync(modules, path.join(home, "node_modules"));
            symlinkSync(modules, path.join(program, "node_modules"));
            return selectStack(sandbox, `parts${Math.random().toString(36).slice(2)}`, { workDir: program });
        }

        it("in the folder of the program that uses it, by the node of PATH", async () => {
            const stack = await stackWithComponent('[process.cwd(), process.version].join(" ")');
            const { outputs } = await stack.up(logged(sandbox));
            assert.equal(outputs.where?.value, `${path.join(folder(), "consumer")} ${process.version}`);
        });

        it("and reads no tsconfig of the package's", async () => {
            const stack = await stackWithComponent('["a"].at(-1) ?? ""');
            await assert.rejects(
                stack.preview(logged(sandbox)),
                /Property 'at' does not exist on type 'string\[\]'/,
            );
        });
    });

    it("ends, with the program, when the engine is killed", async () => {
        const file = path.join(folder(), "processes.json");
        const workDir = await writeProgram(
            `require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify([process.pid, process.ppid]));
             setInterval(() => {}, 1000);
             module.exports = new Promise(() => {});`,
        );
        await selectStack(sandbox, "slow", { workDir });
        const cwd = await copyProject(sandbox.directory, workDir, []);
        const engine = execa(
            sandbox.toolchain.engine.path,
            ["preview", "--stack", "slow", "--non-interactive"],
            {
                cwd,
                env: sandbox.env(),
                reject: false,
            },
        );
        const read = () => {
            try {
                return JSON.parse(readFileSync(file, "utf8")) as number[];
            } catch {
                return [];
            }
        };
        assert.equal(await becomesTrue(() => read().length === 2, 20_000), true);
        engine.kill("SIGKILL");
        await engine;
        const alive = (pid: number) => {
            try {
                return process.kill(pid, 0);
            } catch {
                return false;
            }
        };
        assert.equal(await becomesTrue(() => !read().some(alive)), true);
    });

    it("needs no warning to be found", () => {
        assert.doesNotMatch(readFileSync(runPaths(sandbox.directory).engineLog, "utf8"), /from \$PATH/);
    });
});

/** JSON is YAML. */
function toYaml(value: object): string {
    return Object.entries(value)
        .map(([key, inner]) => `${key}: ${JSON.stringify(inner)}`)
        .join("\n");
}
