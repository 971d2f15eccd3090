import * as pulumi from "@pulumi/pulumi";
import {
    accountIdRule,
    bucketArnRule,
    kmsKeyArnRule,
    regionRule,
    roleNameRule,
    rolePathRule,
} from "./argumentRules";
import {
    argumentError,
    checked,
    isPending,
    isPlain,
    mayBe,
    mayBeFlag,
    must,
    type ArgumentPlace,
    type Check,
} from "./arguments";
import { demandRegion, regionUses } from "./destinationRegion";
import { misfit, type SourceFacts, type TargetFacts } from "./misfit";
import { misfitError } from "./plainDestination";
import { partOfArn } from "./policies/arn";
import { replicaKey, type ReplicaKey } from "./replicaKey";
import { demandDestination, distinctBuckets, type GivenDestination } from "./replicationDestinations";

/** The bucket that a source replicates to. A ReplicationDestination's outputs have this shape. */
export interface ReplicationTargetArgs {
    /** The ARN of the destination bucket. */
    bucketArn: pulumi.Input<string>;
    /** The id of the account that owns the destination bucket, and is to own the replicas: not the source's. */
    accountId: pulumi.Input<string>;
    /** The region of the destination bucket. Needed with `kmsKeyArn`, and where the source makes alarms or a dashboard. */
    region?: pulumi.Input<string>;
    /** The account that the destination's bucket policy was made for. Where given, another than the source's is an error. */
    sourceAccountId?: pulumi.Input<string>;
    /** The role that the destination's bucket policy was made for. Where given, another than the source's is an error. */
    replicationRoleName?: pulumi.Input<string>;
    /** The path of that role. Where given, another than the source's is an error. */
    replicationRolePath?: pulumi.Input<string>;
    /**
     * Whether the destination's bucket policy allows delete markers. Where given as false, a rule that replicates them
     * is an error.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /**
     * The ARN of the KMS key that replicas of objects under SSE-KMS are encrypted with, in the destination's region. Its key
     * policy lets the role in. Needed where a rule selects such objects.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /** Whether the destination bucket uses an S3 Bucket Key with that key. Needed with `kmsKeyArn`. */
    bucketKey?: pulumi.Input<boolean>;
    /**
     * Whether the key's policy was made for a source that uses an S3 Bucket Key. Another than the source has is an error.
     * Default: as `bucketKey`.
     */
    sourceBucketKey?: pulumi.Input<boolean>;
    /** Whether the destination has Object Lock. Needed where the source has it. Default: false. */
    objectLock?: pulumi.Input<boolean>;
    /**
     * Whether the destination replicates back to the source, and syncs modifications of replicas. Needed where a rule does
     * so. Default: false.
     */
    replicaModificationSync?: pulumi.Input<boolean>;
}

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

/** What a destination has to fit, each as it becomes known. */
export type SourceOutputs = { readonly [Fact in keyof SourceFacts]: pulumi.Input<SourceFacts[Fact]> } & {
    readonly partition: pulumi.Input<string>;
    /** Whether the source uses an S3 Bucket Key; none where it has no key. */
    readonly bucketKey: pulumi.Input<boolean | undefined>;
};

/** Checks every destination, each against what the rules that go to it use. */
export function targetsOf(
    component: string,
    given: ReadonlyMap<string, GivenDestination>,
    sourceOf: (destination: string) => SourceOutputs,
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

/** What each member may be by itself. */
const memberChecks = {
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
type Member = keyof typeof memberChecks;

/** Checks what is known of a destination already, before anything is registered. */
export function checkKnownMembers({ place, target }: GivenDestination): void {
    if (pulumi.Output.isInstance(target) || target instanceof Promise) {
        return;
    }
    for (const [member, check] of Object.entries<Check<unknown, unknown>>(memberChecks)) {
        const value: pulumi.Input<unknown> = Reflect.get(target, member);
        if (isPlain(value)) {
            check({ ...place, argument: `${place.argument}.${member}` }, value);
        }
    }
}

/**
 * Checks a destination, its members one by one and then against the source. The bucket's ARN and the key's, which alone may
 * be unknown at preview, wait for the others' check and not they for it.
 */
export function checkReplicationTarget(
    place: ArgumentPlace,
    target: pulumi.Input<ReplicationTargetArgs>,
    source: SourceOutputs,
): ReplicationTarget {
    const at = (member: Member) => ({
        ...place,
        argument: `${place.argument}.${member}`,
    });
    const given =
        pulumi.Output.isInstance(target) || target instanceof Promise ? knownWhole(place, target) : target;
    const member = <R>(key: Member, check: Check<unknown, R>) =>
        checked<unknown, R>(
            at(key),
            pulumi.Output.isInstance(given) ? given.apply((known) => known[key]) : given[key],
            check,
        );

    // Together and not one by one: outputs are most of what running a program costs.
    const facts = pulumi
        .all([factsOf(given), pulumi.output({ ...source })])
        .apply(([known, own]) => fitting(place, checkedFacts(at, known), own));
    // Made where they are asked for.
    const region = () => member("region", memberChecks.region);
    const kmsKeyArn = () => member("kmsKeyArn", memberChecks.kmsKeyArn);

    return {
        bucketArn: pulumi
            .all([member("bucketArn", memberChecks.bucketArn), source.partition, facts])
            .apply(([arn, partition]) => {
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
        accountId: facts.apply(({ accountId }) => accountId),
        ...((isPending(target) || Reflect.get(target, "kmsKeyArn") !== undefined) && {
            hasKey: () => kmsKeyArn().apply((arn) => arn !== undefined),
        }),
        key: () =>
            pulumi
                .all([
                    pulumi.output({
                        kmsKeyArn: kmsKeyArn(),
                        region: region(),
                        bucketKey: member("bucketKey", memberChecks.bucketKey),
                        sourceBucketKey: member("sourceBucketKey", memberChecks.sourceBucketKey),
                    }),
                    pulumi.output({ ...source }),
                    facts,
                ])
                .apply(([known, own]) => replicaKey(place, known, own)),
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

type Facts = { readonly [Fact in keyof TargetFacts]?: unknown };

/** What a destination says of itself besides bucket and key. */
function factsOf(
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

function checkedFacts(at: (member: Member) => ArgumentPlace, known: Facts): TargetFacts {
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
