import * as v from "valibot";
import { backfillSchema } from "../../components/backfill/schema";
import { encryptionSchema } from "../../components/bucket/encryption";
import { lifecycleSchema } from "../../components/bucket/lifecycle";
import { accessLoggingSchema } from "../../components/bucket/logging";
import { monitoringSchema } from "../../components/monitoring/schema";
import { DestinationGrant } from "../../components/policies/destinationGrant";
import { SourcePolicies } from "../../components/policies/sourcePolicies";
import {
    accountIdFormat,
    bucketNameFormat,
    policyArnFormat,
    regionFormat,
    roleArnFormat,
    roleNameFormat,
    rolePathFormat,
} from "../../components/validation/formats";
import type { Known } from "../../components/validation/pending";
import { needed, oneOf } from "../../components/validation/schema";
import { resourceTagsSchema } from "../../components/validation/tags";
import {
    assumeRoleSetting,
    destinationsSetting,
    endpointFormat,
    json,
    policySetting,
    stackNameFormat,
    switchSetting,
    rulesSetting,
} from "./values";

const common = {
    accountId: needed(accountIdFormat),
    region: needed(regionFormat),
    bucketName: needed(bucketNameFormat),
    existingBucket: switchSetting(false),
    manageVersioning: switchSetting(true),
    bucketPolicy: policySetting,
    encryption: json(encryptionSchema),
    objectLock: switchSetting(false),
    lifecycle: json(lifecycleSchema, "an object of days"),
    accessLogging: json(accessLoggingSchema),
    replicationRoleName: needed(roleNameFormat),
    replicationRolePath: v.optional(rolePathFormat, "/"),
    deleteMarkerReplication: switchSetting(false),
    objectAnnotations: switchSetting(false),
    protectBucket: switchSetting(true),
    forceDestroy: switchSetting(false),
    tags: json(resourceTagsSchema),
    profile: v.optional(v.string()),
    assumeRole: assumeRoleSetting,
    endpoint: v.optional(endpointFormat),
};

const settingsOf = <T extends v.ObjectEntries>(side: string, entries: T) =>
    v.strictObject(entries, `the settings of the ${side}, ${Object.keys(entries).join(", ")}`);

/** The settings of the destination. Pulumi.yaml says what each does. */
export const destinationSchema = settingsOf("destination", {
    side: v.literal("destination"),
    ...common,
    sourceAccountId: needed(accountIdFormat),
    grant: v.optional(oneOf(DestinationGrant), DestinationGrant.PinnedRole),
    replicaModificationSync: switchSetting(false),
});

/** The settings of the source. Two of them decide the defaults of its rules. */
export const sourceSchema = (deleteMarkers: boolean, hasOneDestination: boolean) =>
    settingsOf("source", {
        side: v.literal("source"),
        ...common,
        destinationStack: v.optional(stackNameFormat),
        destinationAccountId: v.optional(accountIdFormat),
        destinations: destinationsSetting,
        existingRoleArn: v.optional(roleArnFormat),
        attachRolePolicy: switchSetting(false),
        confineTrust: switchSetting(false),
        permissionsBoundary: v.optional(policyArnFormat),
        rules: rulesSetting(deleteMarkers, hasOneDestination),
        policies: v.optional(oneOf(SourcePolicies), SourcePolicies.Minimal),
        monitoring: json(monitoringSchema),
        backfill: json(backfillSchema),
    });

export type DestinationSettings = Known<v.InferOutput<typeof destinationSchema>>;
export type SourceSettings = Known<v.InferOutput<ReturnType<typeof sourceSchema>>>;
/** The settings that both sides have. */
export type AccountSettings = DestinationSettings | SourceSettings;
