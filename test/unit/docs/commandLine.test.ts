import * as assert from "node:assert/strict";
import { readSchema } from "../../../tools/tables/schema";
import { blocks } from "./markdown";
import { readProjectFile } from "./stackFiles";

/** Where the members of a type of argument stand among the settings. */
const places = {
    BucketEncryption: "encryption",
    BucketLifecycle: "lifecycle",
    AccessLogging: "accessLogging",
    ReplicationRule: "rules[0]",
    ReplicationTarget: "destinations.virginia",
    ReplicationMonitoring: "monitoring",
    ReplicationEvents: "monitoring.events",
    ReplicationBackfill: "backfill",
};

/** Types of outputs alone, which nobody sets. */
const putOut = ["BackfillLocation"];

describe("the command line of settings", () => {
    it("is shown for each nested setting", () => {
        const shown = blocks("settings.md", "sh")
            .flatMap(({ text }) => text.split("\n"))
            .flatMap((line) => / --path (?:--type string )?'?([^ ']+)/.exec(line)?.[1] ?? []);
        const { types } = readSchema(readProjectFile("components/schema.json"));
        const objects = Object.entries(types).filter(([, { properties }]) => properties !== undefined);
        assert.deepEqual(
            objects.map(([name]) => name.split(":").at(-1)).sort(),
            [...Object.keys(places), ...putOut].sort(),
        );
        const needed = Object.entries(places).flatMap(([type, place]) =>
            Object.keys(objects.find(([name]) => name.endsWith(type))?.[1].properties ?? {}).map(
                (member) => `${place}.${member}`,
            ),
        );
        assert.deepEqual(
            needed.filter(
                (path) => !shown.some((one) => one === path || /^[.[]/.test(one.replace(path, ""))),
            ),
            [],
        );
    });
});
