import type { PolicyStatement } from "../../../../components/policies/document";
import { asList } from "../setting";
import type { Change } from "./change";

/** Each resource left out, narrowed, and widened: to what else is in the bucket, to its neighbours, to everything. */
export function resourceChanges(
    statement: PolicyStatement,
    document: readonly PolicyStatement[],
): readonly Change[] {
    const resources = asList(statement.Resource);
    const keysOfTheDocument = document
        .flatMap(({ Resource }) => asList(Resource))
        .filter((resource) => /^arn:[^:]*:kms:/.test(resource));
    const withResources = (what: string, changed: readonly string[]): Change => ({
        what,
        statement: { ...statement, Resource: changed },
    });
    return resources.flatMap((resource, index) => {
        const others = resources.toSpliced(index, 1);
        const sibling = siblingOf(resource);
        return [
            ...(others.length === 0 ? [] : [withResources(`resource ${resource} removed`, others)]),
            ...(resource.endsWith("/*")
                ? [
                      withResources(
                          `resource ${resource} -> one prefix`,
                          resources.with(index, resource.replace(/\*$/, "one-prefix/*")),
                      ),
                  ]
                : []),
            ...(sibling === undefined || resources.includes(sibling)
                ? []
                : [withResources(`resource ${sibling} added`, [...resources, sibling])]),
            ...insteadOf(resource, keysOfTheDocument).map((other) =>
                withResources(`resource ${resource} -> ${other}`, resources.with(index, other)),
            ),
        ];
    });
}

/** Of a bucket its objects, of the objects their bucket; of anything else nothing. */
function siblingOf(resource: string): string | undefined {
    if (!/^arn:[^:]*:s3:/.test(resource)) {
        return undefined;
    }
    return resource.endsWith("/*") ? resource.slice(0, -2) : `${resource}/*`;
}

function insteadOf(resource: string, keysOfTheDocument: readonly string[]): readonly string[] {
    const [, partition = "", service = "", region = "", account = ""] = resource.split(":");
    const arn = (other: string) => ["arn", partition, service, region, account, other].join(":");
    switch (service) {
        case "s3":
            return [`${resource.replace(/\/\*$/, "")}*`, "*"];
        case "kms":
            // Another side's, the next key of the same account and region, each of them, those of every account there, and every one.
            return [
                ...keysOfTheDocument.filter((other) => other !== resource),
                arn("key/99999999-8888-7777-6666-555555555555"),
                arn("key/*"),
                `arn:${partition}:kms:${region}:*:key/*`,
                "*",
            ];
        case "sns":
            return [`${resource}-2`, arn("*"), "*"];
        default:
            // A key's policy is about the key that carries it, whichever that is.
            return ["arn:aws:kms:eu-central-1:111111111111:key/99999999-8888-7777-6666-555555555555"];
    }
}
