import type { SimulationRequestPrincipal } from "@cloud-copilot/iam-simulate";
import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import { policyDocument, type PolicyDocument } from "../../../components/policies/document";
import { backfillRole } from "./backfillPlaces";
import type { Choices } from "./choices";
import type { Documents } from "./documents";
import { accounts, iamArn, replicationRole, returningRole } from "./setting";
import { siteOf } from "./sites";

/** Someone who sends requests: who they are to AWS, and what their own policies allow them. */
export interface Caller {
    readonly principal: SimulationRequestPrincipal;
    /** The context keys that AWS derives from the principal and from whom a service acts for; the simulator does not. */
    readonly context: Readonly<Record<string, string>>;
    readonly identityPolicy?: PolicyDocument;
}

/** May do anything that the other side of the request lets it do, so that only that other side can refuse. */
const everything = policyDocument({
    Sid: "Everything",
    Effect: "Allow",
    Action: ["s3:*", "sts:*", "kms:*", "sns:*"],
    Resource: "*",
});

export type CallerName =
    /** A session of the replication role, with the role's permissions as deployed. */
    | "replication"
    /** The same session, if the role were allowed everything: only the destination's policy bounds it. */
    | "replication, unbound"
    /** The same session, if the role's permissions were gone. */
    | "replication without permissions"
    /** A session of the role that replicates back from the destination to the source, and the same if it were allowed everything. */
    | "the way back"
    | "the way back, unbound"
    /** A session of the role of jobs, and the same if it were allowed everything. */
    | "a job"
    | "a job, unbound"
    | "another role of the source"
    | "a role of the source with the same name under another path"
    | "a role of the source whose name begins with the role's"
    | "a user of the source"
    | "the root of the source"
    | "a role of the source without permissions"
    | "an administrator of the destination"
    | "an administrator of the second destination"
    | "a role of the destination without permissions"
    | "a role of the destination whose name begins with the way back's"
    | "a role of a third account with the same name"
    | "the root of a third account"
    | "nobody in particular"
    | "Amazon S3"
    | "Amazon S3 for the source"
    | "Amazon S3 for another bucket of the source account"
    /** As after the source is deleted, and somebody else has a bucket of its name. */
    | "Amazon S3 for a third account's bucket with the source's name"
    | "S3 Batch Operations"
    | "S3 Batch Operations for the source"
    | "S3 Batch Operations for a third account"
    | "Amazon EC2"
    | "CloudWatch for the source"
    | "CloudWatch for a third account"
    | "events of the source"
    | "events of another bucket of the source account"
    /** As after the source is deleted, and somebody else has a bucket of its name. */
    | "events of a third account's bucket with the source's name";

/** Everybody, with the documents of one setting. */
export function callersIn(
    documents: Documents,
    { partition, rolePath = "/" }: Choices,
): Record<CallerName, Caller> {
    // The ARN of a session has no path, that of its role has.
    const session = (account: string, role: string, identityPolicy?: PolicyDocument): Caller => ({
        principal: `arn:${partition}:sts::${account}:assumed-role/${role}/session`,
        context: {
            "aws:PrincipalArn": iamArn(partition, account, `role${rolePath}${role}`),
            "aws:PrincipalAccount": account,
        },
        identityPolicy,
    });
    const identity = (account: string, resource: string): Caller => ({
        principal: iamArn(partition, account, resource),
        context: {
            "aws:PrincipalArn": iamArn(partition, account, resource),
            "aws:PrincipalAccount": account,
        },
        identityPolicy: everything,
    });
    const service = (name: string, actsFor: Readonly<Record<string, string>> = {}): Caller => ({
        principal: name,
        context: { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": name, ...actsFor },
    });
    const alarms = (account: string): Caller =>
        service("cloudwatch.amazonaws.com", {
            "aws:SourceAccount": account,
            "aws:SourceArn": `arn:${partition}:cloudwatch:${sourceSite.region}:${account}:alarm:replication`,
        });
    const s3 = (account: string, bucket: string): Caller =>
        service("s3.amazonaws.com", { "aws:SourceAccount": account, "aws:SourceArn": bucket });
    const batch = "batchoperations.s3.amazonaws.com";
    const { source, destination, outsider } = accounts;
    const sourceSite = siteOf("source", partition);
    return {
        replication: session(source, replicationRole, documents.rolePermissions),
        "replication, unbound": session(source, replicationRole, everything),
        "replication without permissions": session(source, replicationRole),
        "the way back": session(destination, returningRole, documents.returningPermissions),
        "the way back, unbound": session(destination, returningRole, everything),
        "a job": session(source, backfillRole, documents.backfillPermissions),
        "a job, unbound": session(source, backfillRole, everything),
        "another role of the source": session(source, "another-role", everything),
        // Not as a session: the simulator tells roles apart by its ARN, which has no path.
        "a role of the source with the same name under another path": identity(
            source,
            `role${rolePath === "/" ? "/elsewhere/" : "/"}${replicationRole}`,
        ),
        "a role of the source whose name begins with the role's": session(
            source,
            `${replicationRole}-2`,
            everything,
        ),
        "a user of the source": identity(source, "user/someone"),
        "the root of the source": identity(source, "root"),
        "a role of the source without permissions": session(source, "without-permissions"),
        "an administrator of the destination": session(destination, "administrator", everything),
        "an administrator of the second destination": session(
            siteOf("second destination", partition).accountId,
            "administrator",
            everything,
        ),
        "a role of the destination without permissions": session(destination, replicationRole),
        "a role of the destination whose name begins with the way back's": session(
            destination,
            `${returningRole}-2`,
            everything,
        ),
        "a role of a third account with the same name": session(outsider, replicationRole, everything),
        "the root of a third account": identity(outsider, "root"),
        "nobody in particular": { principal: anonymousPrincipal, context: {} },
        "Amazon S3": service("s3.amazonaws.com"),
        "Amazon S3 for the source": s3(source, sourceSite.bucketArn),
        "Amazon S3 for another bucket of the source account": s3(source, `${sourceSite.bucketArn}-2`),
        "Amazon S3 for a third account's bucket with the source's name": s3(outsider, sourceSite.bucketArn),
        "S3 Batch Operations": service(batch),
        "S3 Batch Operations for the source": service(batch, { "aws:SourceAccount": source }),
        "S3 Batch Operations for a third account": service(batch, { "aws:SourceAccount": outsider }),
        "Amazon EC2": service("ec2.amazonaws.com"),
        "CloudWatch for the source": alarms(source),
        "CloudWatch for a third account": alarms(outsider),
        "events of the source": s3(source, sourceSite.bucketArn),
        "events of another bucket of the source account": s3(source, `${sourceSite.bucketArn}-2`),
        "events of a third account's bucket with the source's name": s3(outsider, sourceSite.bucketArn),
    };
}
