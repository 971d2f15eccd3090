import * as assert from "node:assert/strict";
import * as v from "valibot";
import { backfillSchema } from "../../../../components/backfill/schema";
import { encryptionSchema } from "../../../../components/bucket/encryption";
import { lifecycleSchema } from "../../../../components/bucket/lifecycle";
import { accessLoggingSchema } from "../../../../components/bucket/logging";
import { monitoringSchema } from "../../../../components/monitoring/schema";
import { replicationRulesSchema } from "../../../../components/rules/schema";
import { targetSchema } from "../../../../components/target/schema";
import { parse } from "../../../../components/validation/check";
import { resourceTagsSchema } from "../../../../components/validation/tags";
import { sourceSchema } from "../../../../stacks/settings/schema";

const place = { component: "a source", argument: "a setting" };
const tokyo = { bucketArn: "arn:aws:s3:::tokyo", accountId: "222222222222" };
const subjects = {
    encryption: [encryptionSchema, { createKmsKey: true }],
    lifecycle: [lifecycleSchema, { abortIncompleteMultipartUploadDays: 7 }],
    accessLogging: [accessLoggingSchema, { bucketName: "access-logs" }],
    tags: [resourceTagsSchema, { team: "sre" }],
    monitoring: [monitoringSchema, { alarms: true }],
    backfill: [backfillSchema, { expirationDays: 7 }],
    rules: [replicationRulesSchema, [{ destination: "tokyo" }]],
} as const;

const settings = v.parse(sourceSchema(false, true), {
    side: "source",
    accountId: "111111111111",
    region: "ap-northeast-2",
    bucketName: "originals",
    replicationRoleName: "replicator",
    destinations: JSON.stringify({ tokyo }),
    ...Object.fromEntries(
        Object.entries(subjects).map(([setting, [, value]]) => [setting, JSON.stringify(value)]),
    ),
});

describe("what a stack's settings hold, the component takes as it was judged", () => {
    const judged: readonly (readonly [name: string, schema: v.GenericSchema, value: unknown])[] = [
        ...Object.entries(subjects).map(
            ([setting, [schema]]) => [setting, schema, Reflect.get(settings, setting)] as const,
        ),
        ["destinations.tokyo", targetSchema, settings.destinations?.tokyo],
    ];
    for (const [name, schema, value] of judged) {
        it(`${name}: the same value, and not one that is judged again`, () => {
            assert.equal(typeof value, "object");
            assert.equal(parse(place, value, schema), value);
            const copy: unknown = structuredClone(value);
            assert.notEqual(parse(place, copy, schema), copy);
        });
    }

    it("but judges by another schema what that has not judged", () => {
        assert.throws(() => parse(place, settings.monitoring, encryptionSchema), {
            message:
                "a source: a setting.alarms is true; allowed: an object with kmsKeyArn or createKmsKey and, optionally, bucketKey.",
        });
    });
});
