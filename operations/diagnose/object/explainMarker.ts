import { replicatesDeleteMarkers } from "../../replicationRules";
import type { Facts } from "../facts";
import { destinationOf } from "./pair";
import type { Seen } from "./seen";

/** What a deletion at the source comes to at the destination. */
export function explainMarker(facts: Facts, { entry, selection, marker }: Seen): string {
    const rule = "rule" in selection ? selection.rule : undefined;
    const does =
        rule === undefined
            ? "No rule that replicates delete markers selects it."
            : `Rule ${rule.ID} ${replicatesDeleteMarkers(rule) ? "replicates" : "does not replicate"} delete markers.`;
    return (
        `It is a delete marker: the object was deleted at the source at ${entry.modified.toISOString()}. ${does} ` +
        stateThere(marker, destinationOf(facts))
    );
}

function stateThere(marker: Seen["marker"], destination: string): string {
    if (marker === undefined || "unread" in marker) {
        return `Whether it is deleted at ${destination} too is not known${marker === undefined ? "" : `: ${marker.unread}`}`;
    }
    if ("none" in marker) {
        return `${destination} has no version of it.`;
    }
    return marker.value === "deleted"
        ? `It is deleted at ${destination} too.`
        : `At ${destination} it can still be read.`;
}
