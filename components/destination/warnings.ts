import * as pulumi from "@pulumi/pulumi";
import type { ReplicationBucket } from "../bucket/bucket";
import { warnOfDenials } from "../bucket/denials";
import type { BucketLocation } from "../location";
import { roleArn } from "../policies/arn";
import { destinationRequests, lettingAnnotationsIn } from "../policies/replicationRequests";
import { inform } from "../validation/warning";
import type { CheckedDestination } from "./args";

/** Says at preview which policy somebody else has to change. Replication fails until that is done. */
export function warnOfDestination(
    checked: CheckedDestination,
    { bucketName, location, othersPolicy }: ReplicationBucket,
    component: pulumi.Resource,
): void {
    const { existing, userStatements, encryption } = checked.bucket;
    const informOf = (what: string, which: unknown, output: string) => {
        inform(
            "policy-elsewhere",
            `The policy of the ${typeof which === "string" ? `${what} ${which}` : what} is not managed here. It has to hold ` +
                `the statements of the output ${output}, or replication fails.`,
            component,
        );
    };
    if (encryption?.kmsKeyArn) {
        informOf("key", encryption.kmsKeyArn, "keyPolicyStatements");
    }
    const elsewhere = existing !== undefined && !userStatements;
    if (othersPolicy === undefined) {
        if (elsewhere) {
            informOf("bucket", existing.lookUp, "bucketPolicyStatements");
        }
        return;
    }
    const { role, deleteMarkerReplication, objectAnnotations } = checked;
    pulumi
        .all([
            othersPolicy,
            pulumi.isSecret(othersPolicy),
            location,
            role,
            { deleteMarkerReplication, objectAnnotations },
            bucketName,
        ])
        .apply(([policy, secret, where, known, wanted, name]) => {
            const lets =
                policy !== "none" &&
                policy !== "unknown" &&
                letsIn({ bucketName: name, policy, secret }, where, known, wanted, component);
            if (elsewhere && !lets) {
                informOf("bucket", existing.lookUp, "bucketPolicyStatements");
            }
        });
}

/** Whether the bucket's policy lets the role in, with a warning of each statement that keeps it out. */
function letsIn(
    bucket: { readonly bucketName: string; readonly policy: string; readonly secret: boolean },
    where: BucketLocation,
    role: {
        readonly sourceAccountId: string;
        readonly replicationRoleName: string;
        readonly replicationRolePath: string;
    },
    wanted: { readonly deleteMarkerReplication: boolean; readonly objectAnnotations: boolean },
    component: pulumi.Resource,
): boolean {
    const arn = roleArn({
        partition: where.partition,
        accountId: role.sourceAccountId,
        path: role.replicationRolePath,
        name: role.replicationRoleName,
    });
    return warnOfDenials(
        {
            ...bucket,
            policy: wanted.objectAnnotations
                ? JSON.stringify(lettingAnnotationsIn(JSON.parse(bucket.policy), arn))
                : bucket.policy,
            bucketArn: where.bucketArn,
            roleArn: arn,
            // Which objects come here is for the source to say.
            prefixes: [""],
            requestsFor: (objectKeys) => destinationRequests(arn, { ...where, objectKeys, ...wanted }),
        },
        component,
    );
}
