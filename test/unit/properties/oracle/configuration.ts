import { OwnerOverride, StorageClass } from "@aws-sdk/client-s3";
import * as v from "valibot";

/**
 * A replication configuration in the provider's shape, in known values. Which members and which values Amazon S3 takes
 * together is for the requirements; here are only names and types.
 * https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucketreplicationconfig/
 */
const onOff = v.picklist(["Enabled", "Disabled"]);
const status = v.optional(v.strictObject({ status: onOff }));
const minutes = v.optional(v.strictObject({ minutes: v.number() }));
/** Not `v.record`, which drops keys like `constructor`. */
const tags = v.custom<Readonly<Record<string, string>>>(
    (value) =>
        typeof value === "object" &&
        value !== null &&
        Object.values(value).every((text) => typeof text === "string"),
);

const ruleSchema = v.strictObject({
    id: v.optional(v.string()),
    priority: v.optional(v.number()),
    status: v.optional(onOff),
    filter: v.optional(
        v.strictObject({
            prefix: v.optional(v.string()),
            tag: v.optional(v.strictObject({ key: v.string(), value: v.string() })),
            and: v.optional(v.strictObject({ prefix: v.optional(v.string()), tags: v.optional(tags) })),
        }),
    ),
    deleteMarkerReplication: status,
    existingObjectReplication: status,
    sourceSelectionCriteria: v.optional(
        v.strictObject({ sseKmsEncryptedObjects: status, replicaModifications: status }),
    ),
    destination: v.strictObject({
        bucket: v.string(),
        account: v.optional(v.string()),
        accessControlTranslation: v.optional(v.strictObject({ owner: v.enum(OwnerOverride) })),
        encryptionConfiguration: v.optional(v.strictObject({ replicaKmsKeyId: v.optional(v.string()) })),
        metrics: v.optional(v.strictObject({ status: onOff, eventThreshold: minutes })),
        replicationTime: v.optional(v.strictObject({ status: onOff, time: minutes })),
        storageClass: v.optional(v.enum(StorageClass)),
    }),
});

export type ConfiguredRule = v.InferOutput<typeof ruleSchema>;
export type Configuration = readonly ConfiguredRule[];

/** Reads what reaches the provider: JSON, where a member without a value is none. */
export function readConfiguration(rendered: unknown): Configuration {
    return v.parse(v.array(ruleSchema), JSON.parse(JSON.stringify(rendered)));
}

/** The tags that a rule selects by, wherever its filter has them. */
export function tagsOf({ filter }: ConfiguredRule): readonly (readonly [string, string])[] {
    const { tag, and } = filter ?? {};
    return [...(tag ? [[tag.key, tag.value] as const] : []), ...Object.entries(and?.tags ?? {})];
}

/** The prefixes that a rule selects by, wherever its filter has them. */
export function prefixesOf({ filter }: ConfiguredRule): readonly string[] {
    return [filter?.prefix, filter?.and?.prefix].filter((prefix) => prefix !== undefined);
}
