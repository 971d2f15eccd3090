import { articleSourceStatement } from "./article";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { SourcePolicies } from "./forms";
import { denyInsecureTransport } from "./bucketPolicy";

/** The policy of a bucket that is made here: TLS only, and whatever its side needs. */
export function bucketPolicy(bucketArn: string, statements: readonly PolicyStatement[]): PolicyDocument {
    return policyDocument(denyInsecureTransport(bucketArn), ...statements);
}

/** The source bucket that a policy is about. */
export interface SourceBucketInput {
    readonly partition: string;
    readonly accountId: string;
    readonly sourceBucketArn: string;
}

/** What the source side has in its bucket's policy. The role needs nothing there, being of the bucket's own account. */
export function sourceStatements(form: SourcePolicies, input: SourceBucketInput): readonly PolicyStatement[] {
    const { partition, accountId, sourceBucketArn } = input;
    return form === SourcePolicies.Article
        ? [articleSourceStatement(partition, accountId, sourceBucketArn)]
        : [];
}
