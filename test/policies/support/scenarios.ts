import type { DestinationGrant } from "../../../components/policies/destinationGrant";
import type { SourcePolicies } from "../../../components/policies/sourcePolicies";
import type { Choices } from "./choices";
import { documentsFor, type Documents } from "./documents";

export interface Scenario extends Choices {
    readonly name: string;
    readonly documents: Documents;
}

/** A choice of what there always is to choose; each further choice is named besides. */
function scenario(
    grant: DestinationGrant,
    policies: SourcePolicies,
    deleteMarkers: boolean,
    further: readonly string[] = [],
    more: Partial<Choices> = {},
): Scenario {
    const choices: Choices = { partition: "aws", grant, policies, deleteMarkers, ...more };
    const parts = [grant, policies, deleteMarkers ? "delete markers" : "no delete markers", ...further];
    return { ...choices, name: parts.join(", "), documents: documentsFor(choices) };
}

/** Replication under keys of both sides. */
function withKeys(
    grant: DestinationGrant,
    deleteMarkers: boolean,
    source: "on" | "off",
    destination: "on" | "off",
    further: readonly string[] = [],
    more: Partial<Choices> = {},
): Scenario {
    const setting = { on: "Bucket Key", off: "no Bucket Key" } as const;
    return scenario(
        grant,
        "minimal",
        deleteMarkers,
        [`SSE-KMS with Bucket Keys ${source} and ${destination}`, ...further],
        { keys: { source: setting[source], destination: setting[destination] }, ...more },
    );
}

/** Each form of each document, in settings that can be deployed. */
export const scenarios: readonly Scenario[] = [
    scenario("pinnedRole", "minimal", false),
    scenario("pinnedRole", "minimal", true),
    scenario("role", "minimal", false),
    scenario("role", "minimal", true),
    scenario("account", "minimal", false),
    scenario("account", "minimal", true),
    scenario("article", "article", true),
    scenario("pinnedRole", "article", true),
    scenario("article", "minimal", true),
    scenario("pinnedRole", "minimal", false, ["role under a path"], { rolePath: "/replication/" }),
    scenario("role", "minimal", false, ["role under a path"], { rolePath: "/replication/" }),
    scenario("pinnedRole", "minimal", false, ["Object Lock"], { objectLock: true }),
    scenario("pinnedRole", "minimal", false, ["annotations"], { annotations: true }),
    scenario("account", "minimal", false, ["annotations"], { annotations: true }),
    scenario("pinnedRole", "minimal", false, ["confined trust"], { confinedTrust: true }),
    scenario("pinnedRole", "minimal", true, ["a second destination without"], {
        second: { deleteMarkers: false },
    }),
    scenario("pinnedRole", "minimal", false, ["existing buckets"], { existing: true }),
    scenario("article", "article", true, ["existing buckets"], { existing: true }),
    scenario("pinnedRole", "minimal", false, ["both ways"], { twoWay: true }),
    withKeys("pinnedRole", false, "on", "on"),
    withKeys("pinnedRole", false, "on", "off"),
    withKeys("pinnedRole", false, "off", "on"),
    withKeys("pinnedRole", false, "off", "off"),
    withKeys("role", false, "on", "on"),
    withKeys("account", false, "on", "on"),
    withKeys("article", true, "on", "on"),
    withKeys("pinnedRole", false, "on", "on", ["a second destination without a key"], {
        second: { deleteMarkers: false },
    }),
    withKeys("pinnedRole", false, "on", "on", ["a second destination with a key, Bucket Key off"], {
        second: { deleteMarkers: false, key: "no Bucket Key" },
    }),
    withKeys("pinnedRole", false, "on", "off", ["role under a path"], { rolePath: "/replication/" }),
    withKeys("pinnedRole", false, "on", "on", ["given source key"], { givenSourceKey: true }),
    withKeys("pinnedRole", false, "off", "on", ["given source key", "role under a path"], {
        givenSourceKey: true,
        rolePath: "/replication/",
    }),
    withKeys("pinnedRole", false, "on", "on", ["both ways"], { twoWay: true }),
    scenario("pinnedRole", "minimal", false, ["backfill"], { backfill: {} }),
    scenario("pinnedRole", "minimal", false, ["backfill under a prefix, with a key"], {
        backfill: { prefix: "replication/", key: true },
    }),
    scenario("pinnedRole", "minimal", false, ["backfill", "confined trust", "role under a path"], {
        backfill: {},
        confinedTrust: true,
        rolePath: "/replication/",
    }),
    scenario("pinnedRole", "minimal", false, ["alarms"], { monitoring: { alarms: true } }),
    scenario("pinnedRole", "minimal", false, ["events"], { monitoring: { alarms: false, events: true } }),
    scenario("pinnedRole", "minimal", false, ["alarms and events"], {
        monitoring: { alarms: true, events: true },
    }),
];

/** The default and the widest forms once more, where no ARN begins with `arn:aws:`. */
export const scenariosElsewhere: readonly Scenario[] = [
    scenario("pinnedRole", "minimal", true, ["aws-cn"], { partition: "aws-cn" }),
    scenario("article", "article", true, ["aws-us-gov"], { partition: "aws-us-gov" }),
    withKeys("pinnedRole", false, "on", "off", ["aws-cn"], { partition: "aws-cn" }),
    scenario("pinnedRole", "minimal", false, ["backfill with a key", "aws-cn"], {
        partition: "aws-cn",
        backfill: { key: true },
    }),
    scenario("pinnedRole", "minimal", false, ["alarms and events", "aws-us-gov"], {
        partition: "aws-us-gov",
        monitoring: { alarms: true, events: true },
    }),
];
