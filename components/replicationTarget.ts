import * as pulumi from "@pulumi/pulumi";
import { accountIdRule, bucketArnRule, roleNameRule } from "./argumentRules";
import { argumentError, checked, flag, mayBe, must, type ArgumentPlace, type Check } from "./arguments";

/** The bucket that a source replicates to. A ReplicationDestination's outputs have this shape. */
export interface ReplicationTargetArgs {
    /** The ARN of the destination bucket. */
    bucketArn: pulumi.Input<string>;
    /** The id of the account that owns the destination bucket, and is to own the replicas: not the source's. */
    accountId: pulumi.Input<string>;
    /** The account that the destination's bucket policy was made for. Where given, another than the source's is an error. */
    sourceAccountId?: pulumi.Input<string>;
    /** The role that the destination's bucket policy was made for. Where given, another than `roleName` is an error. */
    replicationRoleName?: pulumi.Input<string>;
    /**
     * Whether the destination's bucket policy allows delete markers. Where given as false, a rule that replicates them
     * is an error.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
}

/** What a destination says of itself besides its bucket, in known values. */
export interface TargetFacts {
    readonly accountId: string;
    readonly sourceAccountId?: string;
    readonly replicationRoleName?: string;
    readonly deleteMarkerReplication?: boolean;
}

/** What a destination has to fit, in known values. */
export interface SourceFacts {
    readonly accountId: string;
    readonly roleName: string;
    /** Whether any rule replicates delete markers. */
    readonly deleteMarkers: boolean;
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
    if (target.accountId === source.accountId) {
        return {
            member: "accountId",
            allowed: "another account than the source's",
            advice: "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
        };
    }
    if (target.sourceAccountId !== undefined && target.sourceAccountId !== source.accountId) {
        return {
            member: "sourceAccountId",
            allowed: `the source's account, ${source.accountId}`,
            advice: "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        };
    }
    if (target.replicationRoleName !== undefined && target.replicationRoleName !== source.roleName) {
        return {
            member: "replicationRoleName",
            allowed: `the role made here, ${source.roleName}`,
            advice: "The destination's bucket policy lets in another role: give both sides the same name.",
        };
    }
    if (source.deleteMarkers && target.deleteMarkerReplication === false) {
        return {
            member: "deleteMarkerReplication",
            allowed: "true, since a rule replicates delete markers",
            advice: "The destination's bucket policy refuses them: turn it on there, or off here.",
        };
    }
    return undefined;
}

/**
 * Checks a destination, its members one by one and then against the source. The bucket's ARN, which alone may be unknown
 * at preview, waits for the others' check and not they for it.
 */
export function checkReplicationTarget(
    place: ArgumentPlace,
    target: pulumi.Input<ReplicationTargetArgs>,
    source: { readonly [Fact in keyof SourceFacts]: pulumi.Output<SourceFacts[Fact]> },
): { readonly bucketArn: pulumi.Output<string>; readonly accountId: pulumi.Output<string> } {
    // Plain JavaScript and YAML are not typed.
    const given: unknown = target;
    if (typeof given !== "object" || given === null) {
        throw argumentError(
            place,
            given,
            "a ReplicationDestination, or an object with its bucketArn and accountId",
        );
    }
    const at = (member: string): ArgumentPlace => ({ ...place, argument: `${place.argument}.${member}` });
    const member = <R>(key: keyof ReplicationTargetArgs, check: Check<unknown, R>) =>
        checked<unknown, R>(at(key), memberOf(target, key), check);

    const bucketArn = member("bucketArn", must(bucketArnRule));
    const facts = pulumi
        .all([
            member("accountId", must(accountIdRule)),
            member("sourceAccountId", mayBe(accountIdRule)),
            member("replicationRoleName", mayBe(roleNameRule)),
            member("deleteMarkerReplication", flag(true)),
            source.accountId,
            source.roleName,
            source.deleteMarkers,
        ])
        .apply(
            ([
                accountId,
                sourceAccountId,
                replicationRoleName,
                deleteMarkerReplication,
                own,
                roleName,
                deleteMarkers,
            ]) => {
                const known = { accountId, sourceAccountId, replicationRoleName, deleteMarkerReplication };
                const problem = misfit(known, { accountId: own, roleName, deleteMarkers });
                if (problem !== undefined) {
                    throw argumentError(
                        at(problem.member),
                        known[problem.member],
                        problem.allowed,
                        problem.advice,
                    );
                }
                return known;
            },
        );
    return {
        bucketArn: pulumi.all([bucketArn, facts]).apply(([arn]) => arn),
        accountId: facts.accountId,
    };
}

/** A member of a destination that is given as a whole, or as a whole that is not known yet. */
function memberOf(
    target: pulumi.Input<ReplicationTargetArgs>,
    key: keyof ReplicationTargetArgs,
): pulumi.Input<unknown> {
    return pulumi.Output.isInstance(target) || target instanceof Promise
        ? pulumi.output(target).apply((known) => known[key])
        : target[key];
}
