import assert from "node:assert/strict";
import { refusal, type Properties } from "./plugin";
import { inSurroundings } from "./surroundings";
import { BUCKET, POLICY, VERSIONING, REPLICATION, ENCRYPTION, ROLE, ROLE_POLICY } from "./types";

const KNOWN_TYPES = [
    BUCKET,
    VERSIONING,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ENCRYPTION,
    POLICY,
    REPLICATION,
    ROLE,
    ROLE_POLICY,
].join(", ");

describe("the stand-in AWS plug-in: types and properties that it does not know", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const other = "aws:s3/bucketAcl:BucketAcl";
    const refused =
        `the stand-in AWS plug-in does not know the resource type ${other}. It knows: ${KNOWN_TYPES}. ` +
        "To use any other type, install the official plug-in: pulumi plugin install resource aws";
    const calls: Record<string, () => Promise<unknown>> = {
        check: () => here.plugin.check(other, {}),
        diff: () => here.plugin.diff(other, {}, {}),
        "create in a preview": () => here.plugin.create(other, {}, true),
        create: () => here.plugin.create(other, {}),
        read: () => here.plugin.read(other, "id"),
        update: () => here.plugin.update(other, "id", {}, {}),
        delete: () => here.plugin.delete(other, "id", {}),
    };
    for (const [name, call] of Object.entries(calls)) {
        it(`refuses another type: ${name}`, async () => {
            assert.equal(await refusal(call()), refused);
        });
    }

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
            reason: "is not a property of this type; its properties are: bucket, region, forceDestroy, objectLockEnabled, tags",
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
    ];
    for (const { type, inputs, property, reason } of checks) {
        it(`refuses ${property} of ${type}: ${JSON.stringify(inputs)}`, async () => {
            const { failures } = await here.plugin.check(type, inputs);
            assert.deepEqual(failures, [{ property, reason: `${type}: "${property}" ${reason}` }]);
        });
    }
});
