import * as v from "valibot";
import { partOfArn, roleArn, roleOfArn } from "./arn";
import { canonicalStatement } from "./canonicalStatement";
import { allowingEverything, judge } from "./judgement";
import type { BucketKeyUse } from "./keyUse";
import { annotationRequests, lettingAnnotationsIn } from "./replicationRequests";

/** Whom a deployed policy lets in to write replicas. An empty text: nobody that these names could tell. */
export interface DeployedGrantee {
    readonly sourceAccountId: string;
    readonly replicationRoleName: string;
    readonly replicationRolePath: string;
}

/** What a deployed bucket policy lets in. */
export interface DeployedGrant extends DeployedGrantee {
    readonly deleteMarkerReplication: boolean;
    readonly objectAnnotations: boolean;
}

/** What a deployed key policy lets in. */
export interface DeployedKeyGrant extends DeployedGrantee {
    /** None where nobody is let in. */
    readonly bucketKey: BucketKeyUse | undefined;
}

/** A statement in its canonical form, where a list of one is its member, and an account's root is the account's id. */
const grantSchema = v.object({
    Principal: v.object({ AWS: v.string() }),
    Action: v.union([v.string(), v.array(v.string())]),
    Condition: v.optional(
        v.object({
            ArnEquals: v.optional(v.object({ "aws:PrincipalArn": v.string() })),
            StringEquals: v.optional(v.record(v.string(), v.unknown())),
            StringLike: v.optional(v.record(v.string(), v.unknown())),
        }),
        {},
    ),
});
type GrantStatement = v.InferOutput<typeof grantSchema>;

/** What the text of a deployed bucket policy lets in, in any form of the grant. Only what refuses annotations for sure counts. */
export function deployedGrant(
    policy: string,
    told: DeployedGrantee,
    bucket: { readonly partition: string; readonly bucketArn: string; readonly accountId: string },
): DeployedGrant {
    const statement = statementIn(policy, "AllowReplicas") ?? statementIn(policy, "S3ReplicationPolicyStmt1");
    const grantee = granteeOf(statement, told);
    const writer = grantee.replicationRoleName === "" ? told : grantee;
    const arn = roleArn({
        partition: bucket.partition,
        accountId: writer.sourceAccountId,
        path: writer.replicationRolePath,
        name: writer.replicationRoleName,
    });
    return {
        ...grantee,
        deleteMarkerReplication: [statement?.Action].flat().includes("s3:ReplicateDelete"),
        objectAnnotations: !refusesAnnotations(policy, arn, bucket),
    };
}

function refusesAnnotations(
    policy: string,
    arn: string,
    bucket: { readonly bucketArn: string; readonly accountId: string },
): boolean {
    const content = lettingAnnotationsIn(JSON.parse(policy), arn);
    return judge(annotationRequests(arn, { ...bucket, objectKeys: ["object"] }), {
        identity: [allowingEverything],
        resource: { name: "", kind: "bucket", content },
    }).refusals.some(({ effect, doubt }) => effect === "Deny" && doubt === undefined);
}

/** The same for the policy of a key, and how S3 may use the key. */
export function deployedKeyGrant(policy: string, told: DeployedGrantee): DeployedKeyGrant {
    const statement = statementIn(policy, "AllowReplicaEncryption");
    return { ...granteeOf(statement, told), bucketKey: statement && bucketKeyUseOf(statement) };
}

function statementIn(policy: string, sid: string): GrantStatement | undefined {
    const result = v.safeParse(grantSchema, canonicalStatement(policy, sid));
    return result.success ? result.output : undefined;
}

/** The role, by its pin or as principal. Where the whole account is let in, so is the role that was told of. */
function granteeOf(statement: GrantStatement | undefined, told: DeployedGrantee): DeployedGrantee {
    const principal = statement?.Principal.AWS ?? "";
    const pinned = statement?.Condition.ArnEquals?.["aws:PrincipalArn"];
    if (pinned === undefined && /^\d{12}$/.test(principal)) {
        return { ...told, sourceAccountId: principal };
    }
    const arn = pinned ?? principal;
    // AWS puts a unique id in the place of a principal that is gone: it is no ARN.
    const { path = "", name = "" } = roleOfArn(arn);
    return {
        sourceAccountId: partOfArn(arn, "account"),
        replicationRoleName: name,
        replicationRolePath: path,
    };
}

/** The counterpart of `throughS3`: which encryption contexts the conditions take. */
function bucketKeyUseOf({ Condition: { StringEquals, StringLike } }: GrantStatement): BucketKeyUse {
    const context = "kms:EncryptionContext:aws:s3:arn";
    if (StringEquals?.[context] !== undefined) {
        return "on";
    }
    return Array.isArray(StringLike?.[context]) ? "either" : "off";
}
