/*
 * What others have written that keeps the role from replicating: the policy of the source's bucket, and the role's boundary.
 */
import * as pulumi from "@pulumi/pulumi";
import type { ReplicationBucket } from "../bucket/bucket";
import { warnOfDenials } from "../bucket/denials";
import type { Location } from "../location";
import { roleArn } from "../policies/arn";
import type { Request } from "../policies/evaluation/request";
import { allowingEverything, describeRefusal, describeRequests, judge } from "../policies/judgement";
import { requestsOfRole, sourceRequests } from "../policies/replicationRequests";
import type { Boundary } from "../role/boundary";
import type { RolePermissionsInput } from "../policies/sourcePolicies";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import { asOutput, whenAll } from "../validation/pending";
import { warn } from "../validation/warning";
import type { CheckedSource } from "./args";

/** The ARN of the role, known at preview. */
export function expectedRoleArn(
    { role }: CheckedSource,
    where: pulumi.Output<Location>,
): pulumi.Output<string> {
    return whenAll([where, role.path, role.name], ({ partition, accountId }, path, name) =>
        roleArn({ partition, accountId, path, name }),
    );
}

/** Warns of statements of the bucket's policy that refuse what S3 reads there. */
export function warnOfBucketDenials(
    checked: CheckedSource,
    { bucketName, location, othersPolicy }: ReplicationBucket,
    component: pulumi.Resource,
): void {
    if (othersPolicy === undefined) {
        return;
    }
    const {
        bucket: { objectLock },
        objectAnnotations,
    } = checked;
    const secret = [pulumi.isSecret(othersPolicy), pulumi.isSecret(asOutput(checked.rules))];
    pulumi
        .all([othersPolicy, location, expectedRoleArn(checked, location), checked.rules, bucketName, secret])
        .apply(([policy, where, arn, rules, name, secrets]) => {
            if (policy === "none" || policy === "unknown") {
                return;
            }
            warnOfDenials(
                {
                    bucketName: name,
                    bucketArn: where.bucketArn,
                    policy,
                    secret: secrets.includes(true),
                    roleArn: arn,
                    prefixes: prefixesOf(rules),
                    requestsFor: (objectKeys) =>
                        sourceRequests(arn, { ...where, objectKeys, objectLock, objectAnnotations }),
                },
                component,
            );
        });
}

/** Warns where the role's boundary does not allow what the role is to do. It bounds all of its policies. */
export function warnOfBoundary(
    checked: CheckedSource,
    boundary: pulumi.Output<Boundary | undefined> | undefined,
    location: pulumi.Output<Location>,
    used: pulumi.Output<RolePermissionsInput>,
    targets: ReadonlyMap<string, CheckedTarget>,
    component: pulumi.Resource,
): void {
    const destinations = [...targets].map(([name, { accountId, givenRegion }]) => ({
        name,
        accountId,
        region: givenRegion(),
    }));
    const rules = asOutput(checked.rules);
    boundary?.apply((known) => {
        if (known?.document === undefined) {
            return;
        }
        const { arn: policyArn, document } = known;
        const judged = [used, location, expectedRoleArn(checked, location), destinations, rules] as const;
        pulumi
            .all([...judged, pulumi.isSecret(rules)])
            .apply(([input, where, arn, others, selected, secret]) => {
                const content: unknown = JSON.parse(document);
                const prefixesTo = (destination?: string) =>
                    prefixesOf(
                        selected.filter((rule) => rule.destination === (destination ?? rule.destination)),
                    );
                const sides = {
                    source: { ...where, prefixes: prefixesTo() },
                    destinations: others.map(({ name, ...side }) => ({
                        ...side,
                        prefixes: prefixesTo(name),
                    })),
                };
                const fails = "What is not allowed there fails to replicate.";
                const requests = requestsOfRole(arn, input, sides, content);
                warnOfLimits({ policyArn, content, requests, roleArn: arn, secret, fails }, component);
            });
    });
}

export const prefixesOf = (rules: readonly CheckedRule[]) => [...new Set(rules.map(({ prefix }) => prefix))];

/** Warns of what a boundary does not allow of what a role is to do. */
export function warnOfLimits(
    {
        policyArn,
        content,
        requests,
        roleArn: arn,
        secret,
        fails,
    }: {
        readonly policyArn: string;
        /** The document of the boundary. */
        readonly content: unknown;
        readonly requests: readonly Request[];
        readonly roleArn: string;
        /** Whether the requests may hold a part of a secret. */
        readonly secret: boolean;
        /** What comes of it. */
        readonly fails: string;
    },
    component: pulumi.Resource,
): void {
    const { refusals, lacking, unclear } = judge(requests, {
        identity: [allowingEverything],
        boundary: { name: `permissions boundary ${policyArn}`, content },
        resource: { name: "policies of buckets and keys", kind: "bucket", content: lettingIn(arn) },
    });
    for (const refusal of refusals) {
        const id = refusal.doubt ? "boundary-may-deny" : "boundary-denies";
        warn(id, `${describeRefusal(refusal, secret)} ${fails}`, component);
    }
    if (lacking.length > 0) {
        const text = `No statement of the permissions boundary ${policyArn} allows Amazon S3 ${describeRequests(
            lacking.map(({ request }) => request),
            secret,
        )}.`;
        warn("boundary-denies", `${text} ${fails}`, component);
    }
    if (unclear.length > 0) {
        const text = `What the permissions boundary ${policyArn} allows is not known: ${unclear.join("; ")}.`;
        warn("boundary-may-deny", `${text} ${fails}`, component);
    }
}

/** Stands for the policies of buckets and keys, so that the boundary alone decides. */
function lettingIn(arn: string): object {
    const Statement = { Effect: "Allow", Principal: { AWS: arn }, Action: "*", Resource: "*" };
    return { Version: "2012-10-17", Statement };
}
