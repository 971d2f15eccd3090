import { handshake as withoutDeletions } from "../../support/settings";

/** What the settings that ship with the two stacks come to. */
export const sourceBucket = "sre-bucket-source";
export const destinationBucket = "sre-bucket-destination";
export const roleArn = "arn:aws:iam::111111111111:role/sre-bucket-replication";

const denyInsecureTransport = (bucket: string) => ({
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});
export const destinationPolicy = {
    Version: "2012-10-17",
    Statement: [
        denyInsecureTransport(destinationBucket),
        {
            Sid: "AllowReplicas",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111111111111:root" },
            Action: [
                "s3:ReplicateObject",
                "s3:ReplicateTags",
                "s3:ObjectOwnerOverrideToBucketOwner",
                "s3:ReplicateDelete",
            ],
            Resource: `arn:aws:s3:::${destinationBucket}/*`,
            Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
        },
        {
            Sid: "DenyAnnotations",
            Effect: "Deny",
            Principal: { AWS: "arn:aws:iam::111111111111:root" },
            Action: "s3:ReplicateObjectAnnotation",
            Resource: `arn:aws:s3:::${destinationBucket}/*`,
        },
    ],
};
export const sourcePolicy = { Version: "2012-10-17", Statement: [denyInsecureTransport(sourceBucket)] };

/** What the destination tells the source. */
export const handshake = { ...withoutDeletions, deleteMarkerReplication: true };
