import { objectReads, replicaWrites } from "../../../components/policies/replicationRequests";
import { deleteMarkersAt, type Choices } from "./choices";
import type { DestinationSide } from "./sites";

/** What S3 asks of a destination, as AWS documents it: a list of its own, not taken from the functions under test. */
export function writesReplicas(choices: Choices, side: DestinationSide): readonly string[] {
    return [
        ...replicaWrites({ deleteMarkerReplication: deleteMarkersAt(choices, side) }),
        ...(choices.annotations ? [replicatesAnnotations] : []),
    ];
}

/** No statement allows it: `isAllowed` knows by what S3 lets annotations in. */
export const replicatesAnnotations = "s3:ReplicateObjectAnnotation";

/** Likewise what it asks of the objects that are to be replicated. */
export function readsObjects({ objectLock = false, annotations = false }: Choices): readonly string[] {
    return objectReads({ objectLock, objectAnnotations: annotations });
}
