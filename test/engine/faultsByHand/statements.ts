/** All statements but the one with this Sid. */
export const withoutSid = (sid: string) => (statements: readonly { readonly Sid?: string | undefined }[]) =>
    statements.filter(({ Sid }) => Sid !== sid);

/** A policy of a team that knows nothing of replication. */
export const otherTeams = (bucket: string) => [
    {
        Sid: "Analysts",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${bucket}/*`,
    },
];

/** A statement that denies a role these actions on a bucket's objects. */
export const denying = (roleArn: string, bucket: string, actions: string) => ({
    Sid: "NobodyFromOutside",
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: actions,
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } },
});
