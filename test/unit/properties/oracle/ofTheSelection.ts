import { prefixesOf, tagsOf } from "./configuration";
import { api, guide, ofEachRule, type Requirement } from "./requirement";

/** What AWS asks of a rule: how it is told from others, and which objects it selects. */
export const requirementsOfTheSelection: readonly Requirement[] = [
    ofEachRule(
        "an id of up to 255 characters",
        api("ReplicationRule"),
        ({ id = "none, so that S3 makes one" }) => id.length < 1 || id.length > 255,
    ),
    ofEachRule(
        "a filter, and with it priority, status and delete markers",
        guide("replication-add-config"),
        ({ filter, priority, status, deleteMarkerReplication }) =>
            filter === undefined ||
            priority === undefined ||
            status === undefined ||
            deleteMarkerReplication === undefined,
    ),
    ofEachRule(
        "a whole priority from 0 to 2,147,483,647",
        api("ReplicationRule"),
        ({ priority = 0 }) => !Number.isInteger(priority) || priority < 0 || priority >= 2 ** 31,
    ),
    ofEachRule(
        "one of prefix, tag and And",
        api("ReplicationRuleFilter"),
        ({ filter }) =>
            filter !== undefined &&
            [filter.prefix, filter.tag, filter.and].filter((part) => part !== undefined).length !== 1,
    ),
    ofEachRule(
        "And of a prefix with tags, or of several tags",
        api("ReplicationRuleAndOperator"),
        ({ filter }) => {
            if (filter?.and === undefined) {
                return false;
            }
            const tags = Object.keys(filter.and.tags ?? {}).length;
            return tags + (filter.and.prefix === undefined ? 0 : 1) < 2 || tags < 1;
        },
    ),
    ofEachRule("a prefix of up to 1,024 bytes", guide("object-keys"), (rule) =>
        prefixesOf(rule).some((prefix) => Buffer.byteLength(prefix) > 1024),
    ),
    ofEachRule("up to 10 tags", guide("object-tagging"), (rule) => tagsOf(rule).length > 10),
    ofEachRule("tags that an object can have", guide("object-tagging"), (rule) =>
        tagsOf(rule).some(
            ([key, value]) =>
                key.length < 1 ||
                key.length > 128 ||
                value.length > 256 ||
                Array.from(key + value).some((character) => !inATag(character)),
        ),
    ),
    ofEachRule("tags that are not AWS's own", guide("tagging-managing"), (rule) =>
        tagsOf(rule).some(([key]) => key.slice(0, 4).toLowerCase() === "aws:"),
    ),
    ofEachRule(
        "no delete markers by tags",
        guide("delete-marker-replication"),
        (rule) => tagsOf(rule).length > 0 && rule.deleteMarkerReplication?.status === "Enabled",
    ),
    ofEachRule(
        "no replication of existing objects",
        guide("s3-batch-replication-batch"),
        ({ existingObjectReplication }) => existingObjectReplication !== undefined,
    ),
];

/** Letters, digits and spaces of any language, and a few signs. */
function inATag(character: string): boolean {
    return /\p{L}|\p{N}|\p{Z}/u.test(character) || "_.:/=+-@".includes(character);
}
