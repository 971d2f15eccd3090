/*
 * What Amazon S3 asks of AWS when it replicates, request by request, and what is known of each. The policies made here are to
 * allow these and nothing else. So the actions are written out, and not taken from the functions that make the policies.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
import { partOfArn } from "./arn";
import type { Request } from "./evaluation/request";
import { membersOf } from "./evaluation/shape";
import type { UsedKey } from "./keyUse";
import { objectKeysIn } from "./objectKeys";
import { bucketContext, notThroughAnEndpoint, ofTheRole } from "./requestContext";
import type { RolePermissionsInput } from "./sourcePolicies";

/** What S3 reads of a source: its configuration, and which objects there are. */
export const configurationReads: readonly string[] = ["s3:GetReplicationConfiguration", "s3:ListBucket"];

/** What S3 reads of an object. */
export function objectReads({
    objectLock,
    objectAnnotations = false,
}: {
    readonly objectLock: boolean;
    readonly objectAnnotations?: boolean;
}): readonly string[] {
    return [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        ...(objectLock ? ["s3:GetObjectRetention", "s3:GetObjectLegalHold"] : []),
        ...(objectAnnotations ? ["s3:GetObjectVersionAnnotationForReplication"] : []),
    ];
}

/** What S3 does to write a replica. */
export function replicaWrites({
    deleteMarkerReplication,
    ownerOverride = true,
}: {
    readonly deleteMarkerReplication: boolean;
    /** Whether any rule hands its replicas to the destination account. Default: yes. */
    readonly ownerOverride?: boolean;
}): readonly string[] {
    return [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        ...(ownerOverride ? ["s3:ObjectOwnerOverrideToBucketOwner"] : []),
        ...(deleteMarkerReplication ? ["s3:ReplicateDelete"] : []),
    ];
}

/** A bucket that takes part. */
export interface BucketSide {
    readonly bucketArn: string;
    readonly accountId: string;
    readonly region?: string;
    /** Objects to ask about, by their keys. */
    readonly objectKeys: readonly string[];
}

/** What S3 asks of the source as the role. */
export function sourceRequests(
    roleArn: string,
    source: BucketSide & { readonly objectLock: boolean; readonly objectAnnotations?: boolean },
): readonly Request[] {
    const request = requestsTo(roleArn, source);
    return [
        ...configurationReads.map((action) => request(action, source.bucketArn)),
        ...ofObjects(source, (object) => objectReads(source).map((action) => request(action, object))),
    ];
}

/** What S3 asks of a destination as the role. */
export function destinationRequests(
    roleArn: string,
    destination: BucketSide & {
        readonly deleteMarkerReplication: boolean;
        readonly ownerOverride?: boolean;
        /** Whether to ask for annotations too, of documents after `lettingAnnotationsIn`. */
        readonly objectAnnotations?: boolean;
    },
): readonly Request[] {
    const request = requestsTo(roleArn, destination);
    return [
        ...ofObjects(destination, (object) =>
            replicaWrites(destination).map((action) => request(action, object)),
        ),
        ...(destination.objectAnnotations ? annotationRequests(roleArn, destination) : []),
    ];
}

/** How S3 writes annotations of replicas as the role. */
export function annotationRequests(roleArn: string, destination: BucketSide): readonly Request[] {
    const request = requestsTo(roleArn, destination);
    return ofObjects(destination, (object) => [request(annotationWrite, object)]);
}

/**
 * The action of writing annotations. `s3:ReplicateObject` covers it, and it is there to be denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-example-walkthroughs.html#replication-annotations
 */
const annotationWrite = "s3:ReplicateObjectAnnotation";

/** A bucket's policy with what it says without words: annotations come in, unless a statement denies them. */
export function lettingAnnotationsIn(policy: unknown, roleArn: string): unknown {
    const members = membersOf(policy);
    const statements: unknown = members?.find(([name]) => name === "Statement")?.[1];
    return members === undefined || statements === undefined
        ? policy
        : {
              ...Object.fromEntries(members),
              Statement: [
                  ...[statements].flat(),
                  { Effect: "Allow", Principal: { AWS: roleArn }, Action: annotationWrite, Resource: "*" },
              ],
          };
}

export function ofObjects({ bucketArn, objectKeys }: BucketSide, of: (object: string) => readonly Request[]) {
    return objectKeys.flatMap((key) => of(`${bucketArn}/${key}`));
}

/** Makes the requests to a bucket. They share their context, by which patterns with variables are read. */
export function requestsTo(
    roleArn: string,
    side: Omit<BucketSide, "objectKeys">,
): (action: string, resource: string) => Request {
    const context = bucketContext(roleArn, side);
    return (action, resource) => ({
        caller: { kind: "role", roleArn },
        action,
        resource,
        resourceAccountId: side.accountId,
        context,
    });
}

/** How S3 encrypts replicas with a key. */
function encryptsReplicas({ bucketKey }: UsedKey): readonly string[] {
    return ["kms:Encrypt", "kms:GenerateDataKey", ...(bucketKey === "off" ? [] : ["kms:Decrypt"])];
}

/** What S3 asks of a key as the role, for a bucket and its objects. */
export function keyRequests(
    roleArn: string,
    { keyArn, region, dnsSuffix, bucketArn, bucketKey }: UsedKey,
    objectKeys: readonly string[],
    actions: readonly string[],
): readonly Request[] {
    const objects = objectKeys.map((key) => `${bucketArn}/${key}`);
    const contexts = { on: [bucketArn], off: objects, either: [bucketArn, ...objects] }[bucketKey];
    return contexts.flatMap((context) =>
        actions.map((action) => ({
            caller: { kind: "role", roleArn },
            action,
            resource: keyArn,
            resourceAccountId: partOfArn(keyArn, "account"),
            context: {
                keys: {
                    ...ofTheRole(roleArn),
                    "aws:ResourceAccount": [partOfArn(keyArn, "account")],
                    "aws:RequestedRegion": [region],
                    "kms:ViaService": [`s3.${region}.${dnsSuffix}`],
                    "kms:CallerAccount": [partOfArn(roleArn, "account")],
                    "kms:EncryptionContext:aws:s3:arn": [context],
                    "kms:EncryptionContextKeys": ["aws:s3:arn"],
                },
                others: "unknown",
            },
        })),
    );
}

/** Where a bucket is, and how the keys of the objects begin that are replicated from it or to it. */
interface RoleSide extends Pick<BucketSide, "accountId" | "region"> {
    readonly prefixes: readonly string[];
}

/** Everything that S3 asks as a role of this use, of objects that tell what the document makes of all. */
export function requestsOfRole(
    roleArn: string,
    used: RolePermissionsInput,
    /** The destinations in the order of the role's. */
    sides: { readonly source: RoleSide; readonly destinations: readonly RoleSide[] },
    document: unknown,
): readonly Request[] {
    const { objectLock, objectAnnotations, sourceKey, destinations } = used;
    const sideOf = (bucketArn: string, { prefixes, ...where }: RoleSide): BucketSide => {
        const side = { ...where, bucketArn };
        return {
            ...side,
            objectKeys: objectKeysIn(document, {
                bucketArn,
                prefixes,
                context: bucketContext(roleArn, side),
            }),
        };
    };
    const source = sideOf(used.sourceBucketArn, sides.source);
    return [
        ...sourceRequests(roleArn, { ...source, objectLock, objectAnnotations }),
        ...(sourceKey ? keyRequests(roleArn, sourceKey, source.objectKeys, ["kms:Decrypt"]) : []),
        ...sides.destinations.flatMap((where, index) => {
            const destination = destinations[index];
            if (destination === undefined) {
                return [];
            }
            const { bucketArn, key } = destination;
            const side = sideOf(bucketArn, where);
            return [
                ...destinationRequests(roleArn, { ...destination, ...side }),
                ...(key ? keyRequests(roleArn, key, side.objectKeys, encryptsReplicas(key)) : []),
            ];
        }),
    ];
}

/**
 * How S3 becomes the role. AWS does not say whether the request names the bucket that is replicated and its account; but it
 * names no others.
 */
export function roleAssumption(
    roleArn: string,
    sourceBucketArn: string | undefined,
    service = "s3.amazonaws.com",
): Request {
    const accountId = partOfArn(roleArn, "account");
    return {
        caller: { kind: "service", name: service },
        action: "sts:AssumeRole",
        resource: roleArn,
        resourceAccountId: accountId,
        context: {
            keys: {
                "aws:SourceAccount": { oneOf: [[], [accountId]] },
                ...(sourceBucketArn !== undefined && { "aws:SourceArn": { oneOf: [[], [sourceBucketArn]] } }),
                "aws:PrincipalIsAWSService": ["true"],
                "aws:PrincipalServiceName": [service],
                "aws:PrincipalArn": [],
                "aws:PrincipalAccount": [],
                "aws:PrincipalOrgID": [],
                "aws:MultiFactorAuthPresent": [],
                "sts:ExternalId": [],
                ...notThroughAnEndpoint,
            },
            others: "unknown",
        },
    };
}
