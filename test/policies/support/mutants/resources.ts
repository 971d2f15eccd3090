import type { PolicyStatement } from "../../../../components/policies/document";
import { asList } from "../setting";
import type { Change } from "./change";

/** Each resource left out, narrowed, and widened: to what else is in the bucket, to its neighbours, to everything. */
export function resourceChanges(statement: PolicyStatement): readonly Change[] {
    const resources = asList(statement.Resource);
    const withResources = (what: string, changed: readonly string[]): Change => ({
        what,
        statement: { ...statement, Resource: changed },
    });
    return resources.flatMap((resource, index) => {
        const others = resources.toSpliced(index, 1);
        const bucket = resource.replace(/\/\*$/, "");
        const sibling = resource === bucket ? `${bucket}/*` : bucket;
        const instead = [`${bucket}*`, "*"];
        return [
            ...(others.length === 0 ? [] : [withResources(`resource ${resource} removed`, others)]),
            ...(resource === bucket
                ? []
                : [
                      withResources(
                          `resource ${resource} -> one prefix`,
                          resources.with(index, `${bucket}/one-prefix/*`),
                      ),
                  ]),
            ...(resources.includes(sibling)
                ? []
                : [withResources(`resource ${sibling} added`, [...resources, sibling])]),
            ...instead.map((wider) =>
                withResources(`resource ${resource} -> ${wider}`, resources.with(index, wider)),
            ),
        ];
    });
}
