import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import type { ReplicationBackfill } from "../backfill/args";
import { checkBackfill, type CheckedBackfill } from "../backfill/check";
import { checkBucketSettings, type BucketSettings, type CheckedBucket } from "../bucket/settings";
import { emptyPolicy } from "../bucket/policy";
import type { Location } from "../location";
import type { ReplicationMonitoring } from "../monitoring/args";
import { checkMonitoring, isWatched, type CheckedMonitoring } from "../monitoring/check";
import { SourcePolicies } from "../policies/sourcePolicies";
import { checkRole, type CheckedRole, type ReplicationRoleArgs } from "../replicationRole";
import type { ReplicationRule } from "../rules/args";
import { judgeRegions } from "../monitoring/regions";
import { checkRules, featuresOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { ReplicationTarget } from "../target/args";
import { requireCompatible } from "../target/compatibility";
import { givenTargets, type GivenTarget } from "../target/given";
import { requireDistinct } from "../target/target";
import { parse, validate } from "../validation/check";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { accountIdFormat } from "../validation/formats";
import { asOutput, isOutput, isPlain, mapChecked, type Checked } from "../validation/pending";
import { isRecord, oneOf, onOff } from "../validation/schema";

/** Arguments of a ReplicationSource. */
export interface ReplicationSourceArgs extends BucketSettings, ReplicationRoleArgs {
    /**
     * The bucket to replicate to, in another account: the output `target` of a ReplicationDestination, or an object with the
     * same members. The bucket exists, is versioned and lets the role in. Either this or `destinations`.
     */
    destination?: pulumi.Input<ReplicationTarget>;
    /**
     * The id of the account that `destination` must be of: 12 digits. Give it where the destination comes from a stack of
     * others, who could name another account's bucket there. An error beside `destinations`. Default: whichever the
     * destination says.
     */
    destinationAccountId?: pulumi.Input<string>;
    /**
     * Several buckets to replicate to, each in an account and region of its own, by names of letters and digits. Each rule
     * says which of them it goes to. Either this or `destination`.
     */
    destinations?: Record<string, pulumi.Input<ReplicationTarget>>;
    /**
     * The rules of the replication configuration, 1 to 1,000. An empty list is an error: to stop replication, pause the rules.
     * Default: one enabled rule for every object; with several destinations there is no default.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
     */
    rules?: pulumi.Input<pulumi.Input<ReplicationRule>[]>;
    /**
     * Which policies role and bucket get. `minimal` allows the role only what the rules use. `article` has the statements of
     * the 2018 article, which know one destination, no keys and no Object Lock. Default: `minimal`.
     */
    policies?: pulumi.Input<SourcePolicies>;
    /**
     * Whether the annotations of objects are replicated: the role may read them. The destination must let them in. Deleted
     * annotations stay at the destination. Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html
     */
    objectAnnotations?: boolean;
    /**
     * How a failure is seen: alarms, events, a dashboard. Default: not at all.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
     */
    monitoring?: ReplicationMonitoring;
    /**
     * What S3 Batch Replication needs for objects that were there before the rules, or that have failed: a role and a bucket. An
     * object without members is enough. No job is made here. Default: nothing.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
     */
    backfill?: ReplicationBackfill;
}

/** The arguments of a source, checked. */
export interface CheckedSource {
    readonly component: string;
    readonly bucket: CheckedBucket;
    readonly role: CheckedRole;
    readonly policies: Checked<SourcePolicies>;
    readonly objectAnnotations: boolean;
    readonly destinations: ReadonlyMap<string, GivenTarget>;
    /** Judges what is plain by where the source is, which AWS has to be asked for. */
    readonly judge: (own: Location) => void;
    /** The account that a sole destination must be of. */
    readonly destinationAccountId?: Checked<string>;
    readonly rules: Checked<readonly CheckedRule[]>;
    /** Whether every rule is paused, or says that it leaves out objects under SSE-KMS. */
    readonly leavesOutKms: Checked<boolean>;
    readonly monitoring?: CheckedMonitoring;
    readonly backfill?: CheckedBackfill;
}

/** Checks the arguments by themselves and against one another as far as they are known, before anything is made. */
export function checkSource(component: string, args: ReplicationSourceArgs): CheckedSource {
    const at = (argument: keyof ReplicationSourceArgs) => ({ component, argument });
    const bucket = checkBucketSettings(component, args);
    rejectDestinationEncryption(component, args);
    const role = checkRole(component, args);
    const destinations = givenTargets(component, args);
    const destinationAccountId = checkDestinationAccount(at("destinationAccountId"), args);
    const objectAnnotations = parse(
        at("objectAnnotations"),
        args.objectAnnotations,
        v.optional(onOff, false),
    );
    const policies = mapChecked(
        validate(at("policies"), args.policies, v.optional(oneOf(SourcePolicies), SourcePolicies.Minimal)),
        (form) => requireArticle(component, form, bucket, destinations.size, objectAnnotations),
    );
    const { existing, userStatements } = bucket;
    if (
        existing &&
        policies === SourcePolicies.Minimal &&
        isPlain(userStatements) &&
        userStatements?.length === 0
    ) {
        throw emptyPolicy(component, userStatements);
    }
    const { known, rules } = checkRules(at("rules"), args.rules, {
        destinations: [...destinations.keys()],
        sourceKey: bucket.encryption !== undefined,
    });
    const monitoring = checkMonitoring(component, args.monitoring, {
        rules: isOutput(rules) ? undefined : rules,
        givenRules: args.rules,
        existingBucket: bucket.existing !== undefined,
    });
    const backfill = checkBackfill(component, args.backfill, {
        bucketName: bucket.bucketName,
        roleName: role.name,
    });
    const { objectLock, encryption: { bucketKey } = {} } = bucket;
    const judge = (own: Partial<Location>) => {
        for (const [name, { place, members }] of destinations) {
            requireCompatible(place, members, {
                ...(isPlain(role.name) && { roleName: role.name }),
                ...(isPlain(role.path) && { rolePath: role.path }),
                ...(isPlain(bucketKey) && { bucketKey }),
                ...(isPlain(destinationAccountId) && { destinationAccountId }),
                ...(isPlain(bucket.bucketName) && { bucketName: bucket.bucketName }),
                ...own,
                objectLock,
                objectAnnotations,
                features: featuresOf(known, name),
                watched: isWatched(monitoring, name),
            });
        }
        requireDistinct(component, plainMembers(destinations, "bucketArn"));
        if (monitoring) {
            judgeRegions(monitoring, own, plainMembers(destinations, "region"));
        }
    };
    judge({});
    const arePlain: boolean = isPlain(args.rules);
    return {
        ...{
            component,
            bucket,
            role,
            policies,
            objectAnnotations,
            destinations,
            rules,
            leavesOutKms: arePlain
                ? leaveOutKms(args.rules)
                : asOutput<unknown>(args.rules).apply(leaveOutKms),
            monitoring,
            backfill,
        },
        ...(destinationAccountId !== undefined && { destinationAccountId }),
        judge,
    };
}

/** Whether no rule takes objects under SSE-KMS, and each that is not paused says so. */
function leaveOutKms(rules: unknown): boolean {
    return (
        Array.isArray(rules) &&
        rules.every(
            (rule) => isRecord(rule) && (rule.enabled === false || rule.kmsEncryptedObjects === false),
        )
    );
}

/** A member of each destination of which it is plain. */
function plainMembers(
    destinations: ReadonlyMap<string, GivenTarget>,
    member: "bucketArn" | "region",
): Readonly<Record<string, string>> {
    return Object.fromEntries(
        [...destinations].flatMap(([name, { members }]) => {
            const value = members[member];
            return typeof value === "string" ? [[name, value]] : [];
        }),
    );
}

/** The account that the sole destination must be of. Several have an account each. */
function checkDestinationAccount(
    place: ArgumentPlace,
    { destinationAccountId, destinations }: ReplicationSourceArgs,
): Checked<string> | undefined {
    if (destinationAccountId !== undefined && destinations !== undefined) {
        throw argumentError(
            place,
            destinationAccountId,
            "leave it out where destinations is given",
            "Each of them has an accountId.",
        );
    }
    return destinationAccountId === undefined
        ? undefined
        : validate(place, destinationAccountId, accountIdFormat);
}

/** Refuses options of encryption that are for a destination alone, or for a new bucket alone. */
function rejectDestinationEncryption(
    component: string,
    { existingBucket, encryption }: ReplicationSourceArgs,
): void {
    if (existingBucket && encryption?.createKmsKey) {
        throw argumentError(
            { component, argument: "encryption.createKmsKey" },
            true,
            "leave it out where existingBucket is true",
            "Say by kmsKeyArn which key the bucket's objects are under.",
        );
    }
    if (encryption?.sourceBucketKey !== undefined) {
        throw argumentError(
            { component, argument: "encryption.sourceBucketKey" },
            encryption.sourceBucketKey,
            "leave it out on a source, whose own bucketKey it is",
        );
    }
}

/** Refuses the article's documents where the source has what they do not know. */
function requireArticle(
    component: string,
    form: SourcePolicies,
    { encryption, objectLock, existing, userStatements }: CheckedBucket,
    destinations: number,
    objectAnnotations: boolean,
): SourcePolicies {
    const beyond = [
        destinations > 1 && "several destinations",
        encryption && "keys",
        objectLock && "Object Lock",
        objectAnnotations && "annotations",
        existing && !userStatements && "bucket whose policy is managed elsewhere: give it as bucketPolicy",
    ].find((each) => typeof each === "string");
    if (form === SourcePolicies.Article && beyond !== undefined) {
        const advice = `The article's statements know no ${beyond}.`;
        throw argumentError({ component, argument: "policies" }, form, SourcePolicies.Minimal, advice);
    }
    return form;
}
