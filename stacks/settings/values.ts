import * as v from "valibot";
import {
    accountIdRule,
    bucketArnRule,
    bucketNameRule,
    destinationNameRule,
    kmsKeyArnRule,
    queueArnRule,
    regionRule,
    roleArnRule,
    roleNameRule,
    rolePathRule,
    topicArnRule,
    type ArgumentRule,
} from "../../components/validation/formats";
import { accessLoggingMembers } from "../../components/bucket/logging";
import { onOff, ruled } from "../../components/validation/check";
import { encryptionMembers } from "../../components/bucket/encryption";
import {
    eventMembers,
    monitoringMembers,
    secondsSchema,
    topicListSchema,
} from "../../components/monitoring/schema";
import { ownPolicySchema } from "../../components/policies/userStatements";
import { isRecord, members } from "../../components/validation/schema";
import { destinationsByName } from "../../components/target/given";
import { resourceTags, resourceTagsSchema } from "../../components/validation/tags";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const sessionNameRule: ArgumentRule = {
    allowed: "2 to 64 letters, digits and _+=,.@-",
    accepts: (name) => /^[\w+=,.@-]{2,64}$/.test(name),
};

export const stackNameRule: ArgumentRule = {
    allowed: "stack, org/stack or org/project/stack",
    accepts: (name) => /^[\w.-]+(\/[\w.-]+){0,2}$/.test(name),
};

// Every value of Pulumi's configuration arrives as text; lists, objects and switches as their JSON.

// An absent value is judged as an empty one, so that the answer tells what is allowed.
export const required = (rule: ArgumentRule) => v.optional(ruled(rule), "");
export const switchSetting = (preset: boolean) =>
    v.pipe(
        v.optional(v.picklist(["true", "false"], onOff.message), `${preset}`),
        v.transform((value) => value === "true"),
    );
export const oneOf = <T extends string>(values: Readonly<Record<string, T>>, preset: T) =>
    v.optional(v.picklist(Object.values(values), Object.values(values).join(", ")), () => preset);
export const json = <T extends v.GenericSchema>(schema: T, allowed: string) =>
    v.optional(v.pipe(v.string(), v.parseJson({}, allowed), schema));
/** An object in JSON, whose schema says what it is where it is something else. */
const jsonObject = <T extends v.ObjectEntries>(entries: T, allowed: string) =>
    json(members(entries, allowed), allowed);

const text = v.string("a text");

export const tagsSetting = json(resourceTagsSchema, resourceTags);

export const assumeRoleSetting = jsonObject(
    {
        roleArn: required(roleArnRule),
        externalId: v.optional(text),
        sessionName: v.optional(ruled(sessionNameRule)),
    },
    "an object with roleArn and, optionally, externalId and sessionName",
);

/** Keeps the text: the component takes it as such. */
export const policySetting = v.optional(
    v.pipe(
        v.string(),
        v.rawCheck(({ dataset, addIssue }) => {
            const { issues } = v.safeParse(ownPolicySchema, dataset.value);
            if (issues) {
                const [{ message, input, path }] = issues;
                addIssue({ message, input, path });
            }
        }),
    ),
);

export const encryptionSetting = jsonObject(
    {
        kmsKeyArn: v.optional(ruled(kmsKeyArnRule)),
        createKmsKey: v.optional(onOff),
        bucketKey: v.optional(onOff),
        sourceBucketKey: v.optional(onOff),
    },
    encryptionMembers,
);

export const accessLoggingSetting = jsonObject(
    { bucketName: required(bucketNameRule), prefix: v.optional(text) },
    accessLoggingMembers,
);

export const monitoringSetting = jsonObject(
    {
        alarms: v.optional(onOff),
        alarmTopicArns: v.optional(topicListSchema(ruled(topicArnRule))),
        latencyThresholdSeconds: v.optional(secondsSchema),
        events: v.optional(
            members(
                {
                    topicArn: v.optional(ruled(topicArnRule)),
                    queueArn: v.optional(ruled(queueArnRule)),
                    thresholds: v.optional(onOff),
                },
                eventMembers,
            ),
        ),
        dashboard: v.optional(onOff),
    },
    monitoringMembers,
);

/** A destination that another stack made, or one that is described. */
const destinationSetting = v.lazy((value) =>
    isRecord(value) && "stack" in value
        ? v.strictObject({ stack: ruled(stackNameRule) }, "an object with stack alone")
        : v.strictObject(
              {
                  bucketArn: required(bucketArnRule),
                  accountId: required(accountIdRule),
                  region: v.optional(ruled(regionRule)),
                  sourceAccountId: v.optional(ruled(accountIdRule)),
                  replicationRoleName: v.optional(ruled(roleNameRule)),
                  replicationRolePath: v.optional(ruled(rolePathRule)),
                  deleteMarkerReplication: v.optional(onOff),
                  kmsKeyArn: v.optional(ruled(kmsKeyArnRule)),
                  bucketKey: v.optional(onOff),
                  sourceBucketKey: v.optional(onOff),
                  objectLock: v.optional(onOff),
                  replicaModificationSync: v.optional(onOff),
              },
              "an object with stack, or with bucketArn, accountId and whatever else is known of the destination",
          ),
);

export const destinationsSetting = json(
    v.pipe(
        // A record of valibot's takes a list too.
        v.custom<Record<string, unknown>>(isRecord, destinationsByName),
        v.record(ruled(destinationNameRule), destinationSetting, destinationsByName),
    ),
    destinationsByName,
);
