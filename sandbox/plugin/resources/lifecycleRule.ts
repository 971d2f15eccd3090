import type { LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import { fromTagList, toTagList } from "../aws/tags";
import {
    boolean,
    listOf,
    number,
    object,
    oneOf,
    optional,
    required,
    string,
    stringMap,
    type Typed,
} from "../schema";
import { isPropertyMap, type PropertyMap } from "../wire";

const sizes = {
    objectSizeGreaterThan: optional(number()),
    objectSizeLessThan: optional(number()),
};
const filterProperties = {
    ...sizes,
    prefix: optional(string()),
    tag: optional(object({ key: required(string()), value: required(string()) })),
    and: optional(object({ ...sizes, prefix: optional(string()), tags: optional(stringMap()) })),
};

const storageClass = () =>
    oneOf("GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR");

const properties = {
    id: required(string()),
    status: required(oneOf("Enabled", "Disabled")),
    filter: optional(object(filterProperties)),
    abortIncompleteMultipartUpload: optional(object({ daysAfterInitiation: optional(number()) })),
    expiration: optional(
        object({
            date: optional(string()),
            days: optional(number()),
            expiredObjectDeleteMarker: optional(boolean(), { default: false }),
        }),
    ),
    noncurrentVersionExpiration: optional(
        object({ newerNoncurrentVersions: optional(number()), noncurrentDays: required(number()) }),
    ),
    noncurrentVersionTransitions: optional(
        listOf(
            object({
                newerNoncurrentVersions: optional(number()),
                noncurrentDays: required(number()),
                storageClass: required(storageClass()),
            }),
            true,
        ),
    ),
    transitions: optional(
        listOf(
            object({
                date: optional(string()),
                days: optional(number()),
                storageClass: required(storageClass()),
            }),
            true,
        ),
    ),
};

export const lifecycleRule = object(properties, simplify);
export type Rule = Typed<typeof properties>;

/** No filter, one without members and an empty prefix all select every object. */
function simplify(rule: PropertyMap): PropertyMap {
    const { filter } = rule;
    const everything =
        filter === undefined ||
        (isPropertyMap(filter) &&
            Object.values(filter).every((value) => value === undefined || value === ""));
    return everything ? { ...rule, filter: { prefix: "" } } : rule;
}

export function toS3Rule(rule: Rule): LifecycleRule {
    const { expiration, noncurrentVersionExpiration: noncurrent } = rule;
    return {
        ID: rule.id,
        Status: rule.status,
        Filter: toS3Filter(rule.filter ?? {}),
        AbortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload && {
            DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation,
        },
        Expiration: expiration && {
            Date: toDate(expiration.date),
            Days: expiration.days,
            // S3 takes it alone only.
            ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker === true ? true : undefined,
        },
        NoncurrentVersionExpiration: noncurrent && {
            NewerNoncurrentVersions: noncurrent.newerNoncurrentVersions,
            NoncurrentDays: noncurrent.noncurrentDays,
        },
        NoncurrentVersionTransitions: rule.noncurrentVersionTransitions?.map((transition) => ({
            NewerNoncurrentVersions: transition.newerNoncurrentVersions,
            NoncurrentDays: transition.noncurrentDays,
            StorageClass: transition.storageClass,
        })),
        Transitions: rule.transitions?.map((transition) => ({
            Date: toDate(transition.date),
            Days: transition.days,
            StorageClass: transition.storageClass,
        })),
    };
}

export function fromS3Rule(rule: LifecycleRule): PropertyMap {
    const { Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
    return {
        id: rule.ID,
        status: rule.Status,
        filter: rule.Filter && fromS3Filter(rule.Filter),
        abortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload && {
            daysAfterInitiation: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation,
        },
        expiration: expiration && {
            date: fromDate(expiration.Date),
            days: expiration.Days,
            expiredObjectDeleteMarker: expiration.ExpiredObjectDeleteMarker,
        },
        noncurrentVersionExpiration: noncurrent && {
            newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions,
            noncurrentDays: noncurrent.NoncurrentDays,
        },
        noncurrentVersionTransitions: rule.NoncurrentVersionTransitions?.map((transition) => ({
            newerNoncurrentVersions: transition.NewerNoncurrentVersions,
            noncurrentDays: transition.NoncurrentDays,
            storageClass: transition.StorageClass,
        })),
        transitions: rule.Transitions?.map((transition) => ({
            date: fromDate(transition.Date),
            days: transition.Days,
            storageClass: transition.StorageClass,
        })),
    };
}

/** S3 takes exactly one of the members. */
function toS3Filter(filter: Typed<typeof filterProperties>): LifecycleRuleFilter {
    const { prefix, tag, and, objectSizeGreaterThan, objectSizeLessThan } = filter;
    if (and !== undefined) {
        return {
            And: {
                Prefix: and.prefix,
                Tags: and.tags && toTagList(and.tags),
                ObjectSizeGreaterThan: and.objectSizeGreaterThan,
                ObjectSizeLessThan: and.objectSizeLessThan,
            },
        };
    }
    if (tag !== undefined) {
        return { Tag: { Key: tag.key, Value: tag.value } };
    }
    if (objectSizeGreaterThan !== undefined || objectSizeLessThan !== undefined) {
        return { ObjectSizeGreaterThan: objectSizeGreaterThan, ObjectSizeLessThan: objectSizeLessThan };
    }
    return { Prefix: prefix ?? "" };
}

function fromS3Filter(filter: LifecycleRuleFilter): PropertyMap {
    const { And: and, Tag: tag, ObjectSizeGreaterThan, ObjectSizeLessThan } = filter;
    if (and !== undefined) {
        return {
            and: {
                prefix: and.Prefix,
                tags: and.Tags && fromTagList(and.Tags),
                objectSizeGreaterThan: and.ObjectSizeGreaterThan,
                objectSizeLessThan: and.ObjectSizeLessThan,
            },
        };
    }
    if (tag !== undefined) {
        return { tag: { key: tag.Key, value: tag.Value } };
    }
    return ObjectSizeGreaterThan === undefined && ObjectSizeLessThan === undefined
        ? { prefix: filter.Prefix ?? "" }
        : { objectSizeGreaterThan: ObjectSizeGreaterThan, objectSizeLessThan: ObjectSizeLessThan };
}

/** Dates are timestamps of RFC 3339, as in the official plug-in; S3 takes midnight UTC alone. */
function toDate(text: string | undefined): Date | undefined {
    return text === undefined ? undefined : new Date(text);
}

function fromDate(date: Date | undefined): string | undefined {
    return date?.toISOString().replace(".000Z", "Z");
}
