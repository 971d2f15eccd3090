import * as assert from "node:assert/strict";
import type { ReplicationSourceArgs } from "../../../components/index";
import type { Registered } from "../../support/recorder";
import { deployDestination, deploySource, underKey } from "../support/sides";
import * as v from "valibot";

/** Every kind of rule at once: filters of each form, metrics with and without Replication Time Control. */
export const everyRule: Partial<ReplicationSourceArgs> = {
    encryption: { kmsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/originals" },
    destination: { ...underKey, replicaModificationSync: true },
    rules: [
        { id: "all", priority: 1, deleteMarkerReplication: true },
        { id: "prefix", priority: 2, prefix: "a/", replicationTimeControl: true },
        { id: "tag", priority: 3, tags: { team: "sre" }, metrics: false },
        { id: "tags", priority: 4, tags: { team: "sre", app: "web" }, kmsEncryptedObjects: false },
        { id: "both", priority: 5, prefix: "b/", tags: { team: "sre" }, replicaModificationSync: true },
        { id: "paused", priority: 6, prefix: "c/", enabled: false, storageClass: "GLACIER" },
    ],
};

const rulesSchema = v.array(
    v.looseObject({
        filter: v.record(v.string(), v.unknown()),
        destination: v.looseObject({
            account: v.string(),
            accessControlTranslation: v.strictObject({ owner: v.literal("Destination") }),
            metrics: v.optional(v.looseObject({ status: v.literal("Enabled") })),
            replicationTime: v.optional(
                v.strictObject({
                    status: v.literal("Enabled"),
                    time: v.strictObject({ minutes: v.literal(15) }),
                }),
            ),
        }),
    }),
);

/** The rules of that source as the provider gets them. */
export async function renderedRules() {
    const { resource } = await deploySource(everyRule);
    const rules = v.parse(rulesSchema, resource("copy-replication").inputs.rules);
    assert.equal(rules.length, 6);
    return rules;
}

/** What is made of both sides, with all that they can have. */
export async function everything(): Promise<readonly Registered[]> {
    const lifecycle = { noncurrentVersionExpirationDays: 30 };
    const [source, destination] = [
        await deploySource({ ...everyRule, lifecycle }),
        await deployDestination({ lifecycle, encryption: { createKmsKey: true } }),
    ];
    return [...source.resources, ...destination.resources];
}
