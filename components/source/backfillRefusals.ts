/*
 * What others have written that keeps the jobs of a backfill from their work: the boundary of their role, the policy of the
 * source's bucket, and that of an existing bucket of reports.
 */
import * as pulumi from "@pulumi/pulumi";
import type { CheckedBackfill } from "../backfill/check";
import type { ReplicationBucket } from "../bucket/bucket";
import { warnOfDenials } from "../bucket/denials";
import { lookUpPolicy } from "../bucket/existing";
import type { BucketLocation } from "../location";
import { bucketArnOf, roleArn } from "../policies/arn";
import { backfillRequests, markRequests, reportRequests } from "../policies/backfillRequests";
import { objectKeysIn } from "../policies/objectKeys";
import { bucketContext } from "../policies/requestContext";
import type { Boundary } from "../role/boundary";
import { asOutput } from "../validation/pending";
import type { CheckedSource } from "./args";
import { prefixesOf, warnOfLimits } from "./refusals";

/** What is known of a backfill at preview. */
interface KnownBackfill {
    readonly roleArn: string;
    readonly source: BucketLocation & { readonly prefixes: readonly string[] };
    /** Where the lists and reports are; none where Pulumi makes the name of the bucket. */
    readonly reports?: Parameters<typeof reportRequests>[1];
    /** Whether prefixes may hold a part of a secret. */
    readonly secret: boolean;
}

const fails = "A backfill";

/** Warns of each statement that refuses what a job needs, or may refuse it. */
export function warnOfBackfill(
    checked: CheckedSource,
    bucket: ReplicationBucket,
    boundary: pulumi.Output<Boundary | undefined> | undefined,
    component: pulumi.Resource,
): void {
    const { backfill } = checked;
    if (backfill === undefined) {
        return;
    }
    const known = knownOf(checked, backfill, bucket.location);
    boundary?.apply((found) => {
        if (found?.document !== undefined) {
            const { arn: policyArn, document } = found;
            known.apply((job) => {
                warnOfBoundary(policyArn, JSON.parse(document), job, component);
            });
        }
    });
    const { othersPolicy, bucketName } = bucket;
    if (othersPolicy !== undefined) {
        pulumi
            .all([othersPolicy, bucketName, known, pulumi.isSecret(othersPolicy)])
            .apply(([policy, name, job, secret]) => {
                const { roleArn: arn, source } = job;
                warnOfPolicy(
                    {
                        ...{ bucketName: name, bucketArn: source.bucketArn, policy, roleArn: arn },
                        ...{ secret: secret || job.secret, prefixes: source.prefixes },
                        requestsFor: (objectKeys) => markRequests(arn, { ...source, objectKeys }),
                    },
                    component,
                );
            });
    }
    const lookUp = backfill.existing?.lookUp;
    if (lookUp !== undefined) {
        pulumi
            .all([lookUpPolicy({ bucketName: lookUp, parent: component }), known])
            .apply(([policy, { roleArn: arn, reports, secret }]) => {
                if (reports !== undefined) {
                    const { bucketArn, key, ...side } = reports;
                    warnOfPolicy(
                        {
                            ...{ bucketName: lookUp, bucketArn, policy, roleArn: arn, secret },
                            prefixes: [],
                            requestsFor: () => reportRequests(arn, { ...side, bucketArn }),
                        },
                        component,
                    );
                }
            });
    }
}

function knownOf(
    { rules, role }: CheckedSource,
    { bucketName, prefix, roleName, kmsKeyArn }: CheckedBackfill,
    location: pulumi.Output<BucketLocation>,
): pulumi.Output<KnownBackfill> {
    const secrets = [pulumi.isSecret(asOutput(rules)), pulumi.isSecret(asOutput(prefix))];
    return pulumi
        .all([location, rules, role.path, roleName, bucketName, prefix, kmsKeyArn, secrets])
        .apply(([where, known, path, name, reports, under, keyArn, secret]) => {
            const { partition, accountId, region, dnsSuffix } = where;
            const bucketArn = reports === undefined ? undefined : bucketArnOf(partition, reports);
            return {
                roleArn: roleArn({ partition, accountId, path, name }),
                source: { ...where, prefixes: prefixesOf(known) },
                ...(bucketArn !== undefined && {
                    reports: {
                        ...{ bucketArn, accountId, region, prefix: under },
                        ...(keyArn !== undefined && {
                            key: { keyArn, region, dnsSuffix, bucketArn, bucketKey: "either" as const },
                        }),
                    },
                }),
                secret: secret.includes(true),
            };
        });
}

function warnOfBoundary(
    policyArn: string,
    content: unknown,
    { roleArn: arn, source, reports, secret }: KnownBackfill,
    component: pulumi.Resource,
): void {
    const context = bucketContext(arn, source);
    const side = { ...source, objectKeys: objectKeysIn(content, { ...source, context }) };
    const requests = reports ? backfillRequests(arn, side, reports) : markRequests(arn, side);
    const comes = `${fails} fails where it is not allowed that.`;
    warnOfLimits({ policyArn, content, requests, roleArn: arn, secret, fails: comes }, component);
}

function warnOfPolicy(bucket: Parameters<typeof warnOfDenials>[0], component: pulumi.Resource): void {
    if (bucket.policy !== "none" && bucket.policy !== "unknown") {
        warnOfDenials({ ...bucket, fails }, component);
    }
}
