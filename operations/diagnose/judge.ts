import type { Diagnosed } from "./finding";
import { inOrder } from "./finding";
import type { Facts } from "./facts";
import { judgeRequests } from "./judge/requests";

/** What is wrong with a replication, what may be, and what is not known: a pure function of what was read. */
export function diagnose(facts: Facts): readonly Diagnosed[] {
    return inOrder([...judgeRequests(facts)]);
}
