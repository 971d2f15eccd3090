import * as v from "valibot";
import {
    accountIdRule,
    bucketArnRule,
    bucketNameRule,
    destinationNameRule,
    eventBusNameRule,
    kmsKeyArnRule,
    queueArnRule,
    regionRule,
    roleArnRule,
    roleNameRule,
    rolePathRule,
    topicArnRule,
    type ArgumentRule,
} from "../components/argumentRules";
import { isRecord, members } from "../components/record";
import { ownPolicySchema } from "../components/policies/ownStatements";

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
export const keeping = (rule: ArgumentRule) =>
    v.pipe(v.string(rule.allowed), v.check(rule.accepts, rule.allowed));
// An absent value is judged as an empty one, so that the answer tells what is allowed.
export const required = (rule: ArgumentRule) =>
    v.pipe(v.optional(v.string(rule.allowed), ""), v.check(rule.accepts, rule.allowed));
export const flag = (preset: boolean) =>
    v.pipe(
        v.optional(v.picklist(["true", "false"], "true or false"), `${preset}`),
        v.transform((value) => value === "true"),
    );
export const oneOf = <T extends string>(values: Readonly<Record<string, T>>, preset: T) =>
    v.optional(v.picklist(Object.values(values), Object.values(values).join(", ")), () => preset);
export const json = <T extends v.GenericSchema>(schema: T, allowed: string) =>
    v.optional(v.pipe(v.string(), v.parseJson({}, allowed), schema));
/** An object in JSON, whose schema says what it is where it is something else. */
const jsonObject = <T extends v.ObjectEntries>(entries: T, allowed: string) =>
    json(members(entries, allowed), allowed);

/** In JSON there are switches too. */
const onOff = v.optional(v.boolean("true or false"));
const text = v.string("a text");

/** A record of valibot's takes a list too. */
const keyed = (allowed: string) => v.custom<Record<string, unknown>>(isRecord, allowed);

const tags = "an object whose values are texts";
export const tagsSetting = json(v.pipe(keyed(tags), v.record(v.string(), text, tags)), tags);

export const assumeRoleSetting = jsonObject(
    {
        roleArn: required(roleArnRule),
        externalId: v.optional(text),
        sessionName: v.optional(keeping(sessionNameRule)),
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
        kmsKeyArn: v.optional(keeping(kmsKeyArnRule)),
        createKmsKey: onOff,
        bucketKey: onOff,
        sourceBucketKey: onOff,
    },
    "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey",
);

export const accessLoggingSetting = jsonObject(
    { bucketName: required(bucketNameRule), prefix: v.optional(text) },
    "an object with bucketName and, optionally, prefix",
);

export const monitoringSetting = jsonObject(
    {
        alarms: onOff,
        alarmTopicArns: v.optional(v.array(keeping(topicArnRule), "a list of ARNs of SNS topics")),
        latencyThresholdSeconds: v.optional(v.number("a whole number of seconds from 1 to 86400")),
        events: v.optional(
            members(
                {
                    topicArn: v.optional(keeping(topicArnRule)),
                    queueArn: v.optional(keeping(queueArnRule)),
                    eventBusName: v.optional(keeping(eventBusNameRule)),
                    thresholds: onOff,
                },
                "an object with topicArn, queueArn or eventBusName, and thresholds",
            ),
        ),
        dashboard: onOff,
    },
    "an object with alarms, alarmTopicArns, latencyThresholdSeconds, events, dashboard",
);

/** A destination that another stack made, or one that is described. */
const destinationSetting = v.lazy((value) =>
    typeof value === "object" && value !== null && "stack" in value
        ? v.strictObject({ stack: keeping(stackNameRule) }, "an object with stack alone")
        : v.strictObject(
              {
                  bucketArn: required(bucketArnRule),
                  accountId: required(accountIdRule),
                  region: v.optional(keeping(regionRule)),
                  sourceAccountId: v.optional(keeping(accountIdRule)),
                  replicationRoleName: v.optional(keeping(roleNameRule)),
                  replicationRolePath: v.optional(keeping(rolePathRule)),
                  deleteMarkerReplication: onOff,
                  kmsKeyArn: v.optional(keeping(kmsKeyArnRule)),
                  bucketKey: onOff,
                  sourceBucketKey: onOff,
                  objectLock: onOff,
                  replicaModificationSync: onOff,
              },
              "an object with stack, or with bucketArn, accountId and whatever else is known of the destination",
          ),
);

const destinations = "an object with a destination under each name";
export const destinationsSetting = json(
    v.pipe(keyed(destinations), v.record(keeping(destinationNameRule), destinationSetting, destinations)),
    destinations,
);
