import type * as pulumi from "@pulumi/pulumi";
import type { Request } from "../policies/evaluation/request";
import { allowingEverything, describeRefusal, judge } from "../policies/judgement";
import { objectKeysIn } from "../policies/objectKeys";
import { warn } from "../validation/warning";

/** A bucket's policy that others have a say in, and what replication asks of the bucket. */
interface AskedBucket {
    readonly bucketName: string;
    readonly bucketArn: string;
    /** Its policy, as JSON. */
    readonly policy: string;
    /** Whether the policy, or what the rules select, is a secret. */
    readonly secret: boolean;
    readonly roleArn: string;
    /** How the keys of the objects begin that the rules select. */
    readonly prefixes: readonly string[];
    readonly requestsFor: (objectKeys: readonly string[]) => readonly Request[];
    /** What fails where they are refused. Default: replication. */
    readonly fails?: string;
}

/**
 * Warns of each statement that refuses the role what replication needs, or may refuse it. The role's own policies are taken to
 * allow all of it. Answers whether the bucket's policy does so too.
 */
export function warnOfDenials(bucket: AskedBucket, component: pulumi.Resource): boolean {
    const { bucketName, bucketArn, policy, secret, roleArn, prefixes, requestsFor } = bucket;
    const { fails = "Replication" } = bucket;
    const content: unknown = JSON.parse(policy);
    const [{ context } = { context: { keys: {}, others: "unknown" } as const }] = requestsFor(["object"]);
    const objectKeys = objectKeysIn(content, { bucketArn, prefixes, context });
    const { refusals, lacking, unclear } = judge(requestsFor(objectKeys), {
        identity: [allowingEverything],
        resource: { name: `policy of the bucket ${bucketName}`, kind: "bucket", content },
    });
    for (const refusal of refusals.filter(({ effect }) => effect === "Deny")) {
        warn(
            refusal.doubt ? "replication-may-be-denied" : "replication-denied",
            `${describeRefusal(refusal, secret)} ${fails} fails unless the statement leaves out the role, as by ` +
                `"ArnNotEquals": {"aws:PrincipalArn": "${roleArn}"} in its Condition.`,
            component,
        );
    }
    return refusals.length === 0 && lacking.length === 0 && unclear.length === 0;
}
