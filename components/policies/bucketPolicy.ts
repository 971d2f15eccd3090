import { objectsOf, policyDocument, type PolicyDocument, type PolicyStatement } from "./document";

/**
 * Refuses every request that does not come over TLS, whoever sends it. Replication itself uses TLS.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
 */
function denyInsecureTransport(bucketArn: string): PolicyStatement {
    return {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, objectsOf(bucketArn)],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
}

/** The policy of a bucket that is made here: TLS only, and whatever its side needs. */
export function bucketPolicy(bucketArn: string, statements: readonly PolicyStatement[]): PolicyDocument {
    return policyDocument(denyInsecureTransport(bucketArn), ...statements);
}
