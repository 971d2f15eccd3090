import { runtime } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { meaningOf } from "../../../../../operations/preview/meaning/meaningOf";
import { changed, inputs, pair, previews, type Stacks } from "./stacks";

/** The previews of these changes, the source's failed before it came to any resource. */
function withoutSource(before: Stacks, after: Stacks) {
    return previews(before, after).map((preview) => {
        const deployed = preview.events.flatMap(
            ({ resourcePreEvent }) => resourcePreEvent?.metadata.old ?? [],
        );
        return preview.stack === "source"
            ? { ...preview, events: [], failure: "refused", deployed }
            : preview;
    });
}

describe("the order of deployments", () => {
    it("has writes fail where the destination goes ahead of a source whose preview failed", () => {
        const { findings, order } = meaningOf(withoutSource(pair(), pair({}, "renamed")));
        assert.deepEqual(
            findings
                .filter(({ kind }) => kind === "fails")
                .map(({ id, message }) => [id, message.split(". ").at(-1)]),
            [["fails-after", "Whether source would mend it is not known: its preview failed."]],
        );
        assert.deepEqual(order, {
            decision: "any",
            steps: ["pulumi up --stack destination", "# Preview source again before it is deployed."],
            why:
                "Only destination would change. Writes fail from then on, at least until source is deployed too: before, " +
                "pause the rules, with the settings that are deployed now, or stop whatever writes.",
        });
    });

    it("is none where no preview that came to its end has changes", () => {
        const { order } = meaningOf(withoutSource(pair(), pair()));
        assert.deepEqual(order, {
            decision: "nothing",
            steps: ["# Preview source again before it is deployed."],
            why: "No stack would change, as far as the previews came.",
        });
    });

    it("ends the sentence of what is not known before it says whose preview failed", () => {
        const untold = changed(pair(), "source", "replication", inputs({ rules: runtime.unknownValue }));
        const { findings } = meaningOf(
            previews(pair(), untold).map((preview) =>
                preview.stack === "destination" ? { ...preview, failure: "refused" } : preview,
            ),
        );
        assert.deepEqual(
            findings.flatMap(({ id, message }) =>
                id === "not-known" ? (/\S+ (?=Whether destination would)/.exec(message)?.[0] ?? []) : [],
            ),
            ["alone. ", "do. "],
        );
    });

    it("has no command to deploy a stack whose preview failed", () => {
        const renamed = pair({}, "renamed");
        const { order } = meaningOf(
            previews(pair(), { ...pair(), destination: renamed.destination ?? [] }).map((preview) =>
                preview.stack === "destination" ? { ...preview, failure: "refused" } : preview,
            ),
        );
        assert.deepEqual(order, {
            decision: "any",
            steps: ["# Preview destination again before it is deployed."],
            why: "Only destination would change.",
        });
    });

    it("of nine stacks does not take nine factorial attempts", () => {
        const stacks = (more: Readonly<Record<string, unknown>>): Stacks => ({
            ...pair(),
            ...Object.fromEntries(
                Array.from({ length: 8 }, (_, index) => [
                    `destination-${index}`,
                    [
                        {
                            type: "aws:s3/bucket:Bucket",
                            name: "bucket",
                            inputs: { bucket: `copy-${index}`, ...more },
                        },
                    ],
                ]),
            ),
        });
        const started = performance.now();
        const { order } = meaningOf(previews(stacks({}), stacks({ forceDestroy: false })));
        assert.deepEqual(
            [order.decision, order.steps.length, order.why],
            ["any", 8, "Two orders were tried, and in neither do writes fail meanwhile."],
        );
        assert.ok(performance.now() - started < 5_000);
    });
});
