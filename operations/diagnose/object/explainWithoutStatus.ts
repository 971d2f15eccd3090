import { prefixOf, tagsOf } from "../../replicationRules";
import type { VersionHead } from "./answers";
import { replicateAgain, byBatch } from "./replicateAgain";
import { copyOntoItself, restoreFromArchive, withTags } from "./fixes";
import { destinationOf, rulesOf, type ObjectPair } from "./pair";
import type { Explanation, ObjectFacts } from "./objectFacts";

/** Why S3 has not even tried to replicate an object. */
export function explainWithoutStatus(pair: ObjectPair, object: ObjectFacts, head: VersionHead): Explanation {
    const { facts } = pair;
    const { entry, selection, cause } = object;
    const destination = destinationOf(facts);
    const ruleId = "rule" in selection ? (selection.rule.ID ?? "") : "";
    switch (cause) {
        case "no-rule":
            return { message: `No rule of the source goes to ${destination}.`, fix: "" };
        case "prefix":
            return { message: ofPrefix(pair, destination), fix: "" };
        case "paused":
            return replicateAgain(
                facts,
                entry,
                head,
                `Every rule to ${destination} that the key matches is disabled. Enable one first.`,
            );
        case "tags":
            return ofTags(pair, object, head);
        case "storage-class":
            return ofArchive(pair, object, head);
        case "kms-left-out": {
            const mending = pair.findings.filter(({ id }) => id === "kms-objects-left-out");
            const { message, fix } = replicateAgain(
                facts,
                entry,
                head,
                `It is under a KMS key (${head.keyArn ?? head.encryption}), and rule ${ruleId} leaves out what is under one: S3 skips ` +
                    "such an object. Let the rule select it first, with a key for the replica.",
            );
            return {
                message,
                fix: [...mending.map((finding) => finding.fix), fix].filter(Boolean).join("\n"),
            };
        }
        case "before-configuration":
            return replicateAgain(
                facts,
                entry,
                head,
                `Rule ${ruleId} selects it, and S3 has given it no status: it was written (${entry.modified.toISOString()}) before the ` +
                    "configuration took effect, or in its first minutes. S3 does not tell how old a configuration is." +
                    ofLateTags(selection),
            );
        default:
            return { message: `It has no replication status. ${unknown(pair)}`, fix: "" };
    }
}

function ofLateTags(selection: ObjectFacts["selection"]): string {
    return "rule" in selection && tagsOf(selection.rule).length > 0
        ? " Or it got its tags later: S3 goes by those that an object is written with."
        : "";
}

function unknown({ facts }: ObjectPair): string {
    return rulesOf(facts) === undefined
        ? "The replication configuration could not be read."
        : "Rules go by tags, and its tags could not be read.";
}

const mostShown = 5;

function ofPrefix({ facts }: ObjectPair, destination: string): string {
    const prefixes = [...new Set((rulesOf(facts) ?? []).map(prefixOf))];
    const more = prefixes.length > mostShown ? `, and ${prefixes.length - mostShown} more` : "";
    return (
        `No rule to ${destination} selects the key: it begins with none of their prefixes ` +
        `(${prefixes.slice(0, mostShown).join(", ")}${more}).`
    );
}

function ofTags({ facts }: ObjectPair, { entry, tags }: ObjectFacts, head: VersionHead): Explanation {
    const rules = (rulesOf(facts) ?? []).filter(
        (rule) => rule.Status === "Enabled" && entry.key.startsWith(prefixOf(rule)),
    );
    const needed = rules.map((rule) => `${rule.ID} needs ${pairs(tagsOf(rule))}`);
    const [first] = rules.toSorted((one, other) => (other.Priority ?? 0) - (one.Priority ?? 0));
    const has = Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
    const message =
        `No rule selects it by its tags: it has ${pairs(has) || "none"}, and ${needed.slice(0, mostShown).join("; ")}. S3 goes ` +
        "by the tags that an object is written with.";
    if (!entry.isLatest || first === undefined) {
        return { message: `${message} ${byBatch}`, fix: "" };
    }
    return {
        message: `${message} Its copy onto itself with the tags is a new version, which S3 replicates.`,
        fix: copyOntoItself(facts, entry, head, withTags(tags, tagsOf(first))),
    };
}

function pairs(tags: readonly { readonly Key?: string; readonly Value?: string }[]): string {
    return tags.map(({ Key, Value }) => `${Key}=${Value}`).join(" and ");
}

function ofArchive({ facts }: ObjectPair, { entry }: ObjectFacts, head: VersionHead): Explanation {
    const where = head.archived ? "in an archive of S3 Intelligent-Tiering" : `in class ${head.storageClass}`;
    const message = `It is kept ${where}, and S3 does not replicate what is archived. Restore it, which takes hours.`;
    const restore = restoreFromArchive(facts, entry, head);
    return entry.isLatest
        ? {
              message: `${message} Then its copy onto itself is a new version, which S3 replicates.`,
              fix: [restore, copyOntoItself(facts, entry, head)].join("\n"),
          }
        : { message: `${message} ${byBatch}`, fix: restore };
}
