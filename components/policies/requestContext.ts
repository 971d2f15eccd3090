/*
 * What is known of the context of S3's own requests: the keys that conditions may ask for.
 */
import { partOfArn } from "./arn";
import type { Context, ContextValue } from "./evaluation/request";

/** S3 sends its requests from within AWS, and not through somebody's VPC endpoint. */
export const notThroughAnEndpoint: Readonly<Record<string, ContextValue>> = {
    "aws:SourceVpc": [],
    "aws:SourceVpcArn": [],
    "aws:SourceVpce": [],
    "aws:VpcSourceIp": [],
    "aws:VpceAccount": [],
    "aws:VpceOrgID": [],
    "aws:VpceOrgPaths": [],
};

/**
 * What every request as the role has. What is not here is not known: the address that S3 sends from, the role's tags, the
 * organization, the time.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function ofTheRole(roleArn: string): Readonly<Record<string, ContextValue>> {
    return {
        ...notThroughAnEndpoint,
        "aws:SecureTransport": ["true"],
        "aws:PrincipalArn": [roleArn],
        "aws:PrincipalAccount": [partOfArn(roleArn, "account")],
        "aws:PrincipalType": ["AssumedRole"],
        // The caller is the role, and not the service that has assumed it.
        "aws:PrincipalIsAWSService": ["false"],
        "aws:PrincipalServiceName": [],
        "aws:PrincipalServiceNamesList": [],
        "aws:SourceArn": [],
        "aws:SourceAccount": [],
        "aws:SourceOrgID": [],
        "aws:SourceOrgPaths": [],
        // A service that uses a role of its own does not act for somebody who called it.
        "aws:ViaAWSService": ["false"],
        "aws:CalledVia": [],
        "aws:CalledViaFirst": [],
        "aws:CalledViaLast": [],
        "aws:MultiFactorAuthPresent": { oneOf: [[], ["false"]] },
        "aws:MultiFactorAuthAge": [],
        "aws:FederatedProvider": [],
        "aws:username": [],
    };
}

/** What a request to a bucket as the role has. */
export function bucketContext(
    roleArn: string,
    side: { readonly accountId: string; readonly region?: string },
): Context {
    return {
        keys: {
            ...ofTheRole(roleArn),
            "aws:ResourceAccount": [side.accountId],
            "s3:ResourceAccount": [side.accountId],
            ...(side.region !== undefined && { "aws:RequestedRegion": [side.region] }),
            // The rules name the bucket, not an access point.
            "s3:DataAccessPointArn": [],
            "s3:DataAccessPointAccount": [],
            "s3:AccessPointNetworkOrigin": [],
            // AWS takes no older version. https://docs.aws.amazon.com/AmazonS3/latest/userguide/network-isolation.html
            "s3:TlsVersion": { oneOf: [["1.2"], ["1.3"]] },
        },
        others: "unknown",
    };
}
