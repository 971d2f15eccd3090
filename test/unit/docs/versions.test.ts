import * as assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { projectRoot } from "../../../sandbox/paths";
import { readProjectFile } from "./stackFiles";

const manifest = v.object({
    engines: v.object({ node: v.string() }),
    dependencies: v.looseObject({ "@pulumi/pulumi": v.string() }),
    devDependencies: v.looseObject({ node: v.optional(v.string()) }),
});
const read = (file: string) => v.parse(manifest, JSON.parse(readProjectFile(file)));
const program = read("package.json");
const major = /^>=(\d+)$/.exec(program.engines.node)?.[1];

/** What a page says of a version, each once. */
function said(file: string, expression: RegExp): readonly string[] {
    return [...new Set([...readProjectFile(file).matchAll(expression)].map(([text]) => text))];
}

describe("the versions that the documents name", () => {
    it("are of the one Node that package.json asks for", () => {
        assert.ok(major !== undefined);
        assert.equal(read("components/package.json").engines.node, program.engines.node);
        for (const page of ["README.md", "CONTRIBUTING.md"]) {
            assert.deepEqual(
                said(page, /Node \d\d[^,.]*/g).map((text) => text.slice(0, 16)),
                [`Node ${major} or newer`],
            );
        }
        assert.deepEqual(said("README.ko.md", /Node \d\d 이상/g), [`Node ${major} 이상`]);
    });

    it("have the tests run with the Node that npm installs", () => {
        const installed = program.devDependencies.node?.split(".")[0];
        assert.equal(readProjectFile(".nvmrc").trim(), installed);
        assert.ok(Number(installed) >= Number(major));
    });

    it("are of the Pulumi CLI that is as new as the SDK", () => {
        const version = program.dependencies["@pulumi/pulumi"];
        for (const page of ["README.md", "README.ko.md"]) {
            assert.deepEqual(said(page, /\d+\.\d{3}\.\d+/g), [version], page);
        }
        assert.deepEqual(said(".github/workflows/preview.yml", /pulumi-version: \S+/g), [
            `pulumi-version: ${version}`,
        ]);
    });

    it("are what each Pulumi.yaml and the plug-in ask of the CLI", () => {
        const version = program.dependencies["@pulumi/pulumi"];
        const examples = readdirSync(path.join(projectRoot, "examples"), {
            recursive: true,
            encoding: "utf8",
        });
        const files = [
            "Pulumi.yaml",
            "components/PulumiPlugin.yaml",
            ...examples
                .filter((file) => path.basename(file) === "Pulumi.yaml")
                .map((file) => path.join("examples", file)),
        ];
        assert.ok(files.length > 2);
        for (const file of files) {
            assert.deepEqual(
                said(file, /^requiredPulumiVersion: .*/gm),
                [`requiredPulumiVersion: ">=${version}"`],
                file,
            );
        }
    });
});
