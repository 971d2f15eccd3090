import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { destinationSchema, sourceSchema } from "../../../../stacks/settings/schema";

describe("the settings", () => {
    it("are the same in Pulumi.yaml and in the schemas of both sides", () => {
        const yaml = readFileSync(path.join(__dirname, "../../../../Pulumi.yaml"), "utf8");
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
});
