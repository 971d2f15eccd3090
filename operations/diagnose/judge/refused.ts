import { roleOfArn, partOfArn } from "../../../components/policies/arn";
import { grantStatements, DestinationGrant } from "../../../components/policies/destinationGrant";
import type { PolicyStatement } from "../../../components/policies/document";
import type { Request } from "../../../components/policies/evaluation/request";
import {
    describeRefusal,
    describeRequests,
    type Judgement,
    type Refusal,
} from "../../../components/policies/judgement";
import { replicaKeyGrant, sourceKeyGrant } from "../../../components/policies/keyPolicy";
import type { UsedKey } from "../../../components/policies/keyUse";
import { rolePermissions, SourcePolicies } from "../../../components/policies/sourcePolicies";
import type { Facts, KeyGrant } from "../facts";
import type { DeployedDocument } from "./documents";
import type { Mendable } from "./changes";
import { goneRolesIn } from "./mending";
import { roleChange } from "./role";
import { deleteMarkersIn, permissionsFor, type Use, type UsedDestination } from "./use";

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
    readonly grants: readonly KeyGrant[];
}

/** What was judged, and all documents that had a say. */
interface Judged {
    readonly resource: JudgedResource;
    readonly documents: readonly DeployedDocument[];
}

/** The findings of requests to one resource. */
export function findingsOf(
    facts: Facts,
    use: Use,
    judged: Judged,
    { refusals, lacking, unclear }: Judgement,
    annotations: Judgement | undefined,
): readonly Mendable[] {
    const { document } = judged.resource;
    const all = [...refusals, ...(annotations?.refusals ?? [])];
    return [
        ...all.map((refusal) => refused(judged, refusal)),
        ...lacks(facts, use, judged, lacking).map((finding) => asFarAsKnown(use, judged, finding)),
        ...[...new Set([...unclear, ...(annotations?.unclear ?? [])])].map((reason): Mendable => ({
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

const fails = "What is refused fails to replicate.";

function refused({ resource, documents }: Judged, refusal: Refusal): Mendable {
    const { statement, effect, doubt } = refusal;
    const document = documents.find(({ name }) => name === statement.document) ?? resource.document;
    const sid = statement.sid ?? `number ${statement.position}`;
    const known = doubt === undefined;
    return {
        id: known ? "statement-denies" : "statement-may-deny",
        severity: known ? "wrong" : "unknown",
        side: document.side,
        leg: document.leg,
        where: `${document.name}, statement ${sid}`,
        message: `${describeRefusal(refusal)} ${known ? fails : "If it does, that fails to replicate."}`,
        ...(effect === "Deny" && { change: { document, denial: statement.position } }),
        fix: "",
        ...(document.subject && { subject: document.subject }),
        actions: actionsOf(refusal.requests),
    };
}

const actionsOf = (requests: readonly Request[]) => [...new Set(requests.map(({ action }) => action))];

/** What no statement allows, by the policy that has to. */
function lacks(
    facts: Facts,
    use: Use,
    { resource, documents }: Judged,
    lacking: Judgement["lacking"],
): readonly Mendable[] {
    const missingIn = (policy: "identity" | "boundary" | "resource") =>
        lacking.filter(({ policies }) => policies.includes(policy)).map(({ request }) => request);
    const identity = missingIn("identity");
    const boundary = missingIn("boundary");
    // In its own account a bucket leaves it to the role's policies whether they allow.
    const ownBucket = resource.kind === "bucket" && resource.destination === undefined;
    const inPolicy = ownBucket ? [] : missingIn("resource");
    return [
        ...(identity.length > 0 ? [roleLacks(facts, use, resource, identity)] : []),
        ...(boundary.length > 0 ? [boundaryLacks(facts, use, documents, boundary)] : []),
        ...(inPolicy.length > 0 ? [policyLacks(facts, use, resource, inPolicy)] : []),
    ];
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
        asked: `Amazon S3 ${describeRequests(requests)}`,
        so: suspect
            ? "AWS has been seen to replicate without it where there is no S3 Bucket Key, so it may not be the cause."
            : fails,
    };
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
        ...roleChange(facts, use),
        fix: "",
        subject: "role policy",
    };
}

function boundaryLacks(
    facts: Facts,
    use: Use,
    documents: readonly DeployedDocument[],
    requests: readonly Request[],
): Mendable {
    const boundary = documents.find(({ name }) => name.startsWith("permissions boundary "));
    const where = boundary?.name ?? "permissions boundary";
    const needed = rolePermissions(SourcePolicies.Minimal, permissionsFor(use, facts)).Statement;
    return {
        id: "boundary-lacks",
        severity: "wrong",
        side: "source",
        where,
        message: `The ${where} does not allow Amazon S3 ${describeRequests(requests)}. ${fails}`,
        ...(boundary && { change: { document: boundary, added: needed } }),
        fix: "",
        actions: actionsOf(requests),
    };
}

function policyLacks(
    facts: Facts,
    use: Use,
    resource: JudgedResource,
    requests: readonly Request[],
): Mendable {
    const { document, kind, grants } = resource;
    const { asked, so, ...rest } = lack(resource, requests);
    const gone = goneRolesIn(document.content).find((id) => id !== roleIdOf(facts));
    const shared = {
        side: document.side,
        leg: document.leg,
        where: document.name,
        subject: document.subject,
    };
    if (gone !== undefined) {
        return {
            ...shared,
            ...rest,
            id: "principal-gone",
            message:
                `The ${document.name} names ${gone}, a role that was deleted. The role ${use.roleArn} of now is another ` +
                `one, and no statement lets it in: ${asked}. ${so}`,
            change: { document, principal: { from: gone, to: use.roleArn } },
            fix: "",
        };
    }
    const granted = grants.map(({ id }) => id);
    if (granted.length > 0) {
        return {
            ...shared,
            id: "not-known",
            severity: "unknown",
            actions: rest.actions,
            message:
                `No statement of the ${document.name} allows ${asked}; but the key has grants for the role ` +
                `(${granted.join(", ")}), and whether they let Amazon S3 do it is not known.`,
            change: { document, added: statementsFor(facts, use, resource) },
            fix: "",
        };
    }
    return {
        id: kind === "key" ? "key-policy-lacks" : "bucket-policy-lacks",
        ...rest,
        ...shared,
        message: `No statement of the ${document.name} allows ${asked}. ${so}`,
        change: { document, added: statementsFor(facts, use, resource) },
        fix: "",
    };
}

function roleIdOf({ source: { role } }: Facts): string | undefined {
    return "value" in role ? role.value.id : undefined;
}

/** The statements that let the role in, as the components would make them. */
function statementsFor(
    { partition, objectAnnotations }: Facts,
    { roleArn }: Use,
    { key, destination }: JudgedResource,
): readonly PolicyStatement[] {
    const { name = "", path = "/" } = roleOfArn(roleArn);
    const role = {
        partition,
        sourceAccountId: partOfArn(roleArn, "account"),
        replicationRoleName: name,
        replicationRolePath: path,
    };
    if (key !== undefined) {
        return [
            destination === undefined
                ? sourceKeyGrant(role, key)
                : replicaKeyGrant(DestinationGrant.PinnedRole, role, key),
        ];
    }
    return destination === undefined
        ? []
        : grantStatements(DestinationGrant.PinnedRole, {
              ...role,
              destinationBucketArn: destination.facts.bucket.arn,
              deleteMarkerReplication: deleteMarkersIn(destination.rules),
              objectAnnotations,
          });
}
