import * as v from "valibot";
import {
    accountIdRule,
    bucketNameRule,
    policyArnRule,
    regionRule,
    roleArnRule,
    roleNameRule,
    rolePathRule,
    type ArgumentRule,
} from "../../components/validation/formats";
import { ruled } from "../../components/validation/check";
import { lifecycleSchema } from "../../components/bucket/lifecycle";
import { DestinationGrant, SourcePolicies } from "../../components/policies/forms";
import { replicationRulesSchema } from "../../components/rules/schema";
import {
    accessLoggingSetting,
    assumeRoleSetting,
    destinationsSetting,
    encryptionSetting,
    json,
    monitoringSetting,
    oneOf,
    policySetting,
    required,
    stackNameRule,
    switchSetting,
    tagsSetting,
} from "./values";

const endpointRule: ArgumentRule = {
    allowed: "an address that starts with http:// or https://",
    accepts: (address) => /^https?:\/\//.test(address) && URL.canParse(address),
};

const common = {
    accountId: required(accountIdRule),
    region: required(regionRule),
    bucketName: required(bucketNameRule),
    existingBucket: switchSetting(false),
    manageVersioning: switchSetting(true),
    bucketPolicy: policySetting,
    encryption: encryptionSetting,
    objectLock: switchSetting(false),
    lifecycle: json(lifecycleSchema, "an object of days"),
    accessLogging: accessLoggingSetting,
    replicationRoleName: required(roleNameRule),
    replicationRolePath: v.optional(ruled(rolePathRule), "/"),
    deleteMarkerReplication: switchSetting(false),
    protectBucket: switchSetting(true),
    forceDestroy: switchSetting(false),
    tags: tagsSetting,
    profile: v.optional(v.string()),
    assumeRole: assumeRoleSetting,
    endpoint: v.optional(ruled(endpointRule)),
};

const settingsOf = <T extends v.ObjectEntries>(side: string, entries: T) =>
    v.strictObject(entries, `the settings of the ${side}, ${Object.keys(entries).join(", ")}`);

/** The settings of the destination; Pulumi.yaml says what each does. */
export const destinationSchema = settingsOf("destination", {
    side: v.literal("destination"),
    ...common,
    sourceAccountId: required(accountIdRule),
    grant: oneOf(DestinationGrant, DestinationGrant.PinnedRole),
    replicaModificationSync: switchSetting(false),
});

/** The settings of the source; Pulumi.yaml says what each does. */
export const sourceSchema = v.pipe(
    settingsOf("source", {
        side: v.literal("source"),
        ...common,
        destinationStack: v.optional(ruled(stackNameRule)),
        destinations: destinationsSetting,
        existingRoleArn: v.optional(ruled(roleArnRule)),
        attachRolePolicy: switchSetting(false),
        permissionsBoundary: v.optional(ruled(policyArnRule)),
        rules: json(replicationRulesSchema, "a list of rules"),
        policies: oneOf(SourcePolicies, SourcePolicies.Minimal),
        monitoring: monitoringSetting,
    }),
    v.transform(({ rules, ...settings }) => ({
        ...settings,
        // What a rule leaves open, the stack's own setting says. With several destinations there is no rule by default.
        rules: (rules ?? (settings.destinations ? undefined : [{}]))?.map((rule) => ({
            // AWS has no delete markers by rules that select by tags.
            deleteMarkerReplication: settings.deleteMarkerReplication && rule.tags === undefined,
            ...rule,
        })),
    })),
);

export type DestinationSettings = v.InferOutput<typeof destinationSchema>;
export type SourceSettings = v.InferOutput<typeof sourceSchema>;
/** The settings that both sides have. */
export type AccountSettings = DestinationSettings | SourceSettings;
