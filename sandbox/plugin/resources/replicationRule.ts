import type { ReplicationRule, ReplicationRuleFilter } from "@aws-sdk/client-s3";
import { fromTagList, toTagList } from "../aws/tags";
import { number, object, oneOf, optional, required, string, stringMap, type Typed } from "../schema";
import { isPropertyMap, type PropertyMap } from "../wire";

const onOrOff = () => oneOf("Enabled", "Disabled");
const status = () => object({ status: required(onOrOff()) });
const minutes = () => object({ minutes: required(number()) });

const filterProperties = {
    prefix: optional(string()),
    tag: optional(object({ key: required(string()), value: required(string()) })),
    and: optional(object({ prefix: optional(string()), tags: optional(stringMap()) })),
};

const properties = {
    id: optional(string(), { computed: true }),
    status: required(onOrOff()),
    priority: optional(number(), { default: 0 }),
    /** The first form of a rule; the second has `filter`. */
    prefix: optional(string()),
    filter: optional(object(filterProperties)),
    deleteMarkerReplication: optional(status()),
    existingObjectReplication: optional(status()),
    sourceSelectionCriteria: optional(
        object({
            replicaModifications: optional(status()),
            sseKmsEncryptedObjects: optional(status()),
        }),
    ),
    destination: required(
        object({
            bucket: required(string()),
            account: optional(string()),
            storageClass: optional(
                oneOf(
                    "STANDARD",
                    "REDUCED_REDUNDANCY",
                    "STANDARD_IA",
                    "ONEZONE_IA",
                    "INTELLIGENT_TIERING",
                    "GLACIER",
                    "DEEP_ARCHIVE",
                    "OUTPOSTS",
                    "GLACIER_IR",
                    "SNOW",
                    "EXPRESS_ONEZONE",
                    "FSX_OPENZFS",
                    "FSX_ONTAP",
                ),
            ),
            accessControlTranslation: optional(object({ owner: required(oneOf("Destination")) })),
            encryptionConfiguration: optional(object({ replicaKmsKeyId: required(string()) })),
            metrics: optional(object({ status: required(onOrOff()), eventThreshold: optional(minutes()) })),
            replicationTime: optional(object({ status: required(onOrOff()), time: required(minutes()) })),
        }),
    ),
};

export const replicationRule = object(properties, simplify);
export type Rule = Typed<typeof properties>;

/** `filter: {}` and an empty prefix both select every object; without any filter the rule has the first form. */
function simplify(rule: PropertyMap): PropertyMap {
    const selects = rule.filter;
    const everything =
        isPropertyMap(selects) && !selects.prefix && selects.tag === undefined && selects.and === undefined;
    return everything ? { ...rule, filter: { prefix: "" } } : rule;
}

export function toS3Rule(rule: Rule): ReplicationRule {
    const { destination, sourceSelectionCriteria: criteria } = rule;
    return {
        ID: rule.id,
        Status: rule.status,
        ...(rule.filter === undefined
            ? firstForm(rule.prefix)
            : { Filter: toS3Filter(rule.filter), Priority: rule.priority ?? 0 }),
        DeleteMarkerReplication: rule.deleteMarkerReplication && {
            Status: rule.deleteMarkerReplication.status,
        },
        ExistingObjectReplication: rule.existingObjectReplication && {
            Status: rule.existingObjectReplication.status,
        },
        SourceSelectionCriteria: criteria && {
            ReplicaModifications: criteria.replicaModifications && {
                Status: criteria.replicaModifications.status,
            },
            SseKmsEncryptedObjects: criteria.sseKmsEncryptedObjects && {
                Status: criteria.sseKmsEncryptedObjects.status,
            },
        },
        Destination: {
            Bucket: destination.bucket,
            Account: destination.account,
            StorageClass: destination.storageClass,
            AccessControlTranslation: destination.accessControlTranslation && {
                Owner: destination.accessControlTranslation.owner,
            },
            EncryptionConfiguration: destination.encryptionConfiguration && {
                ReplicaKmsKeyID: destination.encryptionConfiguration.replicaKmsKeyId,
            },
            Metrics: destination.metrics && {
                Status: destination.metrics.status,
                EventThreshold: destination.metrics.eventThreshold && {
                    Minutes: destination.metrics.eventThreshold.minutes,
                },
            },
            ReplicationTime: destination.replicationTime && {
                Status: destination.replicationTime.status,
                Time: { Minutes: destination.replicationTime.time.minutes },
            },
        },
    };
}

export function fromS3Rule(rule: ReplicationRule): PropertyMap {
    const { Destination: destination, SourceSelectionCriteria: criteria } = rule;
    // The delete-marker setting belongs to the second form, whose empty filter may be left out of an answer.
    const secondForm = rule.Filter !== undefined || rule.DeleteMarkerReplication !== undefined;
    return {
        id: rule.ID,
        status: rule.Status,
        priority: rule.Priority,
        ...(secondForm ? { filter: fromS3Filter(rule.Filter ?? {}) } : { prefix: prefixOf(rule) }),
        deleteMarkerReplication: rule.DeleteMarkerReplication && {
            status: rule.DeleteMarkerReplication.Status,
        },
        existingObjectReplication: rule.ExistingObjectReplication && {
            status: rule.ExistingObjectReplication.Status,
        },
        sourceSelectionCriteria: criteria && {
            replicaModifications: criteria.ReplicaModifications && {
                status: criteria.ReplicaModifications.Status,
            },
            sseKmsEncryptedObjects: criteria.SseKmsEncryptedObjects && {
                status: criteria.SseKmsEncryptedObjects.Status,
            },
        },
        destination: destination && {
            bucket: destination.Bucket,
            account: destination.Account,
            storageClass: destination.StorageClass,
            accessControlTranslation: destination.AccessControlTranslation && {
                owner: destination.AccessControlTranslation.Owner,
            },
            encryptionConfiguration: destination.EncryptionConfiguration && {
                replicaKmsKeyId: destination.EncryptionConfiguration.ReplicaKmsKeyID,
            },
            metrics: destination.Metrics && {
                status: destination.Metrics.Status,
                eventThreshold: destination.Metrics.EventThreshold && {
                    minutes: destination.Metrics.EventThreshold.Minutes,
                },
            },
            replicationTime: destination.ReplicationTime && {
                status: destination.ReplicationTime.Status,
                time: { minutes: destination.ReplicationTime.Time?.Minutes },
            },
        },
    };
}

/**
 * The first form of a rule, which the S3 API reference advises against; S3 takes it, and buckets that were set up
 * long ago still have it.
 */
interface FirstForm {
    Prefix?: string;
}

function firstForm(prefix = ""): FirstForm {
    return { Prefix: prefix };
}

function prefixOf(rule: FirstForm): string {
    return rule.Prefix ?? "";
}

/** S3 takes exactly one of the three members. */
function toS3Filter({ prefix, tag, and }: Typed<typeof filterProperties>): ReplicationRuleFilter {
    if (and !== undefined) {
        return { And: { Prefix: and.prefix, Tags: toTagList(and.tags) } };
    }
    return tag === undefined ? { Prefix: prefix ?? "" } : { Tag: { Key: tag.key, Value: tag.value } };
}

function fromS3Filter({ Prefix, Tag, And }: ReplicationRuleFilter): PropertyMap {
    if (And !== undefined) {
        return { and: { prefix: And.Prefix, tags: fromTagList(And.Tags) } };
    }
    return Tag === undefined ? { prefix: Prefix ?? "" } : { tag: { key: Tag.Key, value: Tag.Value } };
}
