import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { partOfArn } from "../policies/arn";
import { argumentError } from "../validation/error";
import { invokeFailure, isMissing } from "../validation/invokeError";
import { isJson } from "../validation/json";
import { isOutput, type Checked } from "../validation/pending";
import { warn } from "../validation/warning";
import type { RoleOwner } from "./existing";

/** The policy that bounds what a role may ever do. */
export interface Boundary {
    readonly arn: string;
    /** Its document, as JSON; none where AWS does not tell it. */
    readonly document?: string;
}

/**
 * The boundary that a role gets. It has to be a policy of the role's account or of AWS. One that is given plain has to exist;
 * one that is an output may be made by the same program.
 */
export function checkBoundary(
    given: Checked<string>,
    { component, where }: RoleOwner,
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<Boundary | undefined> {
    const at = { component, argument: "permissionsBoundary" };
    return pulumi.all([given, where]).apply(([arn, { accountId, partition }]) => {
        if (
            ![accountId, "aws"].includes(partOfArn(arn, "account")) ||
            partOfArn(arn, "partition") !== partition
        ) {
            const allowed = `a policy of the source's account, ${accountId}, or of AWS, in the partition ${partition}`;
            throw argumentError(at, arn, allowed);
        }
        return lookUpBoundary(arn, opts, (reason) => {
            if (!isOutput(given)) {
                const advice = `IAM was asked for it: ${reason}.`;
                throw argumentError(at, arn, "the ARN of a policy that exists", advice);
            }
        });
    });
}

/** Asks IAM for a boundary. Where it does not tell, a warning says so. */
export async function lookUpBoundary(
    arn: string,
    { parent }: pulumi.CustomResourceOptions,
    onMissing: (reason: string) => void = () => undefined,
): Promise<Boundary | undefined> {
    if (arn === "") {
        return undefined;
    }
    const notKnown = (reason: string) => {
        const what = `Whether the permissions boundary ${arn} allows what replication needs`;
        warn("not-known", `${what} is not known: ${reason}.`, parent);
        return { arn };
    };
    try {
        const { policy } = await iam.getPolicy({ arn }, { parent });
        return isJson(policy) ? { arn, document: policy } : notKnown("what IAM answers is no JSON");
    } catch (error) {
        const reason = invokeFailure(error);
        if (isMissing(error)) {
            onMissing(reason);
        }
        return notKnown(reason);
    }
}
