import { explainMarker } from "./explainMarker";
import { explainReplica, notThere } from "./explainReplica";
import { explainStatus } from "./explainStatus";
import { explainWithoutStatus } from "./explainWithoutStatus";
import { destinationOf, type ObjectPair } from "./pair";
import type { Explanation, Seen } from "./seen";

/** What became of an object, in words, and the commands that mend it. */
export function explain(pair: ObjectPair, seen: Seen): Explanation {
    const { head, replica } = seen;
    if (replica !== undefined && "value" in replica) {
        return explainReplica(pair, seen, replica.value);
    }
    switch (head.kind) {
        case "version":
            return head.status === "none"
                ? explainWithoutStatus(pair, seen, head)
                : explainStatus(pair, seen, head);
        case "customer key":
            return {
                message:
                    "It is under a customer's key (SSE-C). S3 replicates such objects, and tells their status only to who sends " +
                    `the key. ${notThere(seen, destinationOf(pair.facts))}`,
                fix: "",
            };
        case "delete marker":
            return { message: explainMarker(pair.facts, seen), fix: "" };
        case "missing":
            return { message: "The source does not have it any more.", fix: "" };
    }
}
