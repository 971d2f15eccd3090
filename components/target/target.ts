import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import type { Location } from "../location";
import { featuresOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import { parseKnown, whenKnown } from "../validation/check";
import { argumentError, memberOf } from "../validation/error";
import { asOutput, isPlain, mapChecked, whenAll, type Checked, type Known } from "../validation/pending";
import { forMetrics, incompatibilityError, requireCompatible } from "./compatibility";
import type { GivenTarget } from "./given";
import { judgeKey, missingRegion, type ReplicaKey } from "./key";
import { targetEntries, targetSchema, type KnownTarget } from "./schema";

/** A destination that was checked. */
export interface CheckedTarget {
    readonly bucketArn: pulumi.Output<string>;
    readonly accountId: pulumi.Output<string>;
    /** Whether the destination has a key at all. Absent where it is plain that it does not. */
    readonly hasKey?: () => pulumi.Output<boolean>;
    /** The key of the replicas, for rules that select objects under SSE-KMS. Whoever calls this needs a key that fits. */
    readonly key: () => pulumi.Output<ReplicaKey>;
    /** The region, for alarms and dashboard. Whoever calls this needs a destination that says it. */
    readonly region: () => pulumi.Output<string>;
    /** The region, if the destination says it. */
    readonly givenRegion: () => pulumi.Output<string | undefined>;
}

/** The source that destinations have to fit, plain where it is known. */
export interface TargetSource {
    readonly where: pulumi.Output<Location>;
    readonly role: { readonly name: Checked<string>; readonly path: Checked<string> };
    readonly bucket: {
        readonly bucketName?: Checked<string | undefined>;
        readonly objectLock: boolean;
        readonly encryption?: { readonly bucketKey: Checked<boolean> };
    };
    readonly rules: Checked<readonly CheckedRule[]>;
    readonly objectAnnotations: boolean;
    readonly destinationAccountId?: Checked<string>;
}

/** Checks every destination, each against what the rules that go to it use. */
export function checkTargets(
    component: string,
    given: ReadonlyMap<string, GivenTarget>,
    source: TargetSource,
): ReadonlyMap<string, CheckedTarget> {
    const targets = [...given].map(([name, target]) => [name, checkTarget(name, target, source)] as const);
    if (targets.length === 1) {
        return new Map(targets);
    }
    const arns = pulumi
        .all(Object.fromEntries(targets.map(([name, { bucketArn }]) => [name, bucketArn])))
        .apply((known) => {
            requireDistinct(component, known);
        });
    return new Map(
        targets.map(([name, target]) => [
            name,
            { ...target, bucketArn: pulumi.all([target.bucketArn, arns]).apply(([arn]) => arn) },
        ]),
    );
}

/** Each of these is asked for by itself, where something uses it. All else of a destination is known at preview. */
const late = ["bucketArn", "region", "kmsKeyArn", "bucketKey", "sourceBucketKey"] as const;
const factsSchema = v.omit(targetSchema, late);

/**
 * Checks a destination against its source. The ARNs of its bucket and of its key may not be known at preview. The facts are
 * known, and do not wait for them.
 */
function checkTarget(
    name: string,
    given: GivenTarget,
    { where, role, bucket, rules, objectAnnotations, destinationAccountId }: TargetSource,
): CheckedTarget {
    const { place, members } = given;
    const { objectLock, encryption } = bucket;
    const bucketKey = encryption?.bucketKey;
    const features = mapChecked(rules, (known) => featuresOf(known, name));
    const named = { roleName: role.name, rolePath: role.path, destinationAccountId };
    const source = { ...named, bucketKey, features };
    const facts = whenAll([factsOf(given), where, source], (known, own, more) => {
        requireCompatible(
            place,
            { ...members, ...known },
            { ...more, ...own, objectLock, objectAnnotations },
        );
        return { accountId: known.accountId, partition: own.partition };
    });
    const bucketArn = memberOfTarget(given, "bucketArn");
    const kmsKeyArn = once(() => asOutput(memberOfTarget(given, "kmsKeyArn")));
    const region = once(() => asOutput(memberOfTarget(given, "region")));
    return {
        bucketArn: whenAll([bucketArn, facts, bucket.bucketName], (arn, { partition }, bucketName) => {
            requireCompatible(place, { bucketArn: arn }, { partition, bucketName });
            return arn;
        }),
        accountId: facts.accountId,
        ...(members.kmsKeyArn !== undefined && {
            hasKey: () => kmsKeyArn().apply((arn) => arn !== undefined),
        }),
        key: once(() => {
            const said = {
                kmsKeyArn: kmsKeyArn(),
                region: region(),
                bucketKey: memberOfTarget(given, "bucketKey"),
                sourceBucketKey: memberOfTarget(given, "sourceBucketKey"),
            };
            return whenAll([said, bucketKey, facts], (known, own, { partition }) => {
                const key = judgeKey(known, { partition, bucketKey: own });
                if ("member" in key) {
                    throw incompatibilityError(place, known, key);
                }
                return key;
            });
        }),
        givenRegion: region,
        region: once(() =>
            region().apply((known) => {
                if (known === undefined) {
                    throw incompatibilityError(place, {}, missingRegion(forMetrics));
                }
                return known;
            }),
        ),
    };
}

/** The facts, judged together once all are known. One by one they would make more outputs, which cost the most in a run. */
function factsOf({ place, members }: GivenTarget): pulumi.Input<Known<v.InferOutput<typeof factsSchema>>> {
    const { bucketArn, region, kmsKeyArn, bucketKey, sourceBucketKey, ...facts } = members;
    const names = Object.keys(facts);
    return isPlain(facts)
        ? facts
        : whenAll(Object.values(facts), (...known) =>
              parseKnown(
                  place,
                  Object.fromEntries(names.map((name, index) => [name, known[index]])),
                  factsSchema,
              ),
          );
}

/** One member, once it is known. */
function memberOfTarget<M extends keyof KnownTarget>(given: GivenTarget, member: M): Checked<KnownTarget[M]>;
function memberOfTarget({ place, members }: GivenTarget, member: keyof KnownTarget): Checked<unknown> {
    return whenKnown(memberOf(place, member), members[member], targetEntries[member]);
}

/** Makes a value when it is first asked for, and returns the same one from then on. */
function once<T>(make: () => T): () => T {
    let made: { readonly value: T } | undefined;
    return () => (made ??= { value: make() }).value;
}

/** Refuses two names for one bucket: AWS would follow the rules of one. */
export function requireDistinct(component: string, arns: Readonly<Record<string, string>>): void {
    const names = Object.keys(arns);
    for (const [index, name] of names.entries()) {
        const earlier = names.slice(0, index).find((other) => arns[other] === arns[name]);
        if (earlier !== undefined) {
            throw argumentError(
                { component, argument: `destinations.${name}.bucketArn` },
                arns[name],
                `another bucket than destinations.${earlier} has`,
            );
        }
    }
}
