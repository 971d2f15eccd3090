/*
 * What an existing bucket has already. What is put onto the bucket replaces it, and AWS does not say so. Pulumi calls that a
 * creation, and its preview shows nothing of what was there.
 */
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation, Location } from "../location";
import { bucketArnOf } from "../policies/arn";
import { statementsOf } from "../policies/canonicalStatement";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { notFound } from "../validation/invokeError";
import { isJson } from "../validation/json";
import type { Checked } from "../validation/pending";
import { warn } from "../validation/warning";
import { bucketDefaults, type BucketDefaults } from "./defaults";
import { lookUp, type ExistingBucket } from "./lookUp";
import type { CheckedBucket } from "./settings";

/**
 * Where a bucket is. AWS is asked for an existing one, so that the preview says what is wrong with it, and its defaults are
 * judged where the side has something to say of them. Everything waits for that, so that nothing is made before.
 */
export function locateBucket(
    bucketName: pulumi.Output<string>,
    { component, existing, objectLock }: CheckedBucket,
    where: pulumi.Output<Location>,
    parent: pulumi.Resource,
    judge?: (defaults: BucketDefaults) => void,
): pulumi.Output<BucketLocation> {
    const located = where.apply((own) =>
        bucketName.apply((name) => ({ ...own, bucketArn: bucketArnOf(own.partition, name) })),
    );
    const bucket = existing?.lookUp;
    if (bucket === undefined) {
        return located;
    }
    const at = (argument: string) => ({ component, argument });
    return located.apply(async (own) => {
        const asked = { bucketName: bucket, parent };
        await requireBucket(at("bucketName"), asked, own.region);
        const [, defaults] = await Promise.all([
            requireObjectLock(at("objectLock"), asked, objectLock),
            judge && bucketDefaults(asked),
        ]);
        if (defaults !== undefined && defaults !== "unknown") {
            judge?.(defaults);
        }
        return own;
    });
}

/** Refuses the name of a bucket that AWS does not know, or that is of another region than the provider's. */
export async function requireBucket(
    place: ArgumentPlace,
    { bucketName: bucket, parent }: ExistingBucket,
    region: string,
): Promise<void> {
    const allowed = "the name of a bucket that exists and is the account's own, where existingBucket is true";
    const { bucketRegion } = await s3
        .getBucket({ bucket }, { parent })
        .catch(notFound(place, bucket, { allowed }));
    if (bucketRegion !== region) {
        throw argumentError(
            place,
            bucket,
            `an existing bucket of the provider's region, ${region}`,
            `This one is in ${bucketRegion}.`,
        );
    }
}

/**
 * Refuses `objectLock` where the bucket has it otherwise: the role's permissions follow from it, and whether the two sides fit.
 * Where the credentials may not ask, a warning says so, and the argument is believed.
 */
async function requireObjectLock(
    place: ArgumentPlace,
    bucket: ExistingBucket,
    expected: boolean,
): Promise<void> {
    const found = await lookUp("Object Lock", bucket, s3.getBucketObjectLockConfiguration);
    const locked = found !== "none" && found !== "unknown" && found.objectLockEnabled === "Enabled";
    if (found !== "unknown" && locked !== expected) {
        throw argumentError(
            place,
            expected,
            `${locked}, since the bucket ${bucket.bucketName} has ${locked ? "" : "no "}Object Lock`,
            locked
                ? "Objects with a retention fail to replicate unless the role may read it."
                : "Objects with a retention fail to replicate to a bucket without it.",
        );
    }
}

/** Warns where the bucket replicates already by other rules, or as another role: a bucket has one configuration. */
export function warnOfOtherReplication(
    bucket: ExistingBucket,
    next: { readonly roleArn: pulumi.Output<string>; readonly ruleIds: Checked<readonly string[]> },
): void {
    const found = lookUp("a replication configuration", bucket, s3.getBucketReplicationConfiguration);
    pulumi.all([found, next.roleArn, next.ruleIds]).apply(([present, roleArn, ruleIds]) => {
        if (present === "none" || present === "unknown") {
            return;
        }
        const lost = present.rules.map(({ id }) => id).filter((id) => !ruleIds.includes(id));
        if (present.role !== roleArn || lost.length > 0) {
            warn(
                "replication-replaced",
                `The bucket ${bucket.bucketName} replicates already, as ${present.role}. A bucket has one replication ` +
                    "configuration: the one made here takes its place" +
                    `${lost.length > 0 ? `, and these rules go: ${lost.join(", ")}` : ""}.`,
                bucket.parent,
            );
        }
    });
}

/** The policy that a bucket has, as JSON, or `none` or `unknown`. */
export async function lookUpPolicy(bucket: ExistingBucket): Promise<string> {
    const found = await lookUp("a policy", bucket, s3.getBucketPolicy);
    if (typeof found === "string") {
        return found;
    }
    const { policy } = found;
    if (policy === "") {
        return "none";
    }
    if (isJson(policy)) {
        return policy;
    }
    const what = `Whether the bucket ${bucket.bucketName} has a policy is not known`;
    warn("not-known", `${what}: what S3 answers is no JSON.`, bucket.parent);
    return "unknown";
}

/** Warns of statements of the bucket's policy that would go. A statement whose Sid the new policy has is changed, not lost. */
export function warnOfLostStatements(bucket: ExistingBucket, policy: pulumi.Output<string>): void {
    pulumi.all([lookUpPolicy(bucket), policy]).apply(([present, next]) => {
        const kept = statementsOf(next);
        const sids = kept.map(({ sid }) => sid);
        const before = present === "none" || present === "unknown" ? [] : statementsOf(present);
        const lost = before.filter(
            ({ sid, text }) =>
                !kept.some((statement) => statement.text === text) &&
                (sid === undefined || !sids.includes(sid)),
        );
        if (lost.length > 0) {
            warn(
                "statements-lost",
                `The policy of the bucket ${bucket.bucketName} has statements that the one made here does not have. ` +
                    `They go, unless bucketPolicy has them: ${lost.map(({ text }) => text).join(", ")}`,
                bucket.parent,
            );
        }
    });
}
