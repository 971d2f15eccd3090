import { deleteMarkersAt, type Choices } from "./choices";
import type { DestinationSide } from "./sites";

/** Written out and not taken from the functions under test: the actions that AWS documents for writing replicas. */
export function writesReplicas(choices: Choices, side: DestinationSide): readonly string[] {
    return [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        "s3:ObjectOwnerOverrideToBucketOwner",
        ...(deleteMarkersAt(choices, side) ? ["s3:ReplicateDelete"] : []),
        ...(choices.annotations ? [replicatesAnnotations] : []),
    ];
}

/** No statement allows it: `isAllowed` knows by what S3 lets annotations in. */
export const replicatesAnnotations = "s3:ReplicateObjectAnnotation";

/** Likewise those for reading what is to be replicated. */
export function readsObjects({ objectLock, annotations }: Choices): readonly string[] {
    return [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        ...(objectLock ? ["s3:GetObjectRetention", "s3:GetObjectLegalHold"] : []),
        ...(annotations ? ["s3:GetObjectVersionAnnotationForReplication"] : []),
    ];
}
