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
} from "../components/argumentRules";
import { lifecycleSchema } from "../components/bucketLifecycle";
import { DestinationGrant, SourcePolicies } from "../components/policies/forms";
import { replicationRulesSchema } from "../components/ruleSchema";
import {
    accessLoggingSetting,
    assumeRoleSetting,
    destinationsSetting,
    encryptionSetting,
    flag,
    json,
    keeping,
    monitoringSetting,
    oneOf,
    policySetting,
    required,
    stackNameRule,
    tagsSetting,
} from "./settingsValues";

const endpointRule: ArgumentRule = {
    allowed: "an address that starts with http:// or https://",
    accepts: (address) => /^https?:\/\//.test(address) && URL.canParse(address),
};

const common = {
    accountId: required(accountIdRule),
    region: required(regionRule),
    bucketName: required(bucketNameRule),
    existingBucket: flag(false),
    manageVersioning: flag(true),
    bucketPolicy: policySetting,
    encryption: encryptionSetting,
    objectLock: flag(false),
    lifecycle: json(lifecycleSchema, "an object of days"),
    accessLogging: accessLoggingSetting,
    replicationRoleName: required(roleNameRule),
    replicationRolePath: v.optional(keeping(rolePathRule), "/"),
    deleteMarkerReplication: flag(false),
    protectBucket: flag(true),
    forceDestroy: flag(false),
    tags: tagsSetting,
    profile: v.optional(v.string()),
    assumeRole: assumeRoleSetting,
    endpoint: v.optional(keeping(endpointRule)),
};

const settingsOf = <T extends v.ObjectEntries>(side: string, entries: T) =>
    v.strictObject(entries, `the settings of the ${side}, ${Object.keys(entries).join(", ")}`);

/** The settings of the destination; Pulumi.yaml says what each does. */
export const destinationSchema = settingsOf("destination", {
    side: v.literal("destination"),
    ...common,
    sourceAccountId: required(accountIdRule),
    grant: oneOf(DestinationGrant, DestinationGrant.PinnedRole),
    replicaModificationSync: flag(false),
});

/** The settings of the source; Pulumi.yaml says what each does. */
export const sourceSchema = v.pipe(
    settingsOf("source", {
        side: v.literal("source"),
        ...common,
        destinationStack: v.optional(keeping(stackNameRule)),
        destinations: destinationsSetting,
        existingRoleArn: v.optional(keeping(roleArnRule)),
        attachRolePolicy: flag(false),
        permissionsBoundary: v.optional(keeping(policyArnRule)),
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
