import { none, type Read } from "../facts";
import type { ListedEntry } from "./answers";
import type { BucketReader } from "./bucketReader";
import { readUnlessRefused } from "./refusal";

/** What a deletion at the source came to at the destination. */
export type Marker = "deleted" | "still there";

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
