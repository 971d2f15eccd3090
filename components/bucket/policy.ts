import type * as pulumi from "@pulumi/pulumi";
import { bucketPolicy } from "../policies/bucketPolicy";
import { policyDocument, type PolicyStatement } from "../policies/document";
import { sharedSid, withoutOurs, withUserStatements, type UserStatement } from "../policies/userStatements";
import { documentText } from "../validation/documentText";
import { argumentError } from "../validation/error";
import { whenAll, type Checked } from "../validation/pending";

/** The text of a bucket's whole policy: what replication needs, and the user's own. */
export function policyText(
    component: string,
    bucket: {
        readonly bucketArn: pulumi.Output<string>;
        /** Whether plain HTTP is refused. */
        readonly tlsOnly: boolean;
        readonly statements: pulumi.Output<readonly PolicyStatement[]>;
        readonly userStatements?: Checked<readonly UserStatement[]>;
    },
): pulumi.Output<string> {
    const at = { component, argument: "bucketPolicy" };
    const given = bucket.userStatements ?? [];
    return whenAll([bucket.bucketArn, bucket.statements, given], (bucketArn, statements, users) => {
        const document = bucket.tlsOnly ? bucketPolicy(bucketArn, statements) : policyDocument(...statements);
        const others = withoutOurs(users, document);
        const sid = sharedSid(others, document);
        if (sid !== undefined) {
            const advice = "Leave it out where it is one that was made here before; else rename it.";
            throw argumentError(at, sid, "statements with other Sids than those made here", advice);
        }
        const whole = withUserStatements(document, others);
        if (whole.Statement.length === 0) {
            throw emptyPolicy(component, users);
        }
        return documentText(at, "bucket policy", whole, "Shorten the statements of your own.");
    });
}

/** The error of a policy without a statement. */
export function emptyPolicy(component: string, given: readonly UserStatement[]) {
    return argumentError(
        { component, argument: "bucketPolicy" },
        given,
        "a policy with a statement",
        "Replication needs none in this bucket's policy, and AWS takes no policy without: leave it out.",
    );
}
