import { partOfArn, roleOfArn } from "../../../components/policies/arn";
import type { Request } from "../../../components/policies/evaluation/request";
import { describeRequests, type Judgement, type Refusal } from "../../../components/policies/judgement";
import type { UsedKey } from "../../../components/policies/keyUse";
import type { Facts, KeyGrant, Read } from "../facts";
import type { Mendable } from "./changes";
import { withoutDenial } from "./denial";
import type { DeployedDocument } from "./documents";
import { goneRole } from "./gone";
import { asFarAsGranted, fails } from "./grants";
import { roleChanges, statementsAllowing } from "./role";
import { statementsFor } from "./statementsFor";
import type { Use, UsedDestination } from "./use";

/** A bucket or a key that S3 asks, with the policy that decides. */
export interface JudgedResource {
    readonly kind: "bucket" | "key";
    readonly arn: string;
    readonly document: DeployedDocument;
    /** Of a key how it is used. */
    readonly key?: UsedKey;
    /** Absent of the source's. */
    readonly destination?: UsedDestination;
    /** Grants of a key to the role. */
    readonly grants: Read<readonly KeyGrant[]>;
}

/** What was judged, all that is asked of it, and what came of it. */
export interface Judged extends Pick<Judgement, "lacking" | "unclear"> {
    readonly resource: JudgedResource;
    readonly requests: readonly Request[];
}

/** The findings of what no statement allows, and of what is not known of a resource. */
export function lacksOf(
    facts: Facts,
    use: Use,
    judged: Judged,
    boundary: DeployedDocument | undefined,
): readonly Mendable[] {
    const { document } = judged.resource;
    return [
        ...lacks(facts, use, judged, boundary).map((finding) => asFarAsKnown(use, judged, finding)),
        ...judged.unclear.map((reason): Mendable => ({
            id: "not-known",
            severity: "unknown",
            side: document.side,
            leg: document.leg,
            where: document.name,
            message: `Whether all that replication asks is allowed is not known: ${reason}.`,
            fix: "",
        })),
    ];
}

/** Where it is not known whether the buckets have S3 Bucket Keys, more is asked of a key than may be needed. */
function asFarAsKnown({ keyUseKnown }: Use, { resource }: Judged, finding: Mendable): Mendable {
    return resource.kind === "bucket" || keyUseKnown || finding.severity !== "wrong"
        ? finding
        : {
              ...finding,
              id: "not-known",
              severity: "unknown",
              leg: "key",
              message: `${finding.message} Whether it is needed depends on the default encryption of both buckets, which was not read.`,
          };
}

/** The finding of a statement that refuses, or may. */
export function refused(documents: readonly DeployedDocument[], refusal: Refusal): readonly Mendable[] {
    const { statement, doubt } = refusal;
    return documents
        .filter(({ name }) => name === statement.document)
        .slice(0, 1)
        .map((document): Mendable => {
            const { message, ...mending } = withoutDenial(document, refusal);
            const known = doubt === undefined;
            return {
                id: known ? "statement-denies" : "statement-may-deny",
                severity: known ? "wrong" : "unknown",
                side: document.side,
                leg: document.leg,
                where: `${document.name}, statement ${statement.sid ?? `number ${statement.position}`}`,
                message: `${message} ${known ? fails : "If it does, that fails to replicate."}`,
                ...mending,
                fix: "",
                ...(document.subject && { subject: document.subject }),
                actions: actionsOf(refusal.requests),
            };
        });
}

const actionsOf = (requests: readonly Request[]) => [...new Set(requests.map(({ action }) => action))];

/** What no statement allows, by the policy that has to. */
function lacks(
    facts: Facts,
    use: Use,
    judged: Judged,
    boundary: DeployedDocument | undefined,
): readonly Mendable[] {
    const { resource, lacking } = judged;
    const missingIn = (policy: "identity" | "boundary" | "resource") =>
        lacking.filter(({ policies }) => policies.includes(policy)).map(({ request }) => request);
    const identity = missingIn("identity");
    const limited = missingIn("boundary");
    // In its own account a bucket leaves it to the role's policies whether they allow.
    const { kind, destination } = resource;
    const isOwn = !destination || destination.facts.accountId === partOfArn(use.roleArn, "account");
    const inPolicy = kind === "bucket" && isOwn ? [] : missingIn("resource");
    return [
        ...(identity.length > 0 ? [roleLacks(facts, use, resource, identity)] : []),
        ...(limited.length > 0 ? [boundaryLacks(facts, use, boundary, limited)] : []),
        ...(inPolicy.length > 0 ? [policyLacks(facts, use, judged, inPolicy)] : []),
    ].map((finding) => asFarAsGranted(resource, finding));
}

/**
 * Without an S3 Bucket Key, a missing kms:GenerateDataKey alone has been seen not to matter.
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1144
 */
function onlyDataKeys({ key }: JudgedResource, requests: readonly Request[]): boolean {
    return key?.bucketKey === "off" && requests.every(({ action }) => action === "kms:GenerateDataKey");
}

function lack(resource: JudgedResource, requests: readonly Request[]) {
    const suspect = onlyDataKeys(resource, requests);
    return {
        ...(suspect && { id: "data-key-missing" as const }),
        severity: suspect ? ("suspect" as const) : ("wrong" as const),
        actions: actionsOf(requests),
        asked: askedFor(requests),
        so: suspect
            ? "AWS has been seen to replicate without it where there is no S3 Bucket Key, so it may not be the cause."
            : fails,
    };
}

const askedFor = (requests: readonly Request[]) => `Amazon S3 ${describeRequests(requests)}`;

/**
 * Tags of replicas: AWS's reasons of failures name s3:ReplicateObject alone for them, and its example of a destination's policy
 * has no s3:ReplicateTags. What comes of that is not proven.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
function lackInPolicy(resource: JudgedResource, requests: readonly Request[]): ReturnType<typeof lack> {
    return resource.kind === "bucket" && requests.every(({ action }) => action === "s3:ReplicateTags")
        ? {
              severity: "suspect",
              actions: actionsOf(requests),
              asked: askedFor(requests),
              so: "AWS does not ask for it in a bucket's policy everywhere, so it may not be the cause. Objects with tags may fail.",
          }
        : lack(resource, requests);
}

function roleLacks(facts: Facts, use: Use, resource: JudgedResource, requests: readonly Request[]): Mendable {
    const { asked, so, ...rest } = lack(resource, requests);
    const { name = "" } = roleOfArn(use.roleArn);
    return {
        id: "role-lacks",
        ...rest,
        side: "source",
        where: `policies of the role ${name}`,
        message: `No policy of the role ${name} allows ${asked}. ${so}`,
        changes: roleChanges(facts, use, requests),
        fix: "",
        subject: "role policy",
    };
}

function boundaryLacks(
    facts: Facts,
    use: Use,
    boundary: DeployedDocument | undefined,
    requests: readonly Request[],
): Mendable {
    const where = boundary?.name ?? "permissions boundary";
    return {
        id: "boundary-lacks",
        severity: "wrong",
        side: "source",
        where,
        message: `The ${where} does not allow Amazon S3 ${describeRequests(requests)}. ${fails}`,
        ...(boundary && {
            changes: [{ document: boundary, added: statementsAllowing(facts, use, requests) }],
        }),
        fix: "",
        actions: actionsOf(requests),
    };
}

function policyLacks(
    facts: Facts,
    use: Use,
    { resource, requests: all }: Judged,
    requests: readonly Request[],
): Mendable {
    const { document, kind } = resource;
    const { asked, so, ...rest } = lackInPolicy(resource, requests);
    const gone = goneRole({
        kind,
        document,
        roleArn: use.roleArn,
        needed: actionsOf(all),
        lacking: requests,
    });
    const shared = {
        ...rest,
        side: document.side,
        leg: document.leg,
        where: document.name,
        subject: document.subject,
        fix: "",
    };
    const added = statementsFor(facts, use, resource);
    return gone === undefined
        ? {
              id: kind === "key" ? "key-policy-lacks" : "bucket-policy-lacks",
              ...shared,
              message: `No statement of the ${document.name} allows ${asked}. ${so}`,
              changes: [{ document, added }],
          }
        : {
              ...shared,
              id: "principal-gone",
              message:
                  `The ${document.name} names ${gone.id}, a role that was deleted. The role ${use.roleArn} is another one, ` +
                  `and no statement lets it in: ${asked}. ${so}`,
              changes: [{ document, ...(gone.edit ? { edit: gone.edit } : { added }) }],
          };
}
