import * as assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { ESLint } from "eslint";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot } from "../../sandbox/paths";

/** Rule, importer and what it imports: each breaks this wall and no other. */
const refused = [
    ["circle", "stacks/one.ts", "stacks/other.ts"],
    ["components-alone", "components/bucket/one.ts", "stacks/leaf.ts"],
    ["known-wing", "components/source/one.ts", "components/attic/leaf.ts"],
    ["source", "components/source/one.ts", "components/attic/leaf.ts"],
    ["monitoring", "components/monitoring/one.ts", "components/source/leaf.ts"],
    ["target", "components/target/one.ts", "components/monitoring/leaf.ts"],
    ["destination", "components/destination/one.ts", "components/target/leaf.ts"],
    ["bucket", "components/bucket/one.ts", "components/rules/leaf.ts"],
    ["backfill", "components/backfill/one.ts", "components/target/leaf.ts"],
    ["replicationRole", "components/replicationRole.ts", "components/bucket/leaf.ts"],
    ["role", "components/role/one.ts", "components/rules/leaf.ts"],
    ["rules", "components/rules/one.ts", "components/target/leaf.ts"],
    ["policies", "components/policies/one.ts", "components/validation/leaf.ts"],
    ["location", "components/location.ts", "components/validation/leaf.ts"],
    ["validation", "components/validation/one.ts", "components/policies/leaf.ts"],
    ["destination-without-source", "components/replicationDestination.ts", "components/target/leaf.ts"],
    ["pure-policies", "components/policies/one.ts", "@pulumi/pulumi"],
    ["stacks", "stacks/one.ts", "operations/leaf.ts"],
    ["operations", "operations/one.ts", "components/validation/leaf.ts"],
    ["sandbox", "sandbox/one.ts", "stacks/leaf.ts"],
    ["agpl", "tools/one.ts", "@cloud-copilot/iam-simulate"],
] as const;
const allowed = [
    // The circle is told once, by its other half.
    ["stacks/other.ts", "stacks/one.ts"],
    ["components/source/one.ts", "components/monitoring/leaf.ts"],
    ["components/replicationDestination.ts", "components/target/args.ts"],
    ["operations/one.ts", "components/policies/leaf.ts"],
    ["test/one.ts", "@cloud-copilot/iam-simulate"],
    ["sandbox/one.ts", "operations/interruption.ts"],
] as const;

/** What a component must not do, and a stack may. */
const readings = [
    "new pulumi.Config()",
    "new pulumi.StackReference(name)",
    "pulumi.runtime.allConfig()",
    "pulumi.getStack()",
    "pulumi.getProject()",
    "pulumi.getOrganization()",
    'import { getStack } from "@pulumi/pulumi"',
    "process.env.AWS_REGION",
    "const { env } = process",
    'import { env } from "node:process"',
];

const named = v.object({ name: v.string() });
const summary = v.object({
    violations: v.array(v.object({ rule: named, from: v.string(), to: v.string() })),
    ruleSetUsed: v.object({ forbidden: v.array(named) }),
});

describe("The walls", function () {
    this.timeout(30_000);
    let folder = "";
    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "walls-"));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it("stop each import that crosses one, be it of a type, and no other", async () => {
        const files: Record<string, string> = { "tsconfig.json": "{}" };
        for (const [importer, imported] of [...refused.map(([, ...pair]) => pair), ...allowed]) {
            const place = imported.startsWith("@")
                ? imported
                : `./${path.relative(path.dirname(importer), imported)}`;
            files[importer] = `${files[importer] ?? ""}import type {} from "${place}";\n`;
            files[imported] ??= "";
        }
        for (const [file, text] of Object.entries(files)) {
            await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
            await writeFile(path.join(folder, file), text);
        }
        const program = path.join(projectRoot, "node_modules", ".bin", "depcruise");
        const config = path.join(projectRoot, ".dependency-cruiser.mjs");
        const { stdout } = await execa(program, ["--config", config, "--output-type", "json", "."], {
            cwd: folder,
            reject: false,
        });
        const { violations, ruleSetUsed } = v.parse(v.object({ summary }), JSON.parse(stdout)).summary;
        assert.deepEqual(
            violations.map(({ rule, from, to }) => [rule.name, from, to].join(" ")).sort(),
            refused.map((one) => one.join(" ")).sort(),
        );
        const rules = new Set(ruleSetUsed.forbidden.map(({ name }) => name));
        assert.deepEqual([...rules].sort(), [...new Set(refused.map(([rule]) => rule))].sort());
    });

    it("keep configuration and environment out of the components", async () => {
        const eslint = new ESLint({
            cwd: projectRoot,
            ruleFilter: ({ ruleId }) => ruleId === "no-restricted-syntax",
            // A text that is no file has no types.
            overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
        });
        const said = async (line: string, folder: string) => {
            const filePath = path.join(projectRoot, folder, "reading.ts");
            const [result] = await eslint.lintText(`${line};\n`, { filePath });
            return result?.messages.map(({ message }) => message);
        };
        const allowedLine = "new pulumi.ComponentResource(type, pulumi.output(name))";
        assert.deepEqual(await said(allowedLine, "components"), []);
        for (const line of readings) {
            assert.match(
                String(await said(line, "components/rules")),
                /^A component is told everything/,
                line,
            );
            assert.deepEqual(await said(line, "stacks"), [], line);
        }
    });
});
