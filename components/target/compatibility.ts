import type { RuleUse } from "../rules/rules";

/** What a destination says of itself besides its bucket, in known values. */
export interface TargetFacts {
    readonly accountId: string;
    readonly sourceAccountId?: string;
    readonly replicationRoleName?: string;
    readonly replicationRolePath?: string;
    readonly deleteMarkerReplication?: boolean;
    readonly objectLock?: boolean;
    readonly replicaModificationSync?: boolean;
}

/** What a destination has to fit, in known values: the source, and the rules that go to this destination. */
export interface SourceFacts {
    readonly accountId: string;
    readonly roleName: string;
    readonly rolePath: string;
    /** Whether the source has Object Lock. */
    readonly objectLock: boolean;
    /** What the rules that go to this destination use. */
    readonly use: Pick<RuleUse, "deleteMarkers" | "replicaModificationSync">;
}

/** What of a destination does not fit its source, and what to do about it. */
export interface Misfit {
    readonly member: keyof TargetFacts;
    readonly allowed: string;
    readonly advice: string;
}

/**
 * The first thing in which a destination does not fit its source. AWS accepts each of them, and then replicates nothing,
 * or not what was asked for.
 */
export function misfit(target: TargetFacts, source: SourceFacts): Misfit | undefined {
    const { sourceAccountId, replicationRoleName, replicationRolePath } = target;
    if (target.accountId === source.accountId) {
        return {
            member: "accountId",
            allowed: "another account than the source's",
            advice: "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
        };
    }
    if (sourceAccountId !== undefined && sourceAccountId !== source.accountId) {
        return {
            member: "sourceAccountId",
            allowed: `the source's account, ${source.accountId}`,
            advice: "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        };
    }
    if (replicationRoleName !== undefined && replicationRoleName !== source.roleName) {
        return {
            member: "replicationRoleName",
            allowed: `the source's role, ${source.roleName}`,
            advice: "The destination's bucket policy lets in another role: give both sides the same name.",
        };
    }
    if (replicationRolePath !== undefined && replicationRolePath !== source.rolePath) {
        return {
            member: "replicationRolePath",
            allowed: `the path of the source's role, ${source.rolePath}`,
            advice: "The destination's bucket policy lets in a role under another path: give both sides the same one.",
        };
    }
    return shortcoming(target, source);
}

/** The first thing that the source or its rules ask for and a destination does not have. */
export function shortcoming(
    target: Omit<TargetFacts, "accountId">,
    source: Pick<SourceFacts, "objectLock" | "use">,
): Misfit | undefined {
    if (source.use.deleteMarkers && target.deleteMarkerReplication === false) {
        return {
            member: "deleteMarkerReplication",
            allowed: "true, since a rule replicates delete markers",
            advice: "The destination's bucket policy refuses them: turn it on there, or off here.",
        };
    }
    if (source.objectLock && target.objectLock !== true) {
        return {
            member: "objectLock",
            allowed: "true, since the source has Object Lock",
            advice:
                "Objects with a retention fail to replicate to a bucket without Object Lock, which a bucket gets when it is " +
                "made: replicate to a bucket that has it.",
        };
    }
    if (source.use.replicaModificationSync && target.replicaModificationSync !== true) {
        return {
            member: "replicaModificationSync",
            allowed: "true, since a rule syncs modifications of replicas",
            advice:
                "It takes rules on both buckets: say so at the destination too, which replicates back to this source, or " +
                "turn it off here.",
        };
    }
    return undefined;
}
