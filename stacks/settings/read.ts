import * as pulumi from "@pulumi/pulumi";
import type * as v from "valibot";
import { safeParse } from "../../components/validation/check";
import type { Known } from "../../components/validation/pending";
import { issuePath } from "../../components/validation/schema";
import { warn } from "../../components/validation/warning";
import type { RawSettings } from "./edit";
import { settingsError } from "./error";
import { SettingProblems, shown, type SettingProblem } from "./problem";
import {
    destinationSchema,
    sourceSchema,
    type AccountSettings,
    type DestinationSettings,
    type SourceSettings,
} from "./schema";
import { stackNameFormat } from "./values";

/** The defaults in Pulumi.yaml, which mean "not set". Each stack has those of all settings, of the other side's too. */
const presetsOfNothing = ["", "{}", "[{}]"];
/** The switches of one side alone. The other side's stacks have them as `false`, by that default. */
const oneSided = ["attachRolePolicy", "replicaModificationSync"];

/**
 * Reads and checks the stack's settings; nothing else reads configuration or environment. All that is wrong is told at
 * once, each with its key, the value got and the values allowed, before any resource is made.
 */
export function readSettings(): DestinationSettings | SourceSettings {
    warnOfOtherProviders();
    const settings = configured();
    try {
        return judge(settings);
    } catch (error) {
        if (!(error instanceof SettingProblems)) {
            throw error;
        }
        throw settingsError(error.problems, settings, problemsIn, secretSettings());
    }
}

function judge(settings: RawSettings): DestinationSettings | SourceSettings {
    return sideOf(settings) === "source" ? readSource(settings) : readDestination(settings);
}

/** What is wrong with settings that are tried out. */
function problemsIn(settings: RawSettings): readonly SettingProblem[] {
    try {
        judge(Object.fromEntries(Object.entries(settings).filter(([key, value]) => !isNothing(key, value))));
        return [];
    } catch (error) {
        if (error instanceof SettingProblems) {
            return error.problems;
        }
        throw error;
    }
}

/** The settings that the stack file has encrypted, be it in part. Pulumi's own hand-over to its SDK. */
function secretSettings(): readonly string[] {
    const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
    const namespace = `${pulumi.getProject()}:`;
    return Array.isArray(keys) ? keys.map((key) => String(key).replace(namespace, "")) : [];
}

function readDestination(settings: RawSettings): DestinationSettings {
    const destination = judgedSettings(destinationSchema, { ...ambient(), ...settings, side: "destination" });
    const { accountId, sourceAccountId } = destination;
    reject(
        sourceAccountId === accountId && {
            key: "sourceAccountId",
            got: shown(sourceAccountId),
            value: sourceAccountId,
            allowed: "another account than accountId, since within one account there is no owner to override",
        },
        roleElsewhere(destination),
    );
    return destination;
}

function readSource(settings: RawSettings): SourceSettings {
    const own = pulumi.getStack();
    const sole = settings.destinations === undefined;
    const preset: RawSettings =
        own.endsWith("source") && sole ? { destinationStack: own.replace(/source$/, "destination") } : {};
    const schema = sourceSchema(settings.deleteMarkerReplication === "true", sole);
    const source = judgedSettings(schema, { ...ambient(), ...preset, ...settings, side: "source" });
    const { destinationStack, existingRoleArn, replicationRolePath, replicationRoleName } = source;
    reject(
        (destinationStack === undefined) === sole && {
            key: "destinationStack",
            got: shown(destinationStack),
            value: destinationStack,
            allowed: sole
                ? `${stackNameFormat.message}; or destinations in its place`
                : "leave it out where destinations is set, which says for each whether it is a stack's",
        },
        roleElsewhere(source),
        // An existing role's name is given twice, by itself and in its ARN. The destination knows the role by the first.
        existingRoleArn?.endsWith(`:role${replicationRolePath}${replicationRoleName}`) === false && {
            key: "existingRoleArn",
            got: shown(existingRoleArn),
            value: existingRoleArn,
            allowed: `the role that replicationRoleName and replicationRolePath name, ${replicationRolePath}${replicationRoleName}`,
        },
    );
    return source;
}

/** A role to assume is of the account that is deployed to. Pulumi would notice another only once AWS has answered. */
function roleElsewhere({ accountId, assumeRole }: AccountSettings): SettingProblem | false {
    return (
        assumeRole?.roleArn.includes(`:iam::${accountId}:`) === false && {
            key: "assumeRole.roleArn",
            got: shown(assumeRole.roleArn),
            value: assumeRole.roleArn,
            allowed: `a role of the account that accountId names, ${accountId}`,
        }
    );
}

/** Refuses settings that do not go together. */
function reject(...problems: readonly (SettingProblem | false)[]): void {
    const found = problems.filter((problem) => problem !== false);
    if (found.length > 0) {
        throw new SettingProblems(found);
    }
}

function configured(): RawSettings {
    const namespace = `${pulumi.getProject()}:`;
    return Object.fromEntries(
        Object.entries(pulumi.runtime.allConfig())
            .filter(([key]) => key.startsWith(namespace))
            .map(([key, value]) => [key.slice(namespace.length), value] as const)
            .filter(([key, value]) => !isNothing(key, value)),
    );
}

/** Whether a value is a default in Pulumi.yaml that means "not set". */
function isNothing(key: string, value: string): boolean {
    return presetsOfNothing.includes(value) || (oneSided.includes(key) && value === "false");
}

/** Settings of the default AWS provider have no effect here. Whoever sets them should know. */
function warnOfOtherProviders(): void {
    const ignored = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith("aws:"));
    if (ignored.length > 0) {
        warn(
            "aws-settings-ignored",
            `${ignored.join(", ")}: not used, since every resource here goes through a provider of its own. ` +
                "The settings region, profile, assumeRole and tags stand for them.",
        );
    }
}

/** The address that the AWS CLI and SDKs would use too. */
function ambient(): RawSettings {
    const endpoint = process.env.AWS_ENDPOINT_URL;
    return endpoint ? { endpoint } : {};
}

function sideOf(settings: RawSettings): "source" | "destination" {
    const stack = pulumi.getStack();
    const side = settings.side ?? /(?:^|[-._])(source|destination)$/.exec(stack)?.[1];
    if (side !== "source" && side !== "destination") {
        throw new SettingProblems([
            {
                key: "side",
                got: shown(side),
                value: side,
                allowed: `source or destination; the stack is called ${stack}`,
            },
        ]);
    }
    return side;
}

function judgedSettings<T extends v.GenericSchema>(
    schema: T,
    settings: RawSettings,
): Known<v.InferOutput<T>> {
    const result = safeParse(schema, settings);
    if (!result.success) {
        throw new SettingProblems(result.issues.map(problemOf));
    }
    return result.output;
}

function problemOf(issue: v.BaseIssue<unknown>): SettingProblem {
    const unknown = issue.path?.at(-1)?.origin === "key";
    return {
        key: issuePath(issue).slice(1),
        path: issue.path?.map(({ key }) => (typeof key === "number" ? key : String(key))) ?? [],
        got: unknown ? "not a setting" : shown(issue.input),
        value: unknown ? undefined : issue.input,
        allowed: issue.message,
        unknown,
    };
}
