import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { inferSchema, schemaFile } from "../../tools/schema";

const property = v.object({ description: v.pipe(v.string(), v.nonEmpty()) });
const properties = v.record(v.string(), property);
const schemaShape = v.object({
    resources: v.record(
        v.string(),
        v.object({ description: v.string(), inputProperties: properties, properties }),
    ),
    types: v.record(
        v.string(),
        v.union([
            v.object({ properties }),
            v.object({ enum: v.array(v.object({ name: v.string(), ...property.entries })) }),
        ]),
    ),
});

/** What both sides may be told of their bucket. */
const ofTheBucket = [
    "bucketName",
    "existingBucket",
    "manageVersioning",
    "bucketPolicy",
    "encryption",
    "objectLock",
    "lifecycle",
    "accessLogging",
    "forceDestroy",
    "protectBucket",
    "tags",
];

describe("the package's schema", function () {
    // The inference type-checks the sources.
    this.timeout(30_000);

    let text: string;
    before(async () => {
        text = await inferSchema();
    });

    it("is the one that ships (else: make generated)", () => {
        assert.equal(readFileSync(schemaFile, "utf8"), text);
    });

    it("names both components, each input and each output with a description, and no private field", () => {
        const { resources, types } = v.parse(schemaShape, JSON.parse(text));
        const members = Object.entries(resources).map(([token, resource]) => [
            token.split(":").at(-1),
            Object.keys(resource.inputProperties),
            Object.keys(resource.properties),
        ]);
        assert.deepEqual(members, [
            [
                "ReplicationDestination",
                [
                    "sourceAccountId",
                    "replicationRoleName",
                    "replicationRolePath",
                    "grant",
                    "deleteMarkerReplication",
                    "objectAnnotations",
                    "replicaModificationSync",
                    ...ofTheBucket,
                ],
                [
                    "target",
                    "bucketArn",
                    "bucketName",
                    "accountId",
                    "region",
                    "sourceAccountId",
                    "replicationRoleName",
                    "replicationRolePath",
                    "deleteMarkerReplication",
                    "objectAnnotations",
                    "replicaModificationSync",
                    "objectLock",
                    "kmsKeyArn",
                    "bucketKey",
                    "sourceBucketKey",
                    "bucketPolicyStatements",
                    "keyPolicyStatements",
                ],
            ],
            [
                "ReplicationSource",
                [
                    "destination",
                    "destinationAccountId",
                    "destinations",
                    "rules",
                    "policies",
                    "objectAnnotations",
                    "monitoring",
                    "backfill",
                    ...ofTheBucket,
                    "replicationRoleName",
                    "replicationRolePath",
                    "permissionsBoundary",
                    "confineTrust",
                    "existingRoleArn",
                    "attachRolePolicy",
                ],
                [
                    "bucketArn",
                    "bucketName",
                    "accountId",
                    "region",
                    "roleArn",
                    "rolePolicy",
                    "kmsKeyArn",
                    "keyPolicyStatements",
                    "topicArns",
                    "backfill",
                ],
            ],
        ]);
        assert.deepEqual(
            Object.keys(types).map((token) => token.split(":").at(-1)),
            [
                "DestinationGrant",
                "BucketEncryption",
                "BucketLifecycle",
                "AccessLogging",
                "ReplicationTarget",
                "ReplicationRule",
                "ReplicaStorageClass",
                "SourcePolicies",
                "ReplicationMonitoring",
                "ReplicationEvents",
                "ReplicationBackfill",
                "BackfillLocation",
            ],
        );
    });

    it("names types as no code generation does, which appends its own words to them", () => {
        // Python and Go have ReplicationRuleArgs for ReplicationRule, Go ReplicationRuleInput, -Output, -Array and more.
        const { types } = v.parse(schemaShape, JSON.parse(text));
        const taken = /(Args|Input|Output|Ptr|Array|Map|State|Result|Dict|Type)$/;
        assert.deepEqual(
            Object.keys(types).filter((token) => taken.test(token)),
            [],
        );
    });

    it("describes in words that are no language's", () => {
        const descriptions = [...text.matchAll(/"description": ("(?:[^"\\]|\\.)*")/g)].map(
            ([, description = ""]) => v.parse(v.string(), JSON.parse(description)),
        );
        const ofTypeScript =
            /TypeScript|Node|pulumi\.|RunError|undefined|null\b|Promise|Input<|Output<|Record<|interface|as const|\bnew \w+\(|=>|\bimport\b|\{@|\w\[\]|`\w+\.\w+`/;
        assert.ok(descriptions.length > 80);
        assert.deepEqual(
            descriptions.filter((description) => ofTypeScript.test(description)),
            [],
        );
    });
});
