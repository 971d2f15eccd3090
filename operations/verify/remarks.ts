import { messageOf } from "../operationError";
import type { Bucket } from "./bucket";
import { prefixesOf } from "../replicationRules";
import { probesUnder } from "./replicationRule";
import type { ReplicationConfiguration } from "@aws-sdk/client-s3";

/**
 * What the probes cannot show, since they are written where a rule says: that its prefix selects none of the bucket's own
 * objects. An empty bucket is remarked of nothing.
 */
export async function prefixRemarks(
    source: Bucket,
    replication: ReplicationConfiguration,
): Promise<readonly string[]> {
    const has = (prefix: string) => source.hasObjects(prefix, probesUnder(prefix));
    const prefixes = prefixesOf(replication);
    try {
        if (prefixes.length === 0 || !(await has(""))) {
            return [];
        }
        const remarks: string[] = [];
        for (const { id, prefix } of prefixes) {
            if (!(await has(prefix))) {
                remarks.push(
                    `Rule ${id} selects none of the objects in ${source.name}: no key begins with ${JSON.stringify(prefix)}. ` +
                        "Prefixes are compared letter by letter, and * and ? stand for themselves.",
                );
            }
        }
        return remarks;
    } catch (error) {
        return [
            `Whether the rules' prefixes select objects of ${source.name} is not known: ${messageOf(error)}`,
        ];
    }
}
