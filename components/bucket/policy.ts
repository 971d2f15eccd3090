import * as pulumi from "@pulumi/pulumi";
import { argumentError, type Checked } from "../validation/check";
import { documentText } from "../validation/documentText";
import { bucketPolicy } from "../policies/bucketPolicies";
import { policyDocument, type PolicyStatement } from "../policies/document";
import { sharedSid, withOwn, withoutOurs, type OwnStatement } from "../policies/userStatements";

/** The text of a bucket's whole policy: what replication needs, and the user's own. */
export function wholePolicy(
    component: string,
    bucket: {
        readonly bucketArn: pulumi.Output<string>;
        /** Whether plain HTTP is refused. */
        readonly tlsOnly: boolean;
        readonly statements: pulumi.Output<readonly PolicyStatement[]>;
        readonly ownStatements?: Checked<readonly OwnStatement[]>;
    },
): pulumi.Output<string> {
    const at = { component, argument: "bucketPolicy" };
    return pulumi
        .all([bucket.bucketArn, bucket.statements, bucket.ownStatements ?? []])
        .apply(([bucketArn, statements, own]) => {
            const document = bucket.tlsOnly
                ? bucketPolicy(bucketArn, statements)
                : policyDocument(...statements);
            const others = withoutOurs(own, document);
            const sid = sharedSid(others, document);
            if (sid !== undefined) {
                throw argumentError(
                    at,
                    sid,
                    "statements with other Sids than those made here",
                    "Leave it out where it is one that was made here before; else rename it.",
                );
            }
            const whole = withOwn(document, others);
            if (whole.Statement.length === 0) {
                throw argumentError(
                    at,
                    own,
                    "a policy with a statement",
                    "Replication needs none in this bucket's policy, and AWS takes no policy without: leave it out.",
                );
            }
            return documentText(at, "bucket policy", whole, "Shorten the statements of your own.");
        });
}
