import { objectReads, replicaWrites } from "../../../components/policies/replicationRequests";
import { deleteMarkersAt, type Choices } from "./choices";
import type { DestinationSide } from "./sites";

/** What S3 asks of a destination, as AWS documents it: a list of its own, not taken from the functions under test. */
export function writesReplicas(choices: Choices, side: DestinationSide): readonly string[] {
    return replicaWrites({ deleteMarkerReplication: deleteMarkersAt(choices, side) });
}

/** Likewise what it asks of the objects that are to be replicated. */
export function readsObjects({ objectLock = false }: Choices): readonly string[] {
    return objectReads({ objectLock });
}
