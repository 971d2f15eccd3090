import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import program from "../../../../index";
import { destinationSchema, sourceSchema } from "../../../../stacks/settings/schema";
import { run } from "../../../support/recorder";
import { destinationSettings } from "../../../support/settings";
import { worldOf } from "../../../support/sourceWorld";

const yaml = readFileSync(path.join(__dirname, "../../../../Pulumi.yaml"), "utf8");

describe("the settings", () => {
    it("are the same in Pulumi.yaml and in the schemas of both sides", () => {
        const [, config = ""] = yaml.split(/^config:$/m);
        const described = [...config.matchAll(/^ {4}|^ {2}(?<key>[A-Za-z]+):$/gm)]
            .map(({ groups }) => groups?.key)
            .filter((key) => key !== undefined);
        assert.equal(new Set(described).size, described.length);
        const known = [
            ...Object.keys(sourceSchema(false, true).entries),
            ...Object.keys(destinationSchema.entries),
        ];
        assert.deepEqual(described.toSorted(), [...new Set(known)].sort());
    });

    it("have defaults in Pulumi.yaml, those of the other side too, that mean the same as none, without a word", async () => {
        const { config } = parse(yaml) as { config: Record<string, { default?: unknown }> };
        const defaults = Object.fromEntries(
            Object.entries(config).flatMap(([key, { default: preset }]) =>
                preset === undefined
                    ? []
                    : [[key, typeof preset === "string" ? preset : JSON.stringify(preset)]],
            ),
        );
        for (const bare of [
            worldOf(),
            {
                stack: "destination",
                accounts: { destination: "222222222222" },
                settings: destinationSettings,
            },
        ]) {
            const { resources, outputs } = await run(bare, program);
            const preset = await run({ ...bare, settings: { ...defaults, ...bare.settings } }, program);
            assert.deepEqual([preset.resources, preset.outputs, preset.told], [resources, outputs, []]);
        }
    });
});
