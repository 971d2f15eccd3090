import type { Diagnosed } from "../finding";
import type { VersionHead } from "./answers";
import { replicateAgain } from "./replicateAgain";
import { findingsFor } from "./findingsFor";
import { notThere } from "./explainReplica";
import { destinationOf, hasOtherDestinations, type ObjectPair } from "./pair";
import type { Explanation, ObjectFacts } from "./objectFacts";

/** What the status of an object says that is not seen at the destination. */
export function explainStatus(pair: ObjectPair, object: ObjectFacts, head: VersionHead): Explanation {
    const { facts } = pair;
    const destination = destinationOf(facts);
    switch (head.status) {
        case "PENDING":
            return pending(pair, object);
        case "FAILED":
            return failed(pair, object, head);
        case "REPLICA":
            return replicateAgain(
                facts,
                object.entry,
                head,
                "It is a replica itself, and S3 does not replicate replicas on.",
            );
        default:
            return object.replica !== undefined && "none" in object.replica
                ? replicateAgain(
                      facts,
                      object.entry,
                      head,
                      `S3 has replicated it, and ${destination} does not have it any more: it was deleted there by its ` +
                          "version id, or a lifecycle rule expired it.",
                  )
                : { message: `S3 has replicated it. ${notThere(object, destination)}`, fix: "" };
    }
}

function pending({ facts, findings }: ObjectPair, object: ObjectFacts): Explanation {
    const { entry, selection, now } = object;
    const rule = "rule" in selection ? selection.rule : undefined;
    const inTime =
        rule?.Destination?.ReplicationTime?.Status === "Enabled"
            ? "Replication Time Control is to do so within 15 minutes."
            : "Most objects take up to 15 minutes, large ones and many at once hours.";
    const wrong = findingsFor(findings, object);
    return {
        message: [
            `S3 has not replicated it yet, ${lasted(entry.modified, now)} after it was written ` +
                `(${entry.modified.toISOString()}). ${inTime} ${notThere(object, destinationOf(facts))}`,
            ...(wrong.length === 0 ? [] : [`What is wrong: ${placesOf(wrong)}.`]),
        ].join(" "),
        fix: commandsOf(wrong.map(({ fix }) => fix)),
    };
}

function failed({ facts, findings }: ObjectPair, object: ObjectFacts, head: VersionHead): Explanation {
    const wrong = findingsFor(findings, object);
    const others = hasOtherDestinations(facts)
        ? " The status is of all destinations: one that was not looked at may be the reason."
        : "";
    const why =
        wrong.length === 0
            ? "Nothing that is wrong now was found: what was wrong may be mended since, or cannot be object from here. The " +
              "reason is in the failure events, where they are published."
            : `Mend first what is wrong: ${placesOf(wrong)}.`;
    const again = replicateAgain(
        facts,
        object.entry,
        head,
        `S3 could not replicate it, and does not try again. ${notThere(object, destinationOf(facts))}${others}`,
    );
    return {
        message: `${again.message} ${why}`,
        fix: commandsOf([...wrong.map(({ fix }) => fix), again.fix]),
    };
}

const placesOf = (findings: readonly Diagnosed[]) => findings.map(({ where }) => where).join("; ");

/** Each command once: one may mend several findings. */
function commandsOf(fixes: readonly string[]): string {
    return [...new Set(fixes)].filter(Boolean).join("\n");
}

const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
] as const;

/** How long something has lasted, in its largest unit: `3 hours`. */
function lasted(since: Date, now: Date): string {
    const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
    const [name, length] = units.find(([, unit]) => seconds >= unit) ?? ["second", 1];
    const count = Math.floor(seconds / length);
    return `${count} ${name}${count === 1 ? "" : "s"}`;
}
