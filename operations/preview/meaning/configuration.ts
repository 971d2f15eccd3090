import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import type { Read } from "../../diagnose/facts";
import { at, untold } from "../../diagnose/judge/drift/told";
import { isTold } from "../replicationRules";
import type { PreviewedResource } from "./resources";
import { roleOf, untoldReason, type State } from "./state";

/** What a configuration will be in AWS's own spelling; unread where it is not told what the rules select and where to. */
export function configurationOf(resource: PreviewedResource, state: State): Read<ReplicationConfiguration> {
    const rules = at(resource.inputs, "rules");
    return Array.isArray(rules) && rules.every(isSelectionTold)
        ? { value: { Role: roleOf(resource, state), Rules: rules.map(ruleOf) } }
        : { unread: untoldReason };
}

/** What decides which objects a rule takes. */
const selecting = [
    "status",
    "priority",
    "prefix",
    "filter.prefix",
    "filter.tag.key",
    "filter.tag.value",
    "filter.and.prefix",
    "filter.and.tags",
    "deleteMarkerReplication.status",
    "sourceSelectionCriteria.sseKmsEncryptedObjects.status",
    "destination.bucket",
];

function isSelectionTold(rule: unknown): boolean {
    const tags = at(rule, "filter.and.tags");
    return (
        selecting.every((path) => at(rule, path) !== untold) &&
        Object.values(typeof tags === "object" && tags !== null ? tags : {}).every(isTold)
    );
}

function ruleOf(rule: unknown): ReplicationRule {
    const spelt: ReplicationRule = { Status: undefined, Destination: undefined, ...inAwsSpelling(rule) };
    const tags = at(rule, "filter.and.tags");
    const Tags = Object.entries(typeof tags === "object" && tags !== null ? tags : {})
        .filter(([Key]) => Key !== "__defaults")
        .map(([Key, value]: [string, unknown]) => ({
            Key,
            Value: typeof value === "string" ? value : undefined,
        }));
    const { Filter } = spelt;
    return Filter?.And ? { ...spelt, Filter: { ...Filter, And: { ...Filter.And, Tags } } } : spelt;
}

/** Objects of the inputs with the names of the API: `replicaKmsKeyId` is `ReplicaKmsKeyID`. What is not told is left out. */
function inAwsSpelling(value: unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(typeof value === "object" && value !== null ? value : {}).flatMap(
            ([name, member]: [string, unknown]) => {
                const spelt = `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/Id$/, "ID");
                if (name === "__defaults" || member === null || member === undefined) {
                    return [];
                }
                if (!isTold(member)) {
                    // That there is a key is known, and nobody can look at it.
                    return name === "replicaKmsKeyId" ? [[spelt, untoldKey]] : [];
                }
                return [[spelt, typeof member === "object" ? inAwsSpelling(member) : member]];
            },
        ),
    );
}

/** Stands for a key that has an ARN, which is not told. */
export const untoldKey = "arn:<a key that the preview does not show>";
