import { replicatesDeleteMarkers } from "../../replicationRules";
import { none, type Facts, type Read } from "../facts";
import type { ListedEntry } from "./answers";
import type { BucketReader } from "./bucketReader";
import type { Marker, ObjectFacts } from "./objectFacts";
import { destinationOf } from "./pair";
import { readUnlessRefused } from "./refusal";

/** Whether the object is deleted at the destination too; none where the destination has never had it. */
export function readMarker({ key }: ListedEntry, destination: BucketReader): Promise<Read<Marker>> {
    return readUnlessRefused(async () => {
        for await (const { isLatest, isDeleteMarker } of destination.entriesOfKey(key)) {
            if (isLatest) {
                return { value: isDeleteMarker ? "deleted" : "still there" };
            }
        }
        return none;
    });
}

/** What a deletion at the source comes to at the destination. */
export function explainMarker(facts: Facts, { entry, selection, marker }: ObjectFacts): string {
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

function stateThere(marker: ObjectFacts["marker"], destination: string): string {
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
