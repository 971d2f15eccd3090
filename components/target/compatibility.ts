import { partOfArn } from "../policies/arn";
import type { RuleFeatures } from "../rules/rules";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { judgeKey, missingRegion } from "./key";
import { differs, type Incompatibility, type TargetInput } from "./schema";

/** What a destination has to fit. */
interface SourceFacts {
    readonly accountId: string;
    /** The account that the destination must be of, where the source says it. */
    readonly destinationAccountId: string;
    readonly partition: string;
    readonly bucketName: string;
    readonly roleName: string;
    readonly rolePath: string;
    /** Whether the source has Object Lock. */
    readonly objectLock: boolean;
    /** Whether the source replicates annotations of objects. */
    readonly objectAnnotations: boolean;
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
    const { accountId, destinationAccountId, bucketName, partition, roleName, rolePath, features } = source;
    const {
        bucketArn,
        deleteMarkerReplication,
        objectLock = false,
        replicaModificationSync = false,
    } = target;
    const key = features?.kmsEncryptedObjects ? judgeKey(target, source) : undefined;
    const problems: readonly (Incompatibility | false | undefined)[] = [
        accountId !== undefined &&
            target.accountId === accountId && {
                member: "accountId",
                allowed: "another account than the source's",
                advice: "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
            },
        differs(target.accountId, destinationAccountId) && {
            member: "accountId",
            allowed: `the account that the source was told, ${destinationAccountId}`,
            advice:
                "Replicas would go to another account, and belong to it: find out who changed the destination. If it is right, " +
                "correct what the source was told: destinationAccountId, or accountId beside stack.",
        },
        typeof bucketArn === "string" &&
            bucketName !== undefined &&
            bucketArn.endsWith(`:::${bucketName}`) && {
                member: "bucketArn",
                allowed: "another bucket than the source's own",
                advice: "S3 does not replicate a bucket to itself.",
            },
        differs(target.sourceAccountId, accountId) && {
            member: "sourceAccountId",
            allowed: `the source's account, ${accountId}`,
            advice: "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        },
        differs(target.replicationRoleName, roleName) && {
            member: "replicationRoleName",
            allowed: `the source's role, ${roleName}`,
            advice: "The destination's bucket policy lets in another role: give both sides the same name.",
        },
        differs(target.replicationRolePath, rolePath) && {
            member: "replicationRolePath",
            allowed: `the path of the source's role, ${rolePath}`,
            advice: "The destination's bucket policy lets in a role under another path: give both sides the same one.",
        },
        features?.deleteMarkerReplication &&
            deleteMarkerReplication === false && {
                member: "deleteMarkerReplication",
                allowed: "true, since a rule replicates delete markers",
                advice: "The destination's bucket policy refuses them: turn it on there, or off here.",
            },
        source.objectAnnotations &&
            target.objectAnnotations === false && {
                member: "objectAnnotations",
                allowed: "true, since the source replicates annotations",
                advice: "The destination's bucket policy refuses them: turn it on there, or off here.",
            },
        source.objectLock &&
            objectLock === false && {
                member: "objectLock",
                allowed: "true, since the source has Object Lock",
                advice:
                    "Objects with a retention fail to replicate to a bucket without Object Lock. Turn it on at the destination, " +
                    `which has to be versioned: aws s3api put-object-lock-configuration --bucket ${nameOf(bucketArn)} ` +
                    "--object-lock-configuration ObjectLockEnabled=Enabled; then say objectLock: true there.",
            },
        features?.replicaModificationSync &&
            replicaModificationSync === false && {
                member: "replicaModificationSync",
                allowed: "true, since a rule syncs modifications of replicas",
                advice:
                    "It takes rules on both buckets: say so at the destination too, which replicates back to this source, or " +
                    "turn it off here.",
            },
        key && "member" in key && key,
        source.watched && target.region === undefined && missingRegion(forMetrics),
        typeof bucketArn === "string" &&
            differs(partOfArn(bucketArn, "partition"), partition) && {
                member: "bucketArn",
                allowed: `the ARN of a bucket in the source's partition, ${partition}`,
                advice: "S3 does not replicate between partitions.",
            },
    ];
    return problems.find((problem) => problem !== false && problem !== undefined);
}

/** The destination as a command names it. */
function nameOf(bucketArn: unknown): string {
    return typeof bucketArn === "string" ? bucketArn.replace(/^.*:/, "") : "<destination>";
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

/** The error of a destination that does not fit. */
export function incompatibilityError(
    place: ArgumentPlace,
    target: Partial<TargetInput>,
    { member, got = target[member], allowed, advice }: Incompatibility,
) {
    return argumentError(memberOf(place, member), got, allowed, advice);
}
