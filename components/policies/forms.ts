/** Whom the destination's bucket policy lets in to write replicas. */
export const DestinationGrant = {
    /** The one role, by its name, whether it exists yet or not. */
    PinnedRole: "pinnedRole",
    /** The one role as principal: AWS refuses the policy while the role does not exist. */
    Role: "role",
    /** Every identity that the source account allows to write replicas. */
    Account: "account",
    /** The statements of the 2018 article, which also let the source account suspend versioning. */
    Article: "article",
} as const;
/** Whom the destination's bucket policy lets in to write replicas. */
export type DestinationGrant = (typeof DestinationGrant)[keyof typeof DestinationGrant];

/** Which documents the source side carries. */
export const SourcePolicies = {
    /** The role may do what the rules use; the bucket policy refuses plain HTTP. */
    Minimal: "minimal",
    /** The statements of the 2018 article, on the role and on the source bucket. */
    Article: "article",
} as const;
/** Which documents the source side carries. */
export type SourcePolicies = (typeof SourcePolicies)[keyof typeof SourcePolicies];
