import { explainMarker } from "./marker";
import { explainReplica, notThere } from "./explainReplica";
import { explainStatus } from "./explainStatus";
import { explainWithoutStatus } from "./explainWithoutStatus";
import { destinationOf, type ObjectPair } from "./pair";
import type { Explanation, ObjectFacts } from "./objectFacts";

/** What became of an object, in words, and the commands that mend it. */
export function explain(pair: ObjectPair, object: ObjectFacts): Explanation {
    const { head, replica } = object;
    if (replica !== undefined && "value" in replica) {
        return explainReplica(pair, object, replica.value);
    }
    switch (head.kind) {
        case "version":
            return head.status === "none"
                ? explainWithoutStatus(pair, object, head)
                : explainStatus(pair, object, head);
        case "customer key":
            return {
                message:
                    "It is under a customer's key (SSE-C). S3 replicates such objects, and tells their status only to who sends " +
                    `the key. ${notThere(object, destinationOf(pair.facts))}`,
                fix: "",
            };
        case "delete marker":
            return { message: explainMarker(pair.facts, object), fix: "" };
        case "missing":
            return { message: "The source does not have it any more.", fix: "" };
    }
}
