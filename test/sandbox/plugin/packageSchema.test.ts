import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { bundleStandIn } from "../../../sandbox/engine/bundle";
import { prepareToolchain } from "../../../sandbox/engine/toolchain";
import { projectRoot, sandboxHome } from "../../../sandbox/paths";
import { packageSchema } from "../../../sandbox/plugin/packageSchema";
import { temporaryFolder } from "../support/folders";

const schema = packageSchema();
const official = (...names: readonly string[]) =>
    readFileSync(path.join(projectRoot, "node_modules", "@pulumi", "aws", ...names), "utf8");

/** The members of an interface or a class of the official SDK, each with "?" where it may be left out. */
function membersOf(text: string, head: RegExp): string[] {
    const [, body = ""] = new RegExp(`${head.source}[^{]*\\{\\n([\\s\\S]*?)\\n {0,4}\\}\\n`).exec(text) ?? [];
    assert.notEqual(body, "", `the official SDK has no ${head.source}`);
    return [...body.matchAll(/^ +(?:readonly )?(\w+)(\??): /gm)].map(([, name, may]) => `${name}${may}`);
}

function describedBy(properties: Readonly<Record<string, unknown>>, required: readonly string[]): string[] {
    return Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
}

const without = (names: readonly string[], others: readonly string[]) =>
    names.filter((name) => !others.includes(name));

describe("the schema of the stand-in AWS plug-in", function () {
    this.timeout(60_000);
    const folder = temporaryFolder();

    it("is what the plug-in answers, and valid for the engine", async () => {
        const { engine } = await prepareToolchain();
        const launcher = await bundleStandIn("awsPlugin", path.join(sandboxHome, "test-bin"));
        const env = { PULUMI_HOME: folder(), PULUMI_SKIP_UPDATE_CHECK: "true" };
        const { stdout } = await execa(engine.path, ["package", "get-schema", launcher], { env });
        const answered = JSON.parse(stdout) as typeof schema;
        assert.deepEqual(
            [Object.keys(answered.resources).sort(), Object.keys(answered.functions).sort()],
            [Object.keys(schema.resources).sort(), Object.keys(schema.functions).sort()],
        );
        const file = path.join(folder(), "schema.json");
        await writeFile(file, JSON.stringify(schema));
        const { all } = await execa(engine.path, ["schema", "check", file], { env, all: true });
        assert.doesNotMatch(all, /error/i);
    });

    for (const [token, { properties, inputProperties, requiredInputs }] of Object.entries(schema.resources)) {
        it(`has nothing of ${token} that the official one has not`, () => {
            const [, file = "", name = ""] = /^aws:(.+):(.+)$/.exec(token) ?? [];
            const text = official(`${file}.d.ts`);
            const outputs = [...text.matchAll(/^ {4}readonly (\w+): pulumi\.Output</gm)].map(
                ([, each]) => each,
            );
            assert.deepEqual(
                Object.keys(properties).filter((each) => !outputs.includes(each)),
                [],
            );
            const args = membersOf(text, new RegExp(`export interface ${name}Args `));
            assert.deepEqual(without(describedBy(inputProperties, requiredInputs), args), []);
        });
    }

    for (const [token, { inputs, outputs }] of Object.entries(schema.functions)) {
        it(`has nothing of ${token} that the official one has not`, () => {
            const [, file = "", name = ""] = /^aws:(?:index\/)?(.+):(.+)$/.exec(token) ?? [];
            const text = official(`${file}.d.ts`);
            const title = name.charAt(0).toUpperCase() + name.slice(1);
            const args = membersOf(text, new RegExp(`export interface ${title}Args `));
            assert.deepEqual(without(describedBy(inputs.properties, inputs.required), args), []);
            const results = membersOf(text, new RegExp(`export interface ${title}Result `));
            const names = results.map((each) => each.replace("?", ""));
            assert.deepEqual(without(Object.keys(outputs.properties), names), []);
        });
    }

    it("names objects as the official one does, with no member that it has not", () => {
        const texts = [official("types", "input.d.ts"), official("types", "output.d.ts")];
        for (const [token, { properties }] of Object.entries(schema.types)) {
            const [, module = "", name = ""] = /^aws:(.+)\/.+:(.+)$/.exec(token) ?? [];
            const all = texts.map((text) =>
                module === "index" ? text : (text.split(`export declare namespace ${module} {`)[1] ?? ""),
            );
            const text = all.find((each) => each.includes(`interface ${name} {`)) ?? "";
            const members = membersOf(text, new RegExp(`interface ${name} `)).map((each) =>
                each.replace("?", ""),
            );
            assert.deepEqual(without(Object.keys(properties), members), [], token);
        }
    });

    it("takes the arguments that the program gives to its provider", () => {
        const { inputProperties } = schema.provider;
        const members = membersOf(official("provider.d.ts"), /export interface ProviderArgs /);
        assert.deepEqual(without(describedBy(inputProperties, []), members), []);
    });
});
