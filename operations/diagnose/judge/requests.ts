import type { Facts } from "../facts";
import type { Diagnosed } from "../finding";

/** What the documents make of the requests that Amazon S3 sends when it replicates. */
export function judgeRequests(facts: Facts): readonly Diagnosed[] {
    return facts.destinations.length === 0 ? [] : [];
}
