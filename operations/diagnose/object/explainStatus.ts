import type { Diagnosed } from "../finding";
import type { VersionHead } from "./answers";
import { lasted } from "./age";
import { anew } from "./anew";
import { concerning } from "./concerning";
import { notThere } from "./explainReplica";
import { destinationOf, hasOtherDestinations, type ObjectPair } from "./pair";
import type { Explanation, Seen } from "./seen";

/** What the status of an object says that is not seen at the destination. */
export function explainStatus(pair: ObjectPair, seen: Seen, head: VersionHead): Explanation {
    const { facts } = pair;
    const destination = destinationOf(facts);
    switch (head.status) {
        case "PENDING":
            return pending(pair, seen);
        case "FAILED":
            return failed(pair, seen, head);
        case "REPLICA":
            return anew(
                facts,
                seen.entry,
                head,
                "It is a replica itself, and S3 does not replicate replicas on.",
            );
        default:
            return seen.replica !== undefined && "none" in seen.replica
                ? anew(
                      facts,
                      seen.entry,
                      head,
                      `S3 has replicated it, and ${destination} does not have it any more: it was deleted there by its ` +
                          "version id, or a lifecycle rule expired it.",
                  )
                : { message: `S3 has replicated it. ${notThere(seen, destination)}`, fix: "" };
    }
}

function pending({ facts, findings }: ObjectPair, seen: Seen): Explanation {
    const { entry, selection, now } = seen;
    const rule = "rule" in selection ? selection.rule : undefined;
    const inTime =
        rule?.Destination?.ReplicationTime?.Status === "Enabled"
            ? "Replication Time Control is to do so within 15 minutes."
            : "Most objects take up to 15 minutes, large ones and many at once hours.";
    const wrong = concerning(findings, seen);
    return {
        message: [
            `S3 has not replicated it yet, ${lasted(entry.modified, now)} after it was written ` +
                `(${entry.modified.toISOString()}). ${inTime} ${notThere(seen, destinationOf(facts))}`,
            ...(wrong.length === 0 ? [] : [`What is wrong: ${placesOf(wrong)}.`]),
        ].join(" "),
        fix: commandsOf(wrong.map(({ fix }) => fix)),
    };
}

function failed({ facts, findings }: ObjectPair, seen: Seen, head: VersionHead): Explanation {
    const wrong = concerning(findings, seen);
    const others = hasOtherDestinations(facts)
        ? " The status is of all destinations: one that was not looked at may be the reason."
        : "";
    const why =
        wrong.length === 0
            ? "Nothing that is wrong now was found: what was wrong may be mended since, or cannot be seen from here. The " +
              "reason is in the failure events, where they are published."
            : `Mend first what is wrong: ${placesOf(wrong)}.`;
    const again = anew(
        facts,
        seen.entry,
        head,
        `S3 could not replicate it, and does not try again. ${notThere(seen, destinationOf(facts))}${others}`,
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
