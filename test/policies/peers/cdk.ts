import {
    accountGoverns,
    arns,
    document,
    type Grants,
    type Peer,
    type PeerStatement,
    type Source,
} from "./peer";
import type { ComparedScenario } from "./scenario";

const source: Source = {
    repository: "aws/aws-cdk",
    version: "aws-cdk-lib 2.276.0",
    files: [
        "packages/aws-cdk-lib/aws-s3/lib/bucket-grants.ts (replicationPermission)",
        "packages/aws-cdk-lib/aws-s3/lib/bucket.ts (addReplicationPolicy)",
        "packages/aws-cdk-lib/aws-kms/lib/key-grants.ts (encrypt)",
    ],
    how: "synthesised with aws-cdk-lib 2.276.0 and constructs 10.8.1",
};

const roleLeft = "`replicationRole` with a policy of one's own beside `grantReplicationPermission`";

/** The L2 bucket makes the role or adds to a given one; the same in every scenario but for keys. */
function roleStatements(scenario: ComparedScenario, replicaKeys: string): readonly PeerStatement[] {
    return [
        {
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: arns.source,
        },
        {
            Effect: "Allow",
            Action: [
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
            ],
            Resource: `${arns.source}/*`,
        },
        {
            Effect: "Allow",
            Action: [
                "s3:ReplicateObject",
                "s3:ReplicateDelete",
                "s3:ReplicateTags",
                "s3:ObjectOwnerOverrideToBucketOwner",
            ],
            Resource: `${arns.destination}/*`,
        },
        ...(scenario.kms
            ? ([
                  { Effect: "Allow", Action: keyActions, Resource: replicaKeys },
                  { Effect: "Allow", Action: "kms:Decrypt", Resource: arns.sourceKey },
              ] as const)
            : []),
    ];
}

const keyActions = ["kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"];

/** What `addReplicationPolicy(roleArn, accessControlTransition, sourceAccount)` adds. */
function bucketStatements({ ownerOverride }: ComparedScenario): readonly PeerStatement[] {
    return [
        {
            Effect: "Allow",
            Principal: { AWS: arns.role },
            Action: ["s3:GetBucketVersioning", "s3:PutBucketVersioning"],
            Resource: arns.destination,
        },
        {
            Effect: "Allow",
            Principal: { AWS: arns.role },
            Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
            Resource: `${arns.destination}/*`,
        },
        ...(ownerOverride
            ? ([
                  {
                      Effect: "Allow",
                      Principal: { AWS: arns.sourceAccount },
                      Action: "s3:ObjectOwnerOverrideToBucketOwner",
                      Resource: `${arns.destination}/*`,
                  },
              ] as const)
            : []),
    ];
}

const objectLockRemark =
    "The L2 bucket takes `objectLockEnabled` beside `replicationRules`; the two actions are for the user to add to the role.";

/** Both stacks in one app, as the module's README shows it: each side knows the other's constructs. */
export const cdkOneApp: Peer = {
    name: "AWS CDK, one app",
    source,
    grants(scenario): Grants {
        return {
            role: document(...roleStatements(scenario, "*")),
            destinationBucket: document(...bucketStatements(scenario)),
            ...(scenario.kms
                ? {
                      destinationKey: document(accountGoverns(arns.destinationAccount), {
                          Effect: "Allow",
                          Principal: { AWS: arns.role },
                          Action: keyActions,
                          Resource: "*",
                      }),
                  }
                : {}),
        };
    },
    leftToTheUser: { role: roleLeft },
    remarks: {
        plain: "The bucket-level actions are those of AWS's own example for two accounts.",
        "owner override":
            "The override goes to the source's whole account. Whoever has no `s3:ReplicateObject` besides can write nothing with it.",
        "SSE-KMS":
            "A key of another stack and account has no ARN yet when the role's policy is made, so that it names any key. A key of a third account has to let the role in besides.",
        "SSE-KMS with Bucket Keys":
            "`bucketKeyEnabled` changes nothing here. With a role of one's own, `key.grantDecrypt(role)` adds what is missing, to the role again for any key.",
        "Object Lock": objectLockRemark,
    },
};

/** The destination is another team's: `Bucket.fromBucketAttributes` and `Key.fromKeyArn`. */
export const cdkImported: Peer = {
    name: "AWS CDK, destination imported",
    source,
    grants(scenario): Grants {
        return { role: document(...roleStatements(scenario, arns.destinationKey)) };
    },
    leftToTheUser: {
        role: roleLeft,
        destinationBucket:
            "an imported bucket's policy cannot be changed; the CDK says so when it synthesises",
        destinationKey: "an imported key's policy cannot be changed",
    },
    remarks: { "Object Lock": objectLockRemark },
};
