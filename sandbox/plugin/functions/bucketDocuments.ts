import { describe } from "../aws/errors";
import { fromS3Rule } from "../resources/replicationRule";
import { listOf, number, object, optional, required, string, type Properties } from "../schema";
import { isPropertyMap, type PropertyMap } from "../wire";
import { defineFunction, texts } from "./awsFunction";

const args = { bucket: required(string()), region: optional(string()) };

export const getBucketPolicy = defineFunction({
    token: "aws:s3/getBucketPolicy:getBucketPolicy",
    args,
    results: texts("bucket", "id", "policy", "region"),
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const s3 = await account.s3();
        const { Policy } = await s3.getBucketPolicy({ Bucket: bucket }).catch((error: unknown) => {
            throw new Error(`reading the policy of the S3 bucket ${bucket}: ${describe(error)}`);
        });
        return { id: bucket, bucket, region: account.region, policy: Policy };
    },
});

const minutes = { minutes: optional(number()) };
const status = { status: optional(string()) };
const tag = { key: optional(string()), value: optional(string()) };
const lists = (properties: Properties) => optional(listOf(object(properties)));
const rule = {
    id: optional(string()),
    status: required(string()),
    priority: optional(number()),
    prefix: optional(string()),
    filters: lists({
        prefix: optional(string()),
        tags: lists(tag),
        ands: lists({ prefix: optional(string()), tags: lists(tag) }),
    }),
    deleteMarkerReplications: lists(status),
    existingObjectReplications: lists(status),
    sourceSelectionCriterias: lists({
        replicaModifications: lists(status),
        sseKmsEncryptedObjects: lists(status),
    }),
    destinations: lists({
        bucket: required(string()),
        account: optional(string()),
        storageClass: optional(string()),
        accessControlTranslations: lists({ owner: optional(string()) }),
        encryptionConfigurations: lists({ replicaKmsKeyId: optional(string()) }),
        metrics: lists({ ...status, eventThresholds: lists(minutes) }),
        replicationTimes: lists({ ...status, times: lists(minutes) }),
    }),
};

export const getBucketReplicationConfiguration = defineFunction({
    token: "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration",
    args,
    results: { ...texts("bucket", "region", "role"), rules: required(listOf(object(rule))) },
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const s3 = await account.s3();
        const { ReplicationConfiguration: found } = await s3
            .getBucketReplication({ Bucket: bucket })
            .catch((error: unknown) => {
                throw new Error(`reading the replication of the S3 bucket ${bucket}: ${describe(error)}`);
            });
        return {
            bucket,
            region: account.region,
            role: found?.Role,
            rules: (found?.Rules ?? []).map((each) => withLists(fromS3Rule(each))),
        };
    },
});

/** The official function has a list in the place of each object that the resource has in a rule. */
function withLists(properties: PropertyMap): PropertyMap {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]): [string, PropertyMap[string]] => {
            if (!isPropertyMap(value)) {
                return [name, value];
            }
            const pairs: PropertyMap[] = Object.entries(value).map(([key, item]) => ({ key, value: item }));
            return [name.replace(/s?$/, "s"), name === "tags" ? pairs : [withLists(value)]];
        }),
    );
}
