import type { Answers } from "./fakeAws";

export const roleArn = "arn:aws:iam::111111111111:role/path/replication";
export const keyArn = "arn:aws:kms:ap-northeast-1:222222222222:key/1";

const encoded = (document: unknown) => encodeURIComponent(JSON.stringify(document));

/** An answer of a service that is asked by forms. */
function result(operation: string, content: string): string {
    return `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`;
}

export function identity(account: string): string {
    return result(
        "GetCallerIdentity",
        `<Arn>arn:aws:iam::${account}:user/me</Arn><UserId>U</UserId><Account>${account}</Account>`,
    );
}

export function configuration(account = "222222222222", role = roleArn): string {
    return `<ReplicationConfiguration><Role>${role}</Role><Rule><ID>all</ID><Priority>1</Priority>
        <Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
        <Destination><Bucket>arn:aws:s3:::there</Bucket><Account>${account}</Account><EncryptionConfiguration>
        <ReplicaKmsKeyID>${keyArn}</ReplicaKmsKeyID></EncryptionConfiguration></Destination></Rule></ReplicationConfiguration>`;
}

export function encryption(key: string): string {
    return `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>
        <SSEAlgorithm>aws:kms</SSEAlgorithm>${key}</ApplyServerSideEncryptionByDefault>
        <BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`;
}

export function role(arn = roleArn): string {
    return result(
        "GetRole",
        `<Role><Path>/path/</Path><RoleName>replication</RoleName><RoleId>AROA1</RoleId><Arn>${arn}</Arn>
        <CreateDate>2026-01-01T00:00:00Z</CreateDate>
        <AssumeRolePolicyDocument>${encoded({ Statement: "trust" })}</AssumeRolePolicyDocument>
        <PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>
        <PermissionsBoundaryArn>arn:aws:iam::111111111111:policy/bound</PermissionsBoundaryArn></PermissionsBoundary></Role>`,
    );
}

/** What AWS answers of a pair that has everything. */
export const healthy: Answers = {
    "source GetCallerIdentity": identity("111111111111"),
    "destination GetCallerIdentity": identity("222222222222"),
    HeadBucket: "",
    GetBucketVersioning: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    GetBucketOwnershipControls:
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>",
    GetObjectLockConfiguration:
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
    GetBucketPolicy: '{"Statement":"of the bucket"}',
    GetBucketPolicyStatus: "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
    GetBucketRequestPayment:
        "<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
    GetPublicAccessBlock:
        "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
    "source GetBucketEncryption":
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>" +
        "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>",
    "destination GetBucketEncryption": encryption("<KMSMasterKeyID>alias/replicas</KMSMasterKeyID>"),
    "source GetBucketReplication": configuration(),
    "destination GetBucketReplication": { status: 404, code: "ReplicationConfigurationNotFoundError" },
    GetBucketNotificationConfiguration: `<NotificationConfiguration>
        <QueueConfiguration><Id>q</Id><Queue>arn:aws:sqs:ap-northeast-2:111111111111:failures</Queue>
            <Event>s3:Replication:OperationFailedReplication</Event></QueueConfiguration>
        <TopicConfiguration><Id>t</Id><Topic>arn:aws:sns:ap-northeast-2:111111111111:failures</Topic>
            <Event>s3:Replication:*</Event></TopicConfiguration>
        <TopicConfiguration><Id>o</Id><Topic>arn:aws:sns:ap-northeast-2:111111111111:other</Topic>
            <Event>s3:ObjectCreated:*</Event></TopicConfiguration></NotificationConfiguration>`,
    GetQueueUrl: { json: { QueueUrl: "http://queue" } },
    GetTopicAttributes: result("GetTopicAttributes", "<Attributes></Attributes>"),
    DescribeAlarms: {
        json: {
            MetricAlarms: [
                {
                    AlarmName: "failed",
                    Namespace: "AWS/S3",
                    MetricName: "OperationsFailedReplication",
                    Dimensions: [{ Name: "SourceBucket", Value: "here" }],
                    AlarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:failures"],
                },
                {
                    AlarmName: "of another bucket",
                    Namespace: "AWS/S3",
                    MetricName: "OperationsFailedReplication",
                    Dimensions: [{ Name: "SourceBucket", Value: "elsewhere" }],
                },
            ],
        },
    },
    GetRole: role(),
    ListRolePolicies: result(
        "ListRolePolicies",
        "<PolicyNames><member>own</member></PolicyNames><IsTruncated>false</IsTruncated>",
    ),
    GetRolePolicy: result(
        "GetRolePolicy",
        `<RoleName>replication</RoleName><PolicyName>own</PolicyName><PolicyDocument>${encoded({ Statement: "inline" })}</PolicyDocument>`,
    ),
    ListAttachedRolePolicies: result(
        "ListAttachedRolePolicies",
        "<AttachedPolicies><member><PolicyName>managed</PolicyName><PolicyArn>arn:aws:iam::aws:policy/managed</PolicyArn>" +
            "</member></AttachedPolicies><IsTruncated>false</IsTruncated>",
    ),
    GetPolicy: result("GetPolicy", "<Policy><DefaultVersionId>v2</DefaultVersionId></Policy>"),
    GetPolicyVersion: result(
        "GetPolicyVersion",
        `<PolicyVersion><VersionId>v2</VersionId><Document>${encoded({ Statement: "managed" })}</Document></PolicyVersion>`,
    ),
    DescribeKey: {
        json: {
            KeyMetadata: {
                KeyId: "1",
                Arn: keyArn,
                KeyState: "Enabled",
                KeySpec: "SYMMETRIC_DEFAULT",
                KeyManager: "CUSTOMER",
            },
        },
    },
    GetKeyPolicy: { json: { Policy: '{"Statement":"of the key"}' } },
    ListGrants: {
        json: {
            Grants: [
                { GrantId: "g", GranteePrincipal: roleArn, Operations: ["Encrypt"] },
                { GrantId: "h", GranteePrincipal: "arn:aws:iam::111111111111:role/other", Operations: [] },
            ],
            Truncated: false,
        },
    },
};
