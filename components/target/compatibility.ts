import { partOfArn } from "../policies/arn";
import type { RuleFeatures } from "../rules/rules";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { judgeKey, missingRegion } from "./key";
import { differs, type Incompatibility, type TargetInput } from "./schema";

/** What a destination has to fit. */
export interface SourceFacts {
    readonly accountId: string;
    readonly partition: string;
    readonly roleName: string;
    readonly rolePath: string;
    /** Whether the source has Object Lock. */
    readonly objectLock: boolean;
    /** Whether the source uses an S3 Bucket Key. */
    readonly bucketKey?: boolean;
    /** What the rules that go to this destination use. */
    readonly features: RuleFeatures;
    /** Whether alarms or a dashboard show the metrics of this destination. */
    readonly watched: boolean;
}

/**
 * The first thing in which a destination does not fit its source. AWS accepts most of these, and then replicates nothing, or
 * not what was asked for. What is not known yet is skipped: whoever learns more asks again.
 */
export function incompatibility(
    target: Partial<TargetInput>,
    source: Partial<SourceFacts>,
): Incompatibility | undefined {
    return (
        withGrant(target, source) ??
        withRules(target, source) ??
        withKey(target, source) ??
        (source.watched && target.region === undefined ? missingRegion(forMetrics) : undefined) ??
        withPartition(target, source)
    );
}

/** Why alarms and dashboard need a destination's region. */
export const forMetrics = "Alarms and dashboard show metrics that AWS publishes in that region.";

/** Refuses a destination that does not fit. */
export function requireCompatible(
    place: ArgumentPlace,
    target: Partial<TargetInput>,
    source: Partial<SourceFacts>,
): void {
    const problem = incompatibility(target, source);
    if (problem !== undefined) {
        throw incompatibilityError(place, target, problem);
    }
}

/** The destination's bucket policy lets in one role of one other account. */
function withGrant(
    target: Partial<TargetInput>,
    { accountId, roleName, rolePath }: Partial<SourceFacts>,
): Incompatibility | undefined {
    if (accountId !== undefined && target.accountId === accountId) {
        return {
            member: "accountId",
            allowed: "another account than the source's",
            advice: "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
        };
    }
    if (differs(target.sourceAccountId, accountId)) {
        return {
            member: "sourceAccountId",
            allowed: `the source's account, ${accountId}`,
            advice: "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        };
    }
    if (differs(target.replicationRoleName, roleName)) {
        return {
            member: "replicationRoleName",
            allowed: `the source's role, ${roleName}`,
            advice: "The destination's bucket policy lets in another role: give both sides the same name.",
        };
    }
    if (differs(target.replicationRolePath, rolePath)) {
        return {
            member: "replicationRolePath",
            allowed: `the path of the source's role, ${rolePath}`,
            advice: "The destination's bucket policy lets in a role under another path: give both sides the same one.",
        };
    }
    return undefined;
}

/** What the source or its rules ask for has to be there. */
function withRules(
    { deleteMarkerReplication, objectLock, replicaModificationSync }: Partial<TargetInput>,
    source: Partial<SourceFacts>,
): Incompatibility | undefined {
    const { features } = source;
    if (features?.deleteMarkers && deleteMarkerReplication === false) {
        return {
            member: "deleteMarkerReplication",
            allowed: "true, since a rule replicates delete markers",
            advice: "The destination's bucket policy refuses them: turn it on there, or off here.",
        };
    }
    if (source.objectLock && differs(objectLock ?? false, true)) {
        return {
            member: "objectLock",
            allowed: "true, since the source has Object Lock",
            advice:
                "Objects with a retention fail to replicate to a bucket without Object Lock, which a bucket gets when it is " +
                "made: replicate to a bucket that has it.",
        };
    }
    if (features?.replicaModificationSync && differs(replicaModificationSync ?? false, true)) {
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

/** The key of the replicas has to be there where a rule selects objects under SSE-KMS. */
function withKey(target: Partial<TargetInput>, source: Partial<SourceFacts>): Incompatibility | undefined {
    const key = source.features?.kmsEncryptedObjects ? judgeKey(target, source) : undefined;
    return key && "member" in key ? key : undefined;
}

function withPartition(
    { bucketArn }: Partial<TargetInput>,
    { partition }: Partial<SourceFacts>,
): Incompatibility | undefined {
    return typeof bucketArn === "string" && differs(partOfArn(bucketArn, "partition"), partition)
        ? {
              member: "bucketArn",
              allowed: `the ARN of a bucket in the source's partition, ${partition}`,
              advice: "S3 does not replicate between partitions.",
          }
        : undefined;
}

/** The error of a destination that does not fit. */
export function incompatibilityError(
    place: ArgumentPlace,
    target: Partial<TargetInput>,
    { member, got = target[member], allowed, advice }: Incompatibility,
) {
    return argumentError(memberOf(place, member), got, allowed, advice);
}
