/*
 * What an existing bucket has already. Whatever is put onto the bucket replaces it, and AWS does not say so. Pulumi calls that
 * a creation, and its preview shows nothing of what was there.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation, Location } from "../location";
import { bucketArnOf } from "../policies/arn";
import { statementsOf } from "../policies/canonicalStatement";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { invokeFailure, notFound } from "../validation/invokeError";
import type { Checked } from "../validation/pending";
import type { CheckedBucket } from "./settings";

/** An existing bucket by its name, and the component whose provider AWS is asked with. */
interface ExistingBucket {
    readonly bucketName: string;
    readonly parent: pulumi.Resource;
}

/** Where a bucket is. AWS is asked for an existing one, so that the preview says what is wrong with it. */
export function locateBucket(
    bucketName: pulumi.Output<string>,
    { component, existing, objectLock }: CheckedBucket,
    where: pulumi.Output<Location>,
    parent: pulumi.Resource,
): pulumi.Output<BucketLocation> {
    const located = where.apply((own) =>
        bucketName.apply((name) => ({ ...own, bucketArn: bucketArnOf(own.partition, name) })),
    );
    if (existing?.lookUp === undefined) {
        return located;
    }
    const at = (argument: string) => ({ component, argument });
    const bucket = { bucketName: existing.lookUp, parent };
    return pulumi
        .all([
            located,
            queryRegion(at("bucketName"), bucket),
            requireObjectLock(at("objectLock"), bucket, objectLock),
        ])
        .apply(([own, region]) => {
            if (region !== own.region) {
                throw argumentError(
                    at("bucketName"),
                    bucket.bucketName,
                    `an existing bucket of the provider's region, ${own.region}`,
                    `This one is in ${region}.`,
                );
            }
            return own;
        });
}

/** The region of the bucket. It is an error if there is no such bucket, or the credentials may not look at it. */
function queryRegion(place: ArgumentPlace, { bucketName, parent }: ExistingBucket): Promise<string> {
    return aws.s3.getBucket({ bucket: bucketName }, { parent }).then(
        ({ bucketRegion }) => bucketRegion,
        notFound(place, bucketName, {
            allowed:
                "the name of a bucket that exists and is the account's own, where existingBucket is true",
        }),
    );
}

/** Warns where the bucket replicates already by other rules, or as another role: a bucket has one configuration. */
export function warnOfOtherReplication(
    { bucketName, parent }: ExistingBucket,
    next: { readonly roleArn: pulumi.Output<string>; readonly ruleIds: Checked<readonly string[]> },
): void {
    const found = aws.s3
        .getBucketReplicationConfiguration({ bucket: bucketName }, { parent })
        .catch(noneOf("a replication configuration", bucketName, parent));
    pulumi.all([found, next.roleArn, next.ruleIds]).apply(([present, roleArn, ruleIds]) => {
        const lost = (present?.rules ?? []).map(({ id }) => id).filter((id) => !ruleIds.includes(id));
        if (present !== undefined && (present.role !== roleArn || lost.length > 0)) {
            void pulumi.log.warn(
                `The bucket ${bucketName} replicates already, as ${present.role}. A bucket has one replication configuration: ` +
                    `the one made here takes its place${lost.length > 0 ? `, and these rules go: ${lost.join(", ")}` : ""}.`,
                parent,
            );
        }
    });
}

/**
 * Refuses `objectLock` where the bucket has it otherwise: the role's permissions follow from it, and whether the two sides fit.
 * Where the credentials may not ask, a warning says so, and the argument is believed.
 */
function requireObjectLock(
    place: ArgumentPlace,
    { bucketName, parent }: ExistingBucket,
    expected: boolean,
): Promise<void> {
    const requireExpected = (locked: boolean) => {
        if (locked !== expected) {
            throw argumentError(
                place,
                expected,
                locked
                    ? `true, since the bucket ${bucketName} has Object Lock`
                    : `false, since the bucket ${bucketName} has no Object Lock`,
                locked
                    ? "Objects with a retention fail to replicate unless the role may read it."
                    : "Objects with a retention fail to replicate to a bucket without it.",
            );
        }
    };
    return aws.s3.getBucketObjectLockConfiguration({ bucket: bucketName }, { parent }).then(
        ({ objectLockEnabled }) => {
            requireExpected(objectLockEnabled === "Enabled");
        },
        (error: unknown) => {
            noneOf("Object Lock", bucketName, parent)(error);
            if (isNone(error)) {
                requireExpected(false);
            }
        },
    );
}

/** Warns of statements of the bucket's policy that would go. A statement whose Sid the new policy has is changed, not lost. */
export function warnOfLostStatements(
    { bucketName, parent }: ExistingBucket,
    policy: pulumi.Output<string>,
): void {
    const found = aws.s3
        .getBucketPolicy({ bucket: bucketName }, { parent })
        .catch(noneOf("a policy", bucketName, parent));
    pulumi.all([found, policy]).apply(([present, next]) => {
        const kept = statementsOf(next);
        const sids = kept.map(({ sid }) => sid);
        const lost = statementsOf(present?.policy ?? "{}").filter(
            ({ sid, text }) =>
                !kept.some((statement) => statement.text === text) &&
                (sid === undefined || !sids.includes(sid)),
        );
        if (lost.length > 0) {
            void pulumi.log.warn(
                `The policy of the bucket ${bucketName} has statements that the one made here does not have. ` +
                    `They go, unless bucketPolicy has them: ${lost.map(({ text }) => text).join(", ")}`,
                parent,
            );
        }
    });
}

/** Each call fails in words of its own where there is none. Of any other failure a warning tells. */
function noneOf(what: string, bucketName: string, parent: pulumi.Resource) {
    return (error: unknown): undefined => {
        if (!isNone(error)) {
            void pulumi.log.warn(
                `Whether the bucket ${bucketName} has ${what} is not known: ${invokeFailure(error)}.`,
                parent,
            );
        }
    };
}

function isNone(error: unknown): boolean {
    return /NoSuch|NotFound|couldn't find|empty result/i.test(String(error));
}
