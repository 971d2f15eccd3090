import type { Edit, RawSettings } from "./edit";

type Value = string | number | boolean;

const on = /^(true|yes|on|y|1|enabled)$/i;
const off = /^(false|no|off|n|0|disabled)$/i;
/** Above the largest number that 11 octal digits can be. */
const octalLimit = 8 ** 11;

/** Settings of few values, which are the same in another case. */
const inAnyCase = ["region", "grant", "policies", "side", "storageClass"];

/** What was meant by a value beyond doubt: the same in another type or case. */
export function sureValues(path: Edit["path"], value: unknown): readonly Value[] {
    if (typeof value === "boolean") {
        return [`${value}`];
    }
    if (typeof value !== "string" && typeof value !== "number") {
        return [];
    }
    const text = `${value}`.trim();
    return [
        ...(on.test(text) ? [true] : []),
        ...(off.test(text) ? [false] : []),
        ...(typeof value === "string" && /^-?\d+$/.test(text) ? [Number(text)] : []),
        ...distinct(
            [
                text,
                ...(/^[\d\s-]+$/.test(text) ? [text.replace(/[\s-]/g, "")] : []),
                ...(inAnyCase.includes(lastName(path)) ? [text.toLowerCase(), text.toUpperCase()] : []),
            ],
            value,
        ),
    ];
}

/** An account id without quotes loses its leading zero in YAML, or is read as an octal number. */
function accountId(text: string): readonly string[] {
    if (!/^\d{9,11}$/.test(text)) {
        return [];
    }
    const wasOctal = text.length < 11 && Number(text) < octalLimit;
    return [(wasOctal ? Number(text).toString(8) : text).padStart(12, "0")];
}

/** The nearest values of the right form. */
export function likelyValues(path: Edit["path"], value: unknown): readonly Value[] {
    if (typeof value === "number") {
        const near = [Math.round(value), ...Array(21).keys(), 100, 86_400, 2_147_483_647];
        return near.sort((one, other) => Math.abs(one - value) - Math.abs(other - value));
    }
    if (typeof value !== "string") {
        return [];
    }
    const text = value.trim();
    const name = text.split(/[/:]/).at(-1) ?? "";
    const slug = text
        .toLowerCase()
        .replace(/[^a-z0-9.-]+/g, "-")
        .replace(/\.{2,}/g, ".")
        .slice(0, 63)
        .replace(/^[.-]+|[.-]+$/g, "");
    const own: Readonly<Record<string, readonly string[]>> = {
        accountId: accountId(text),
        sourceAccountId: accountId(text),
        bucketName: [slug, `${slug}-bucket`],
        replicationRoleName: [name.replace(/[^\w+=,.@-]+/g, "-").slice(0, 64)],
        sessionName: [text.replace(/[^\w+=,.@-]+/g, "-").slice(0, 64)],
        replicationRolePath: [`/${text.replace(/^\/+|\/+$/g, "")}/`],
        endpoint: [`https://${text.replace(/^.*:\/\//, "")}`],
        destination: [text.replace(/[^A-Za-z0-9]/g, "")],
        roleName: [name.replace(/[^\w+=,.@-]+/g, "-").slice(0, 64)],
        prefix: [text.replace(/\p{C}/gu, ""), `${slug}/`],
    };
    const inTags =
        path.at(-2) === "tags" ? [text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, "-").slice(0, 256)] : [];
    return distinct([...(own[lastName(path)] ?? []), ...inTags], value);
}

/** Values of the right form where nothing is known of the right one. They are of this stack's account and region. */
export function examples(path: Edit["path"], value: unknown, settings: RawSettings): readonly Value[] {
    const { accountId = "", region = "", replicationRoleName = "", replicationRolePath = "/" } = settings;
    // The account ids of AWS's own examples.
    const account = /^\d{12}$/.test(accountId) ? accountId : "111122223333";
    const other = account === "444455556666" ? "111122223333" : "444455556666";
    const here = /^[a-z]+(-[a-z]+)+-\d$/.test(region) ? region : "ap-northeast-2";
    const index = path.findLast((step) => typeof step === "number") ?? 0;
    const role = `arn:aws:iam::${account}:role${replicationRolePath}${replicationRoleName || "replication"}`;
    const known: Readonly<Record<string, readonly Value[]>> = {
        side: ["source"],
        accountId: [path.length > 1 ? other : account],
        sourceAccountId: [other],
        region: ["ap-northeast-2"],
        bucketName: ["my-bucket"],
        replicationRoleName: ["replication"],
        replicationRolePath: ["/replication/"],
        existingRoleArn: [role],
        // A role of another account keeps its name.
        roleArn: [
            ...(typeof value === "string" ? [value.replace(/^(arn:[\w-]+:iam::)\d+:/, `$1${account}:`)] : []),
            `arn:aws:iam::${account}:role/deploy`,
        ],
        permissionsBoundary: [`arn:aws:iam::${account}:policy/boundary`],
        kmsKeyArn: [`arn:aws:kms:${here}:${account}:key/11111111-2222-3333-4444-555555555555`],
        topicArn: [`arn:aws:sns:${here}:${account}:replication`],
        alarmTopicArns: [`arn:aws:sns:${here}:${account}:replication`],
        queueArn: [`arn:aws:sqs:${here}:${account}:replication`],
        bucketArn: ["arn:aws:s3:::my-replicas"],
        endpoint: ["https://localhost:4566"],
        destinationStack: ["destination"],
        stack: ["destination"],
        destination: Object.keys(objectOf(settings.destinations)),
        grant: ["pinnedRole"],
        policies: ["minimal"],
        sessionName: ["pulumi"],
        externalId: ["an-external-id"],
        storageClass: ["STANDARD"],
        Version: ["2012-10-17"],
        id: [
            ...(typeof value === "string" && value !== "" ? [`${value}-${index}`.slice(-255)] : []),
            `rule-${index}`,
        ],
        prefix: ["logs/"],
        priority: [index, ...Array(21).keys()],
    };
    return [...(known[lastName(path)] ?? []), true, false, 1];
}

/** The last name in a path, of a list where a number follows it. */
function lastName(path: Edit["path"]): string {
    return `${path.findLast((step) => typeof step === "string")}`;
}

function objectOf(json: string | undefined): object {
    try {
        const value: unknown = JSON.parse(json ?? "{}");
        return typeof value === "object" && value !== null ? value : {};
    } catch {
        return {};
    }
}

/** Other texts than the value, without what a terminal would obey. */
function distinct(texts: readonly string[], value: unknown): readonly string[] {
    return [...new Set(texts)].filter((text) => text !== value && text !== "" && !/\p{C}/u.test(text));
}
