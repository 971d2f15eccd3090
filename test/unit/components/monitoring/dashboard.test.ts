import * as assert from "node:assert/strict";
import { parsed } from "../../support/documents";
import { inTokyo } from "../../support/sides";
import { deployWatched } from "./watched";

const [here, there] = ["ap-northeast-2", "ap-northeast-1"];

/** One line of a graph. */
const line = (metric: string, rule: string, region: string) => [
    "AWS/S3",
    metric,
    "SourceBucket",
    "my.originals",
    "DestinationBucket",
    "replicas",
    "RuleId",
    rule,
    { label: rule, region },
];

const graph = (title: string, metric: string, stat: string, region: string, x: number, y: number) => ({
    type: "metric",
    width: 12,
    height: 6,
    x,
    y,
    properties: {
        title,
        stat,
        period: 60,
        region: here,
        view: "timeSeries",
        metrics: ["b", "paused", "a"].map((rule) => line(metric, rule, region)),
    },
});

describe("the dashboard", () => {
    it("plots four metrics of each rule, paused ones too, each from the region where AWS publishes it", async () => {
        const rules = [
            { id: "a", priority: 1 },
            { id: "paused", priority: 2, enabled: false },
            { id: "b", priority: 3 },
        ];
        const deployed = await deployWatched(
            { alarms: false, dashboard: true },
            { bucketName: "my.originals", rules },
        );
        const { dashboardBody, ...inputs } = deployed.resource("copy-dashboard").inputs;
        assert.deepEqual(inputs, { dashboardName: "my_originals-replication" });
        assert.deepEqual(parsed(dashboardBody), {
            widgets: [
                graph("Bytes pending", "BytesPendingReplication", "Maximum", there, 0, 0),
                graph("Operations pending", "OperationsPendingReplication", "Maximum", there, 12, 0),
                graph("Latency in seconds", "ReplicationLatency", "Maximum", there, 0, 6),
                graph("Failed operations", "OperationsFailedReplication", "Sum", here, 12, 6),
            ],
        });
    });

    it("is the same in whatever order the rules are written", async () => {
        const rules = [
            { id: "a", priority: 1 },
            { id: "b", priority: 2 },
        ];
        const [one, other] = [
            await deployWatched({ dashboard: true }, { rules }),
            await deployWatched({ dashboard: true }, { rules: rules.toReversed() }),
        ];
        assert.deepEqual(other.resources, one.resources);
    });

    it("has room for 500 rules", async () => {
        const rules = Array.from({ length: 500 }, (_, index) => ({ id: `rule-${index}`, priority: index }));
        const { resource } = await deployWatched(
            { alarms: false, dashboard: true },
            { destination: inTokyo, rules },
        );
        assert.match(String(resource("copy-dashboard").inputs.dashboardBody), /"rule-499"/);
    });
});
