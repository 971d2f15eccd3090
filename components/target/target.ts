import * as pulumi from "@pulumi/pulumi";
import {
    argumentError,
    asOutput,
    checked,
    following,
    isPending,
    memberOf,
    type ArgumentPlace,
    type Check,
} from "../validation/check";
import { demandRegion, regionUses } from "./destinationRegion";
import { misfit, type SourceFacts, type TargetFacts } from "./compatibility";
import { misfitError } from "./plainDestination";
import { partOfArn } from "../policies/arn";
import { replicaKey, type ReplicaKey } from "./key";
import { demandDestination, distinctBuckets, type GivenDestination } from "./given";
import type { ReplicationTargetArgs } from "./args";
import { checkedFacts, factsOf, memberChecks, type Member } from "./schema";
import type { Whereabouts } from "../location";

/** A destination that was checked. */
export interface ReplicationTarget {
    readonly bucketArn: pulumi.Output<string>;
    readonly accountId: pulumi.Output<string>;
    /** Whether the destination says a key at all; absent where it is plain that it does not. */
    readonly hasKey?: () => pulumi.Output<boolean>;
    /** Asked for where a rule selects objects under SSE-KMS: a destination without a key that fits is an error then. */
    readonly key: () => pulumi.Output<ReplicaKey>;
    /** Asked for by alarms and dashboard: a destination that does not say it is an error then. */
    readonly region: () => pulumi.Output<string>;
}

/** What a destination has to fit, plain where it is known. */
export type SourceInputs = {
    readonly [Fact in Exclude<keyof SourceFacts, "accountId">]: pulumi.Input<SourceFacts[Fact]>;
} & {
    readonly where: pulumi.Input<Whereabouts>;
    /** Whether the source uses an S3 Bucket Key; none where it has no key. */
    readonly bucketKey: pulumi.Input<boolean | undefined>;
};

/** Checks every destination, each against what the rules that go to it use. */
export function targetsOf(
    component: string,
    given: ReadonlyMap<string, GivenDestination>,
    sourceOf: (destination: string) => SourceInputs,
): ReadonlyMap<string, ReplicationTarget> {
    const targets = new Map(
        [...given].map(([name, { place, target }]) => [
            name,
            checkReplicationTarget(place, target, sourceOf(name)),
        ]),
    );
    if (targets.size === 1) {
        return targets;
    }
    const arns = distinctBuckets(
        component,
        Object.fromEntries([...targets].map(([name, { bucketArn }]) => [name, bucketArn])),
    );
    return new Map(
        [...targets].map(([name, target]) => [
            name,
            { ...target, bucketArn: pulumi.all([target.bucketArn, arns]).apply(([arn]) => arn) },
        ]),
    );
}

/**
 * Checks a destination, its members one by one and then against the source. The bucket's ARN and the key's, which alone may
 * be unknown at preview, wait for the others' check and not they for it.
 */
export function checkReplicationTarget(
    place: ArgumentPlace,
    target: pulumi.Input<ReplicationTargetArgs>,
    source: SourceInputs,
): ReplicationTarget {
    const at = (member: Member) => memberOf(place, member);
    const given = isPending(target) ? knownWhole(place, target) : target;
    const member = <R>(key: Member, check: Check<unknown, R>) =>
        checked<unknown, R>(
            at(key),
            pulumi.Output.isInstance(given) ? given.apply((known) => known[key]) : given[key],
            check,
        );

    // Together and not one by one: outputs are most of what running a program costs.
    const facts = pulumi.all([factsOf(given), { ...source }]).apply(([known, { where, ...own }]) => ({
        ...fitting(place, checkedFacts(at, known), { ...own, accountId: where.accountId }),
        partition: where.partition,
    }));
    // Made where they are asked for.
    const region = () => asOutput(member("region", memberChecks.region));
    const kmsKeyArn = () => asOutput(member("kmsKeyArn", memberChecks.kmsKeyArn));
    // Checked by itself though the others are not known.
    const bucketArn = member("bucketArn", memberChecks.bucketArn);

    return {
        bucketArn: facts.apply(({ partition }) =>
            asOutput(
                following(bucketArn, (arn) => {
                    if (partOfArn(arn, "partition") !== partition) {
                        throw argumentError(
                            at("bucketArn"),
                            arn,
                            `the ARN of a bucket in the source's partition, ${partition}`,
                            "S3 does not replicate between partitions.",
                        );
                    }
                    return arn;
                }),
            ),
        ),
        accountId: facts.apply(({ accountId }) => accountId),
        ...((isPending(target) || Reflect.get(target, "kmsKeyArn") !== undefined) && {
            hasKey: () => kmsKeyArn().apply((arn) => arn !== undefined),
        }),
        key: () =>
            pulumi
                .all([
                    {
                        kmsKeyArn: kmsKeyArn(),
                        region: region(),
                        bucketKey: member("bucketKey", memberChecks.bucketKey),
                        sourceBucketKey: member("sourceBucketKey", memberChecks.sourceBucketKey),
                    },
                    source.bucketKey,
                    facts,
                ])
                .apply(([known, bucketKey, { partition }]) =>
                    replicaKey(place, known, { partition, bucketKey }),
                ),
        region: () => region().apply((known) => demandRegion(place, known, regionUses.metrics)),
    };
}

function fitting(place: ArgumentPlace, target: TargetFacts, source: SourceFacts): TargetFacts {
    const problem = misfit(target, source);
    if (problem !== undefined) {
        throw misfitError(place, target, problem);
    }
    return target;
}

/** A destination that is given as an output or a promise. */
function knownWhole(
    place: ArgumentPlace,
    target: pulumi.Input<ReplicationTargetArgs>,
): pulumi.Output<pulumi.Unwrap<ReplicationTargetArgs>> {
    return pulumi.output(target).apply((known) => {
        demandDestination(place, known);
        return known;
    });
}
