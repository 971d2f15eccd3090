import * as pulumi from "@pulumi/pulumi";
import {
    accountIdRule,
    bucketArnRule,
    kmsKeyArnRule,
    regionRule,
    roleNameRule,
    rolePathRule,
} from "../validation/formats";
import {
    isPending,
    isPlain,
    mayBe,
    memberOf,
    mayBeFlag,
    must,
    type ArgumentPlace,
    type Check,
} from "../validation/check";
import type { TargetFacts } from "./compatibility";
import type { GivenDestination } from "./given";
import type { ReplicationTargetArgs } from "./args";

/** What each member may be by itself. */
export const memberChecks = {
    bucketArn: must(bucketArnRule),
    accountId: must(accountIdRule),
    region: mayBe(regionRule),
    sourceAccountId: mayBe(accountIdRule),
    replicationRoleName: mayBe(roleNameRule),
    replicationRolePath: mayBe(rolePathRule),
    deleteMarkerReplication: mayBeFlag,
    kmsKeyArn: mayBe(kmsKeyArnRule),
    bucketKey: mayBeFlag,
    sourceBucketKey: mayBeFlag,
    objectLock: mayBeFlag,
    replicaModificationSync: mayBeFlag,
};
export type Member = keyof typeof memberChecks;

/** Checks what is known of a destination already, before anything is registered. */
export function checkKnownMembers({ place, target }: GivenDestination): void {
    if (isPending(target)) {
        return;
    }
    for (const [member, check] of Object.entries<Check<unknown, unknown>>(memberChecks)) {
        const value: pulumi.Input<unknown> = Reflect.get(target, member);
        if (isPlain(value)) {
            check(memberOf(place, member), value);
        }
    }
}

export type Facts = { readonly [Fact in keyof TargetFacts]?: unknown };

/** What a destination says of itself besides bucket and key. */
export function factsOf(
    given: ReplicationTargetArgs | pulumi.Output<pulumi.Unwrap<ReplicationTargetArgs>>,
): pulumi.Output<Facts> {
    if (pulumi.Output.isInstance(given)) {
        return given.apply((known): Facts => known);
    }
    const { accountId, sourceAccountId, replicationRoleName, replicationRolePath } = given;
    const { deleteMarkerReplication, objectLock, replicaModificationSync } = given;
    return pulumi
        .output({
            accountId,
            sourceAccountId,
            replicationRoleName,
            replicationRolePath,
            deleteMarkerReplication,
            objectLock,
            replicaModificationSync,
        })
        .apply((known): Facts => known);
}

/** The same, each member checked by itself. */
export function checkedFacts(at: (member: Member) => ArgumentPlace, known: Facts): TargetFacts {
    const member = <R>(key: keyof Facts, check: Check<unknown, R>) => check(at(key), known[key]);
    return {
        accountId: member("accountId", memberChecks.accountId),
        sourceAccountId: member("sourceAccountId", memberChecks.sourceAccountId),
        replicationRoleName: member("replicationRoleName", memberChecks.replicationRoleName),
        replicationRolePath: member("replicationRolePath", memberChecks.replicationRolePath),
        deleteMarkerReplication: member("deleteMarkerReplication", memberChecks.deleteMarkerReplication),
        objectLock: member("objectLock", memberChecks.objectLock),
        replicaModificationSync: member("replicaModificationSync", memberChecks.replicaModificationSync),
    };
}
