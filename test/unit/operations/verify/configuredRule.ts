import type { ReplicationRule } from "@aws-sdk/client-s3";

/** A rule as S3 has it: for every object, without delete markers, replicas owned by the account that they go to. */
export function configuredRule(
    ID: string,
    bucketArn: string,
    account: string,
    changes: Partial<ReplicationRule> = {},
): ReplicationRule {
    return {
        ID,
        Priority: 1,
        Status: "Enabled",
        Filter: { Prefix: "" },
        DeleteMarkerReplication: { Status: "Disabled" },
        Destination: {
            Bucket: bucketArn,
            Account: account,
            AccessControlTranslation: { Owner: "Destination" },
        },
        ...changes,
    };
}
