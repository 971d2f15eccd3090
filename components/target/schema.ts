import * as v from "valibot";
import {
    accountIdFormat,
    bucketArnFormat,
    kmsKeyArnFormat,
    regionFormat,
    roleNameFormat,
    rolePathFormat,
} from "../validation/formats";
import { isPending, type Known } from "../validation/pending";
import { needed, onOff, optionalInput, orPending } from "../validation/schema";

/** What a destination says of itself, as argument, setting and stack output alike. */
export const targetEntries = {
    bucketArn: needed(orPending(bucketArnFormat)),
    accountId: needed(orPending(accountIdFormat)),
    region: optionalInput(regionFormat),
    sourceAccountId: optionalInput(accountIdFormat),
    replicationRoleName: optionalInput(roleNameFormat),
    replicationRolePath: optionalInput(rolePathFormat),
    deleteMarkerReplication: optionalInput(onOff),
    objectAnnotations: optionalInput(onOff),
    kmsKeyArn: optionalInput(kmsKeyArnFormat),
    bucketKey: optionalInput(onOff),
    sourceBucketKey: optionalInput(onOff),
    objectLock: optionalInput(onOff),
    replicaModificationSync: optionalInput(onOff),
};

/** A destination as an argument. It may have other members, as a component has. */
export const targetSchema = v.object(
    targetEntries,
    "a ReplicationDestination, or an object with its bucketArn and accountId",
);

/** A destination as far as it is known: each member is an output, or is judged. */
export type TargetInput = v.InferOutput<typeof targetSchema>;
/** A destination whose members are all known. */
export type KnownTarget = Known<TargetInput>;

/** What of a destination does not fit its source, and what to do about it. */
export interface Incompatibility {
    readonly member: keyof TargetInput;
    /** Its value, where that follows from other members. */
    readonly got?: unknown;
    readonly allowed: string;
    readonly advice?: string;
}

/** Whether both are known, and not the same. */
export function differs(said: unknown, expected: unknown): boolean {
    return said !== undefined && !isPending(said) && expected !== undefined && said !== expected;
}
