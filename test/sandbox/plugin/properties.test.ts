import assert from "node:assert/strict";
import type { Properties } from "./answers";
import { inSurroundings } from "./surroundings";
import {
    ALARM,
    BUCKET,
    DASHBOARD,
    KEY,
    LIFECYCLE,
    LOGGING,
    NOTIFICATION,
    POLICY,
    REPLICATION,
    ROLE,
    TOPIC,
    VERSIONING,
} from "./types";

describe("the stand-in AWS plug-in: properties that it does not take", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const checks: { type: string; inputs: Properties; property: string; reason: string }[] = [
        {
            type: BUCKET,
            inputs: { versioning: { enabled: true } },
            property: "versioning",
            reason: "is not supported by the stand-in AWS plug-in; use aws.s3.BucketVersioning, or install the official plug-in",
        },
        {
            type: BUCKET,
            inputs: { color: "red" },
            property: "color",
            reason: "is not a property of this type; its properties are: bucket, region, forceDestroy, objectLockEnabled, tags, tagsAll",
        },
        {
            type: BUCKET,
            inputs: { forceDestroy: "yes" },
            property: "forceDestroy",
            reason: 'must be a boolean, got "yes"',
        },
        {
            type: VERSIONING,
            inputs: { bucket: "b", versioningConfiguration: { status: "On" } },
            property: "versioningConfiguration.status",
            reason: 'must be one of Enabled, Suspended, Disabled, got "On"',
        },
        {
            type: VERSIONING,
            inputs: { bucket: "b" },
            property: "versioningConfiguration",
            reason: "is required",
        },
        {
            type: POLICY,
            inputs: { bucket: "b", policy: "{" },
            property: "policy",
            reason: 'must be a JSON document, got "{"',
        },
        {
            type: REPLICATION,
            inputs: {
                bucket: "b",
                role: "r",
                rules: [{ status: "Enabled", destination: { bucket: "d", acl: "private" } }],
            },
            property: "rules[0].destination.acl",
            reason:
                "is not a property that the stand-in supports; it supports: bucket, account, storageClass, " +
                "accessControlTranslation, encryptionConfiguration, metrics, replicationTime",
        },
        {
            type: ROLE,
            inputs: { assumeRolePolicy: "{}", tags: { "a.b": 1 } },
            property: 'tags["a.b"]',
            reason: "must be a string, got 1",
        },
        {
            type: KEY,
            inputs: { customerMasterKeySpec: "AES_256" },
            property: "customerMasterKeySpec",
            reason:
                "must be one of SYMMETRIC_DEFAULT, RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, " +
                'ECC_NIST_P521, ECC_SECG_P256K1, HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2, got "AES_256"',
        },
        {
            type: ALARM,
            inputs: { metricQueries: [] },
            property: "metricQueries",
            reason: "is not supported by the stand-in AWS plug-in; install the official plug-in to use it",
        },
        {
            type: ALARM,
            inputs: { statistic: "p99" },
            property: "statistic",
            reason: 'must be one of SampleCount, Average, Sum, Minimum, Maximum, got "p99"',
        },
        {
            type: DASHBOARD,
            inputs: { dashboardName: "d", dashboardBody: "widgets" },
            property: "dashboardBody",
            reason: 'must be a JSON document, got "widgets"',
        },
        {
            type: TOPIC,
            inputs: { fifoTopic: true },
            property: "fifoTopic",
            reason: "is not supported by the stand-in AWS plug-in; install the official plug-in to use it",
        },
        {
            type: NOTIFICATION,
            inputs: { bucket: "b", topics: [{ topicArn: "t" }] },
            property: "topics[0].events",
            reason: "is required",
        },
        {
            type: LOGGING,
            inputs: { bucket: "b", targetBucket: "l" },
            property: "targetPrefix",
            reason: "is required",
        },
        {
            type: LIFECYCLE,
            inputs: { bucket: "b", rules: [{ id: "r", status: "Enabled", prefix: "p" }] },
            property: "rules[0].prefix",
            reason:
                "is not a property that the stand-in supports; it supports: id, status, filter, " +
                "abortIncompleteMultipartUpload, expiration, noncurrentVersionExpiration, " +
                "noncurrentVersionTransitions, transitions",
        },
    ];
    for (const { type, inputs, property, reason } of checks) {
        it(`refuses ${property} of ${type}: ${JSON.stringify(inputs)}`, async () => {
            const { failures } = await here.plugin.check(type, inputs);
            assert.deepEqual(failures, [{ property, reason: `${type}: "${property}" ${reason}` }]);
        });
    }
});
