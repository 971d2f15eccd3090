import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../location";
import { bucketArnOf, partOfArn } from "../policies/arn";
import type { Request } from "../policies/evaluation/request";
import { describeRefusal, judge } from "../policies/judgement";
import { roleAssumption } from "../policies/replicationRequests";
import { argumentError, type ArgumentPlace } from "../validation/error";
import { notFound } from "../validation/invokeError";
import type { Checked } from "../validation/pending";
import { warn } from "../validation/warning";

/** The component that a role replicates for, and where it is. */
export interface RoleOwner {
    readonly component: string;
    readonly where: pulumi.Output<Location>;
    /** The bucket, where its name is plain. */
    readonly bucketName?: string;
}

/** A role that exists. */
export interface FoundRole {
    readonly arn: string;
    /** The ARN of its permissions boundary; empty where it has none. */
    readonly boundaryArn: string;
}

/**
 * The existing role, once IAM has said that S3 may assume it. It has to be of the bucket's own account. AWS takes any other
 * role into a configuration too, and then replicates nothing.
 */
export function findRole(
    existingArn: Checked<string>,
    name: Checked<string>,
    { component, where, bucketName }: RoleOwner,
    { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<FoundRole> {
    const at = { component, argument: "existingRoleArn" };
    const allowed = "a role that exists, and that the credentials may look at";
    return pulumi.all([existingArn, name, where]).apply(async ([arn, known, { accountId, partition }]) => {
        if (partOfArn(arn, "account") !== accountId) {
            throw argumentError(at, arn, `a role of the source's account, ${accountId}`);
        }
        const role = await iam
            .getRole({ name: known }, { parent })
            .catch(notFound(at, arn, { service: "IAM", allowed }));
        if (role.arn !== arn) {
            throw argumentError(at, arn, `the ARN of the role of that name, ${role.arn}`);
        }
        const bucketArn = bucketName === undefined ? undefined : bucketArnOf(partition, bucketName);
        checkTrust(at, roleAssumption(arn, bucketArn), role.assumeRolePolicy, parent);
        return { arn, boundaryArn: role.permissionsBoundary };
    });
}

/** Refuses a role that S3 may not assume, and warns where that depends on what AWS does not say. */
function checkTrust(
    at: ArgumentPlace,
    assumption: Request,
    trust: string,
    parent: pulumi.Resource | undefined,
): void {
    const arn = assumption.resource;
    const { refusals, lacking } = judge([assumption], {
        identity: [],
        resource: { name: `trust policy of the role ${arn}`, kind: "trust", content: JSON.parse(trust) },
    });
    const denying = refusals.find(({ doubt }) => doubt === undefined);
    if (denying !== undefined || lacking.length > 0) {
        const advice = denying ? describeRefusal(denying) : "No statement of its trust policy allows it.";
        throw argumentError(at, arn, "a role that s3.amazonaws.com may assume", advice);
    }
    for (const refusal of refusals) {
        const advice = "Where it does not, nothing is replicated: npm run verify tells.";
        warn("trust-may-refuse", `${describeRefusal(refusal)} ${advice}`, parent);
    }
}
