import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { run } from "../../support/recorder";
import { accounts } from "../support/sides";

type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;

const taggable = /:(Bucket|Key|MetricAlarm|Role|Topic)$/;

/** Everything of both sides that can have tags, with all that may be made. */
const all = [
    "destination-bucket",
    "destination-key",
    "source-bucket",
    "source-failed-replication",
    "source-failures",
    "source-key",
    "source-latency",
    "source-latency-replication",
    "source-role",
];

/** The tags that AWS gets where a program's own transformation tags all that it makes. */
async function tagsOf(tags: Tags | undefined, transform: (tags: unknown, name: string) => unknown) {
    const { resources } = await run(accounts, () => {
        pulumi.runtime.registerStackTransformation(({ name, type, props, opts }) =>
            taggable.test(type)
                ? { props: { ...props, tags: transform(props.tags, name) }, opts }
                : undefined,
        );
        const both = { encryption: { createKmsKey: true }, replicationRoleName: "replicator", tags };
        const destination = new ReplicationDestination(
            "destination",
            { ...both, bucketName: "replicas", sourceAccountId: "111111111111" },
            { providers: [new aws.Provider("tokyo", { region: "ap-northeast-1" })] },
        );
        new ReplicationSource(
            "source",
            { ...both, bucketName: "originals", destination: destination.target, monitoring: { events: {} } },
            { providers: [new aws.Provider("seoul", { region: "ap-northeast-2" })] },
        );
    });
    return resources
        .filter(({ type }) => taggable.test(type))
        .map(({ name, inputs }) => [name, inputs.tags] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Adds a tag as most programs do: it spreads what is there. */
const adding = (tags: unknown) => ({ ...(tags as object | undefined), owner: "sre" });

describe("tags by a transformation of the program", () => {
    for (const [title, tags, expected] of [
        ["the component has tags", { team: "web" }, { team: "web", owner: "sre" }],
        [
            "some of the component's are outputs",
            { team: pulumi.output("web") },
            { team: "web", owner: "sre" },
        ],
        ["the component has none", undefined, { owner: "sre" }],
    ] as const) {
        it(`reach everything where ${title}`, async () => {
            assert.deepEqual(
                await tagsOf(tags, adding),
                all.map((name) => [name, expected]),
            );
        });
    }

    it("reach one resource alone where it changes what that one has", async () => {
        const changed = (tags: unknown, name: string) => {
            if (typeof tags === "object" && tags !== null) {
                Reflect.set(tags, "called", name);
            }
            return tags;
        };
        assert.deepEqual(
            await tagsOf({ team: "web" }, changed),
            all.map((name) => [name, { team: "web", called: name }]),
        );
    });

    it("are the transformation's to add where the component's are an output", async () => {
        const later = (tags: unknown) => (pulumi.Output.isInstance(tags) ? tags.apply(adding) : tags);
        assert.deepEqual(
            await tagsOf(pulumi.output({ team: "web" }), later),
            all.map((name) => [name, { team: "web", owner: "sre" }]),
        );
    });
});
