import * as v from "valibot";
import { userPolicySchema } from "../../components/policies/userStatements";
import { replicationRulesSchema } from "../../components/rules/schema";
import { destinationsByName } from "../../components/target/given";
import { targetEntries, targetSchema } from "../../components/target/schema";
import { judgedOnce } from "../../components/validation/check";
import {
    accountIdFormat,
    destinationNameFormat,
    format,
    roleArnFormat,
} from "../../components/validation/formats";
import { isRecord, members, needed, onOff, record } from "../../components/validation/schema";

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const sessionNameFormat = format("2 to 64 letters, digits and _+=,.@-", (name) =>
    /^[\w+=,.@-]{2,64}$/.test(name),
);

export const stackNameFormat = format("stack, org/stack or org/project/stack", (name) =>
    /^[\w.-]+(\/[\w.-]+){0,2}$/.test(name),
);

export const endpointFormat = format(
    "an address that starts with http:// or https://",
    (address) => /^https?:\/\//.test(address) && URL.canParse(address),
);

// Every value of Pulumi's configuration arrives as text; lists, objects and switches as JSON.

export const switchSetting = (preset: boolean) =>
    v.pipe(
        v.optional(v.picklist(["true", "false"], onOff.message), `${preset}`),
        v.transform((value) => value === "true"),
    );

/** A setting that is JSON, judged once by its schema. */
export const json = <T extends v.GenericSchema & { readonly message: string }>(
    schema: T,
    allowed: string = schema.message,
) => v.optional(v.pipe(v.string(), v.parseJson({}, allowed), judgedOnce(schema)));

const text = v.string("a text");

export const assumeRoleSetting = json(
    members(
        {
            roleArn: needed(roleArnFormat),
            externalId: v.optional(text),
            sessionName: v.optional(sessionNameFormat),
        },
        "an object with roleArn and, optionally, externalId and sessionName",
    ),
);

/** It stays a text, as the component takes it. */
export const policySetting = v.optional(
    v.pipe(
        v.string(),
        v.rawCheck(({ dataset, addIssue }) => {
            const { issues } = v.safeParse(userPolicySchema, dataset.value);
            if (issues) {
                const [{ message, input, path }] = issues;
                addIssue({ message, input, path });
            }
        }),
    ),
);

const described = v.strictObject(
    targetEntries,
    "an object with stack, or with bucketArn, accountId and whatever else is known of the destination",
);

/** A destination that another stack made, or one that is described. */
const destinationSetting = v.lazy((value) =>
    isRecord(value) && "stack" in value
        ? v.strictObject(
              { stack: stackNameFormat, accountId: v.optional(accountIdFormat) },
              "an object with stack and, optionally, accountId",
          )
        : judgedOnce(described, targetSchema),
);

export const destinationsSetting = json(
    v.pipe(
        record(destinationsByName),
        v.record(destinationNameFormat, destinationSetting, destinationsByName),
    ),
);

/**
 * The rules. A rule that leaves out deleteMarkerReplication has the stack's setting, but false where it selects by tags, as AWS
 * wants it. Where no rules are set, a sole destination has one.
 */
export const rulesSetting = (deleteMarkers: boolean, hasOneDestination: boolean) =>
    v.optional(
        v.pipe(
            v.string(),
            v.parseJson({}, "a list of rules"),
            v.transform((rules) => fillDeleteMarkers(rules, deleteMarkers)),
            judgedOnce(replicationRulesSchema),
        ),
        hasOneDestination ? "[{}]" : undefined,
    );

/** What is not a list of rules stays as it is, and the schema refuses it. */
function fillDeleteMarkers(rules: unknown, deleteMarkers: boolean): unknown {
    return Array.isArray(rules)
        ? rules.map((rule: unknown) =>
              isRecord(rule)
                  ? { deleteMarkerReplication: deleteMarkers && rule.tags === undefined, ...rule }
                  : rule,
          )
        : rules;
}
