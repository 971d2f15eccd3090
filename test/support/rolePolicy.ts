import type { IAM } from "@aws-sdk/client-iam";
import * as v from "valibot";

const documentSchema = v.object({
    Version: v.literal("2012-10-17"),
    Statement: v.array(
        v.looseObject({
            Sid: v.string(),
            Action: v.union([v.string(), v.array(v.string())]),
            Resource: v.union([v.string(), v.array(v.string())]),
        }),
    ),
});

/**
 * The statements of a replication role's policy, which IAM tells in the encoding of a URL. A role that exists has a policy of
 * each source, by other names.
 */
export async function statementsOfRole(iam: IAM, roleName: string, policyName = "replication") {
    const { PolicyDocument = "" } = await iam.getRolePolicy({
        RoleName: roleName,
        PolicyName: policyName,
    });
    return v.parse(documentSchema, JSON.parse(decodeURIComponent(PolicyDocument))).Statement;
}
