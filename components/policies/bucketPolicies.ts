import { articleDestinationStatements, articleSourceStatement } from "./article";
import { accountGrant, pinnedRoleGrant, roleGrant, type DestinationGrantInput } from "./destinationGrant";
import { policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { DestinationGrant, SourcePolicies } from "./forms";
import { denyInsecureTransport } from "./secureTransport";

const grants: Readonly<
    Record<DestinationGrant, (input: DestinationGrantInput) => readonly PolicyStatement[]>
> = {
    [DestinationGrant.PinnedRole]: (input) => [pinnedRoleGrant(input)],
    [DestinationGrant.Role]: (input) => [roleGrant(input)],
    [DestinationGrant.Account]: (input) => [accountGrant(input)],
    [DestinationGrant.Article]: articleDestinationStatements,
};

/** The whole policy of a destination bucket: TLS only, and replicas let in. */
export function destinationBucketPolicy(
    grant: DestinationGrant,
    input: DestinationGrantInput,
): PolicyDocument {
    return policyDocument(denyInsecureTransport(input.destinationBucketArn), ...grants[grant](input));
}

/** The whole policy of a source bucket: TLS only. The role needs no statement here, being of the bucket's own account. */
export function sourceBucketPolicy(
    form: SourcePolicies,
    input: { readonly partition: string; readonly accountId: string; readonly sourceBucketArn: string },
): PolicyDocument {
    const { partition, accountId, sourceBucketArn } = input;
    return policyDocument(
        denyInsecureTransport(sourceBucketArn),
        ...(form === SourcePolicies.Article
            ? [articleSourceStatement(partition, accountId, sourceBucketArn)]
            : []),
    );
}
