import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { prefixOf, replicatesDeleteMarkers, tagsOf } from "../../../replicationRules";
import { at, differs, untold } from "./told";

/** How a replication configuration differs from what a stack deployed. Rules are the same by their ids. */
export function configurationDifferences(
    { Role, Rules = [] }: ReplicationConfiguration,
    inputs: unknown,
): readonly string[] {
    const rules = at(inputs, "rules");
    const deployed: readonly unknown[] = Array.isArray(rules) ? rules : [];
    const ids = deployed.map((rule) => at(rule, "id"));
    const allTold = rules !== untold && !ids.some((id) => typeof id !== "string");
    const added = allTold ? Rules.filter(({ ID }) => !ids.includes(ID)) : [];
    return [
        ...differs("the role", Role, at(inputs, "role")),
        ...deployed.flatMap((rule, index) => {
            const id = ids[index];
            const found = Rules.find(({ ID }) => ID === id);
            if (typeof id !== "string") {
                return [];
            }
            return found ? ruleDifferences(id, found, rule) : [`rule ${id} is missing`];
        }),
        ...added.map(({ ID }) => `rule ${ID} was added`),
    ];
}

/** Members of a rule that may be left out, by what they are then. */
const members: Readonly<Record<string, string | undefined>> = {
    status: undefined,
    priority: undefined,
    "sourceSelectionCriteria.sseKmsEncryptedObjects.status": "Disabled",
    "sourceSelectionCriteria.replicaModifications.status": "Disabled",
    "destination.bucket": undefined,
    "destination.account": undefined,
    "destination.accessControlTranslation.owner": undefined,
    "destination.storageClass": undefined,
    "destination.encryptionConfiguration.replicaKmsKeyId": undefined,
    "destination.replicationTime.status": "Disabled",
    "destination.metrics.status": "Disabled",
};

function ruleDifferences(id: string, got: ReplicationRule, deployed: unknown): readonly string[] {
    const of = (member: string) => `${member} of rule ${id}`;
    return [
        ...Object.entries(members).flatMap(([path, whenLeftOut]) =>
            differs(of(path), at(got, inAwsSpelling(path)) ?? whenLeftOut, at(deployed, path) ?? whenLeftOut),
        ),
        ...differs(of("filter"), formOf(got.Filter), toldForm(at(deployed, "filter"))),
        ...differs(of("prefix"), prefixOf(got), deployedPrefix(deployed)),
        ...differs(of("tags"), gotTags(got), deployedTags(deployed)),
        ...differs(of("deleteMarkerReplication.status"), gotDeletion(got), deployedDeletion(deployed)),
    ];
}

/** A member as the API spells it. */
function inAwsSpelling(path: string): string {
    return path
        .split(".")
        .map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/Id$/, "ID"))
        .join(".");
}

function formOf(filter: unknown): string | undefined {
    return filter === undefined || filter === null ? undefined : "set";
}

function toldForm(filter: unknown): unknown {
    return filter === untold ? untold : formOf(filter);
}

function deployedPrefix(rule: unknown): unknown {
    const places = ["filter.and.prefix", "filter.prefix", "prefix"].map((path) => at(rule, path));
    return places.includes(untold) ? untold : places.find((prefix) => prefix !== undefined);
}

/** Tags in the order of their keys, so that two lists of the same compare as the same. */
function inOrder(tags: Readonly<Record<string, unknown>>): unknown {
    const entries = Object.entries(tags).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function gotTags(rule: ReplicationRule): unknown {
    return inOrder(Object.fromEntries(tagsOf(rule).map(({ Key = "", Value = "" }) => [Key, Value])));
}

function deployedTags(rule: unknown): unknown {
    const key = at(rule, "filter.tag.key");
    const value = at(rule, "filter.tag.value");
    const tags = at(rule, "filter.and.tags");
    const several = typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
    if (
        [key, value, tags].includes(untold) ||
        several.some(([name]) => name !== "__defaults" && at(tags, name) === untold)
    ) {
        return untold;
    }
    return inOrder({
        ...(typeof key === "string" && { [key]: value }),
        ...Object.fromEntries(several.filter(([name]) => name !== "__defaults")),
    });
}

/** What a rule says of delete markers; one of the old form replicates them without a word. */
function gotDeletion(rule: ReplicationRule): string {
    const always = rule.Filter === undefined && replicatesDeleteMarkers(rule);
    return always ? "Enabled" : (rule.DeleteMarkerReplication?.Status ?? "Disabled");
}

function deployedDeletion(rule: unknown): unknown {
    const oldForm = at(rule, "filter") === undefined;
    return oldForm ? "Enabled" : (at(rule, "deleteMarkerReplication.status") ?? "Disabled");
}
