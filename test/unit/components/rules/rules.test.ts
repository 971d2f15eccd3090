import * as assert from "node:assert/strict";
import type { ReplicationRule } from "../../../../components/index";
import { renderReplicationRules } from "../../../../components/rules/render";
import { checkedRule, rendered } from "../../support/rules";
import { deploySource, replicaKey, underKey } from "../../support/sides";

const key = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd";
const fifteenMinutes = { minutes: 15 };

/** A lone rule, and how the provider gets it where that is not the default. */
const cases: readonly (readonly [string, ReplicationRule, Partial<Parameters<typeof rendered>[0]>])[] = [
    ["a prefix", { prefix: "logs/" }, { filter: { prefix: "logs/" } }],
    ["one tag", { tags: { team: "sre" } }, { filter: { tag: { key: "team", value: "sre" } } }],
    [
        "several tags",
        { tags: { team: "sre", app: "web" } },
        { filter: { and: { tags: { app: "web", team: "sre" } } } },
    ],
    [
        "a prefix and a tag",
        { prefix: "logs/", tags: { team: "sre" } },
        { filter: { and: { prefix: "logs/", tags: { team: "sre" } } } },
    ],
    [
        "an empty prefix and a tag",
        { prefix: "", tags: { team: "" } },
        { filter: { tag: { key: "team", value: "" } } },
    ],
    ["a pause", { enabled: false }, { status: "Disabled" }],
    ["delete markers", { deleteMarkerReplication: true }, { deleteMarkers: "Enabled" }],
    ["an id and a priority", { id: "all", priority: 0 }, { id: "all", priority: 0 }],
    ["a storage class", { storageClass: "GLACIER_IR" }, { destination: { storageClass: "GLACIER_IR" } }],
    [
        "Replication Time Control",
        { replicationTimeControl: true },
        {
            destination: {
                replicationTime: { status: "Enabled", time: fifteenMinutes },
                metrics: { status: "Enabled", eventThreshold: fifteenMinutes },
            },
        },
    ],
    [
        "members that are there and undefined",
        { id: undefined, prefix: undefined, tags: undefined, storageClass: undefined, metrics: undefined },
        {},
    ],
];

describe("a replication rule", () => {
    for (const [title, rule, expected] of cases) {
        it(`with ${title} reaches the provider as AWS takes it`, async () => {
            const { resource } = await deploySource({ rules: [rule] });
            assert.deepEqual(resource("copy-replication").inputs.rules, [
                rendered({ id: "replication", priority: 1, ...expected }),
            ]);
        });
    }

    it("is never rendered for a destination that there is not", () => {
        assert.throws(() => renderReplicationRules([{ ...checkedRule, destination: "tokyo" }], new Map()), {
            message: "The rules were checked, and yet replication goes to tokyo",
        });
    });

    it("has no metrics where they are off", async () => {
        const { resource } = await deploySource({ rules: [{ metrics: false }] });
        const { destination, ...rule } = rendered({ id: "replication", priority: 1 });
        const { metrics, ...silent } = destination;
        assert.deepEqual(metrics, { status: "Enabled" });
        assert.deepEqual(resource("copy-replication").inputs.rules, [{ ...rule, destination: silent }]);
    });

    it("selects objects under SSE-KMS, changes of replicas, or both", async () => {
        const sseKmsEncryptedObjects = { status: "Enabled" };
        const replicaModifications = { status: "Enabled" };
        const replacement = { encryptionConfiguration: { replicaKmsKeyId: replicaKey } };
        const { resource } = await deploySource({
            encryption: { kmsKeyArn: key },
            destination: { ...underKey, replicaModificationSync: true },
            rules: [
                { id: "keys", priority: 4 },
                { id: "both", priority: 3, replicaModificationSync: true },
                { id: "sync", priority: 2, replicaModificationSync: true, kmsEncryptedObjects: false },
                { id: "none", priority: 1, kmsEncryptedObjects: false },
            ],
        });
        assert.deepEqual(resource("copy-replication").inputs.rules, [
            rendered({
                id: "keys",
                priority: 4,
                sourceSelectionCriteria: { sseKmsEncryptedObjects },
                destination: replacement,
            }),
            rendered({
                id: "both",
                priority: 3,
                sourceSelectionCriteria: { sseKmsEncryptedObjects, replicaModifications },
                destination: replacement,
            }),
            rendered({ id: "sync", priority: 2, sourceSelectionCriteria: { replicaModifications } }),
            rendered({ id: "none", priority: 1 }),
        ]);
    });

    it("is one among up to 1,000", async () => {
        const rules = Array.from({ length: 1000 }, (_, index) => ({ id: `rule-${index}`, priority: index }));
        const { resource } = await deploySource({ rules });
        assert.deepEqual(
            resource("copy-replication").inputs.rules,
            rules.toReversed().map(({ id, priority }) => rendered({ id, priority })),
        );
    });
});
