import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { membersOf } from "../../../../components/policies/evaluation/shape";
import { prefixOf, replicatesDeleteMarkers, tagsOf } from "../../../replicationRules";
import { at, differs, untold } from "./told";

/** In what a configuration differs, and whether that stops replication or turns it elsewhere. */
interface Difference {
    readonly says: string;
    readonly stops: boolean;
}

/** How a replication configuration differs from what a stack deployed. Rules are the same by their ids. */
export function configurationDifferences(
    { Role, Rules = [] }: ReplicationConfiguration,
    inputs: unknown,
): readonly Difference[] {
    const rules = at(inputs, "rules");
    const deployed: readonly unknown[] = Array.isArray(rules) ? rules : [];
    const ids = deployed.map((rule) => at(rule, "id"));
    const allTold = rules !== untold && !ids.some((id) => typeof id !== "string");
    const added = allTold ? Rules.filter(({ ID }) => !ids.includes(ID)) : [];
    return [
        ...stopping(true, differs("the role", Role, at(inputs, "role"))),
        ...deployed.flatMap((rule, index) => {
            const id = ids[index];
            const found = Rules.find(({ ID }) => ID === id);
            if (typeof id !== "string") {
                return [];
            }
            return found
                ? ruleDifferences(id, found, rule, overlaps(found, Rules))
                : stopping(true, [`rule ${id} is missing`]);
        }),
        ...stopping(
            false,
            added.map(({ ID }) => `rule ${ID} was added, and pulumi up --refresh removes it`),
        ),
    ];
}

function stopping(stops: boolean, differences: readonly string[]): readonly Difference[] {
    return differences.map((says) => ({ says, stops }));
}

/** Whether another rule to the same bucket selects some of the same objects, as far as prefixes tell: priorities decide then. */
function overlaps(rule: ReplicationRule, rules: readonly ReplicationRule[]): boolean {
    const prefix = prefixOf(rule);
    return rules.some(
        (other) =>
            other !== rule &&
            other.Destination?.Bucket === rule.Destination?.Bucket &&
            (prefixOf(other).startsWith(prefix) || prefix.startsWith(prefixOf(other))),
    );
}

/** What a member is that is left out, and which values of it stop what was replicated. */
interface Member {
    readonly whenLeftOut?: string;
    readonly stops: (got: unknown, isOverlapped: boolean) => boolean;
}

const always = () => true;
const never = () => false;
const unless = (value: string) => (got: unknown) => got !== value;

/** Members of a rule. */
const members: Readonly<Record<string, Member>> = {
    status: { stops: unless("Enabled") },
    priority: { stops: (_, isOverlapped) => isOverlapped },
    "sourceSelectionCriteria.sseKmsEncryptedObjects.status": {
        whenLeftOut: "Disabled",
        stops: unless("Enabled"),
    },
    "sourceSelectionCriteria.replicaModifications.status": { whenLeftOut: "Disabled", stops: never },
    "destination.bucket": { stops: always },
    "destination.account": { stops: always },
    "destination.accessControlTranslation.owner": { stops: unless("Destination") },
    "destination.storageClass": { stops: never },
    "destination.encryptionConfiguration.replicaKmsKeyId": { stops: always },
    "destination.replicationTime.status": { whenLeftOut: "Disabled", stops: never },
    "destination.metrics.status": { whenLeftOut: "Disabled", stops: never },
};

function ruleDifferences(
    id: string,
    got: ReplicationRule,
    deployed: unknown,
    isOverlapped: boolean,
): readonly Difference[] {
    const of = (member: string) => `${member} of rule ${id}`;
    const [prefix, tags] = [deployedPrefix(deployed), deployedTags(deployed)];
    const widened = typeof prefix === "string" && prefix.startsWith(prefixOf(got));
    const had = new Map(membersOf(tags));
    const kept = tagsOf(got).every(({ Key = "", Value }) => had.get(Key) === Value);
    return [
        ...Object.entries(members).flatMap(([path, { whenLeftOut, stops }]) => {
            const is = at(got, inAwsSpelling(path)) ?? whenLeftOut;
            return stopping(
                stops(is, isOverlapped),
                differs(of(path), is, at(deployed, path) ?? whenLeftOut),
            );
        }),
        ...stopping(false, differs(of("filter"), formOf(got.Filter), toldForm(at(deployed, "filter")))),
        ...stopping(!widened, differs(of("prefix"), prefixOf(got), prefix)),
        ...stopping(!kept, differs(of("tags"), gotTags(got), tags)),
        ...stopping(
            gotDeletion(got) !== "Enabled",
            differs(of("deleteMarkerReplication.status"), gotDeletion(got), deployedDeletion(deployed)),
        ),
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
