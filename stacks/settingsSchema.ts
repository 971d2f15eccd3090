import * as v from "valibot";
import { accountIdRule, bucketNameRule, roleNameRule, type ArgumentRule } from "../components/argumentRules";
import { DestinationGrant, SourcePolicies } from "../components/policies/forms";
import { replicationRulesSchema } from "../components/replicationRules";

/** The codes of regions in every partition, as `ap-northeast-2` and `us-gov-west-1`. */
const regionRule: ArgumentRule = {
    allowed: "the code of an AWS region, such as ap-northeast-2",
    accepts: (region) => /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region),
};

const assumableRoleRule: ArgumentRule = {
    allowed: "the ARN of an IAM role, arn:<partition>:iam::<12 digits>:role/<name>",
    accepts: (arn) => /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn),
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const sessionNameRule: ArgumentRule = {
    allowed: "2 to 64 letters, digits and _+=,.@-",
    accepts: (name) => /^[\w+=,.@-]{2,64}$/.test(name),
};

const endpointRule: ArgumentRule = {
    allowed: "an address that starts with http:// or https://",
    accepts: (address) => /^https?:\/\//.test(address) && URL.canParse(address),
};

const stackNameRule: ArgumentRule = {
    allowed: "stack, org/stack or org/project/stack",
    accepts: (name) => /^[\w.-]+(\/[\w.-]+){0,2}$/.test(name),
};

// Every value of Pulumi's configuration arrives as text; lists, objects and switches as their JSON.
const keeping = (rule: ArgumentRule) => v.pipe(v.string(), v.check(rule.accepts, rule.allowed));
// An absent value is judged as an empty one, so that the answer tells what is allowed.
const required = (rule: ArgumentRule) =>
    v.pipe(v.optional(v.string(), ""), v.check(rule.accepts, rule.allowed));
const flag = (preset: boolean) =>
    v.pipe(
        v.optional(v.picklist(["true", "false"], "true or false"), `${preset}`),
        v.transform((value) => value === "true"),
    );
const oneOf = <T extends string>(values: Readonly<Record<string, T>>, preset: T) =>
    v.optional(v.picklist(Object.values(values), Object.values(values).join(", ")), () => preset);
const json = <T extends v.GenericSchema>(schema: T, allowed: string) =>
    v.optional(v.pipe(v.string(), v.parseJson({}, allowed), schema));

const text = v.string("a text");

const tagsSchema = v.pipe(
    // A record of valibot's takes a list too.
    v.custom<Record<string, unknown>>((value) => !Array.isArray(value), "an object whose values are texts"),
    v.record(v.string(), text, "an object whose values are texts"),
);

const common = {
    accountId: required(accountIdRule),
    region: required(regionRule),
    bucketName: required(bucketNameRule),
    replicationRoleName: required(roleNameRule),
    deleteMarkerReplication: flag(false),
    protectBucket: flag(true),
    forceDestroy: flag(false),
    tags: json(tagsSchema, "an object whose values are texts"),
    profile: v.optional(v.string()),
    assumeRole: json(
        v.strictObject(
            {
                roleArn: required(assumableRoleRule),
                externalId: v.optional(text),
                sessionName: v.optional(keeping(sessionNameRule)),
            },
            "an object with roleArn and, optionally, externalId and sessionName",
        ),
        "an object with roleArn and, optionally, externalId and sessionName",
    ),
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
});

/** The settings of the source; Pulumi.yaml says what each does. */
export const sourceSchema = v.pipe(
    settingsOf("source", {
        side: v.literal("source"),
        ...common,
        destinationStack: required(stackNameRule),
        rules: json(replicationRulesSchema, "a list of rules"),
        policies: oneOf(SourcePolicies, SourcePolicies.Minimal),
    }),
    v.transform(({ rules = [{}], ...settings }) => ({
        ...settings,
        // What a rule leaves open, the stack's own setting says.
        rules: rules.map((rule) => ({ deleteMarkerReplication: settings.deleteMarkerReplication, ...rule })),
    })),
);

export type DestinationSettings = v.InferOutput<typeof destinationSchema>;
export type SourceSettings = v.InferOutput<typeof sourceSchema>;
/** The settings that both sides have. */
export type AccountSettings = DestinationSettings | SourceSettings;
