import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import type { Read } from "../../diagnose/facts";
import { at, untold } from "../../diagnose/judge/drift/told";
import { isTold } from "../replicationRules";
import type { PreviewedResource } from "./resources";
import { roleOf, untoldReason, type State } from "./state";

/** What a configuration will be in AWS's own spelling. What is not told of it is left out. */
export function configurationOf(resource: PreviewedResource, state: State): Read<ReplicationConfiguration> {
    const rules = at(resource.inputs, "rules");
    return rules === untold || !Array.isArray(rules)
        ? { unread: untoldReason }
        : { value: { Role: roleOf(resource, state), Rules: rules.map(ruleOf) } };
}

function ruleOf(rule: unknown): ReplicationRule {
    const spelt: ReplicationRule = { Status: undefined, Destination: undefined, ...inAwsSpelling(rule) };
    const tags = at(rule, "filter.and.tags");
    const named: readonly (readonly [string, unknown])[] =
        typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
    const Tags = named
        .filter(([Key]) => Key !== "__defaults")
        .map(([Key, value]) => ({ Key, Value: typeof value === "string" ? value : undefined }));
    const { Filter } = spelt;
    return Filter?.And ? { ...spelt, Filter: { ...Filter, And: { ...Filter.And, Tags } } } : spelt;
}

/** Objects of the inputs with the names of the API: `replicaKmsKeyId` is `ReplicaKmsKeyID`. */
function inAwsSpelling(value: unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(typeof value === "object" && value !== null ? value : {})
            .filter(
                ([name, member]: [string, unknown]) =>
                    name !== "__defaults" && isTold(member) && member !== null,
            )
            .map(([name, member]: [string, unknown]) => [
                `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/Id$/, "ID"),
                typeof member === "object" ? inAwsSpelling(member) : member,
            ]),
    );
}
