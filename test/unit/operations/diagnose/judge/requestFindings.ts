import type { Diagnosed } from "../../../../../operations/diagnose/finding";

/** What is said of pairs with something wrong in their documents. */
export const requestFindings: Readonly<Record<string, readonly Diagnosed[]>> = {
    "AWS's walkthrough, where the bucket enforces its owner": [],
    "AWS's walkthrough, where the bucket does not": [
        {
            side: "source",
            subject: "configuration",
            where: "replication configuration of the bucket here, rule all",
            fix: 'aws iam put-role-policy --role-name replication --policy-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],"Resource":"arn:aws:s3:::here"},{"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],"Resource":"arn:aws:s3:::here/*"},{"Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateDelete","s3:ReplicateTags"],"Resource":"arn:aws:s3:::there/*"},{"Sid":"WriteReplicas","Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-2 --profile from\naws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/replication"},"Action":["s3:ReplicateObject","s3:ReplicateDelete","s3:ReplicateTags"],"Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to\naws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}}}]}\' --region ap-northeast-2 --profile from',
            id: "owner-not-overridden",
            severity: "suspect",
            message:
                "Rule all: AccessControlTranslation is not set, and ObjectOwnership of the bucket there is ObjectWriter, not BucketOwnerEnforced. So replicas belong to the source's account. Let the rule override the owner; or let the bucket enforce its owner, after which it has no ACLs.",
        },
    ],
    "a role that is gone, in a statement for replication": [
        {
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "destination",
            leg: "destination policy",
            where: "policy of the bucket there",
            subject: "policy",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"Gone","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/replication"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-1 --profile to',
            id: "principal-gone",
            message:
                "The policy of the bucket there names AROADELETEDROLE00000, a role that was deleted. The role arn:aws:iam::111111111111:role/replication is another one, and no statement lets it in: Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
        },
    ],
    "a role that is gone, in a statement for more": [
        {
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "destination",
            leg: "destination policy",
            where: "policy of the bucket there",
            subject: "policy",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"Gone","Effect":"Allow","Principal":{"AWS":"AROADELETEDROLE00000"},"Action":"s3:*","Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to',
            id: "principal-gone",
            message:
                "The policy of the bucket there names AROADELETEDROLE00000, a role that was deleted. The role arn:aws:iam::111111111111:role/replication is another one, and no statement lets it in: Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
        },
    ],
    "a role that is gone, in a statement that would not do": [
        {
            id: "bucket-policy-lacks",
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "destination",
            leg: "destination policy",
            where: "policy of the bucket there",
            subject: "policy",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"Gone","Effect":"Allow","Principal":{"AWS":"AROADELETEDROLE00000"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the bucket there allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
        },
    ],
    "a role that is gone, in a Deny": [
        {
            id: "bucket-policy-lacks",
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "destination",
            leg: "destination policy",
            where: "policy of the bucket there",
            subject: "policy",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"Gone","Effect":"Deny","Principal":{"AWS":"AROADELETEDROLE00000"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the bucket there allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
        },
    ],
    "another source's statement of the same Sid": [
        {
            id: "bucket-policy-lacks",
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "destination",
            leg: "destination policy",
            where: "policy of the bucket there",
            subject: "policy",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::333333333333:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas2","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the bucket there allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
        },
    ],
    "a role's statement of the same Sid about another destination": [
        {
            id: "role-lacks",
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            side: "source",
            where: "policies of the role replication",
            message:
                "No policy of the role replication allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
            fix: 'aws iam put-role-policy --role-name replication --policy-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],"Resource":"arn:aws:s3:::here"},{"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],"Resource":"arn:aws:s3:::here/*"},{"Sid":"WriteReplicas","Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::elsewhere/*"},{"Sid":"WriteReplicas2","Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-2 --profile from',
            subject: "role policy",
        },
    ],
    "a role's statement that lacks an action": [
        {
            id: "role-lacks",
            severity: "wrong",
            actions: ["s3:ObjectOwnerOverrideToBucketOwner"],
            side: "source",
            where: "policies of the role replication",
            message:
                "No policy of the role replication allows Amazon S3 s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. What is refused fails to replicate.",
            fix: 'aws iam put-role-policy --role-name replication --policy-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],"Resource":"arn:aws:s3:::here"},{"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],"Resource":"arn:aws:s3:::here/*"},{"Sid":"WriteReplicas","Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ReplicateDelete","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-2 --profile from',
            subject: "role policy",
        },
    ],
    "a Deny of the role's own by names": [
        {
            id: "statement-denies",
            severity: "wrong",
            side: "source",
            leg: "role",
            where: "inline policy guard, statement No",
            message:
                "The statement No of the inline policy guard denies Amazon S3 s3:ReplicateObject on arn:aws:s3:::there/object. What is refused fails to replicate.",
            fix: 'aws iam put-role-policy --role-name replication --policy-name guard --policy-document \'{"Version":"2012-10-17","Statement":[{"Sid":"Other","Effect":"Allow","Action":"sqs:*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":["s3:PutObject"],"Resource":"*"}]}\' --region ap-northeast-2 --profile from',
            subject: "role policy",
            actions: ["s3:ReplicateObject"],
        },
    ],
    "a Deny of an attached policy by names": [
        {
            id: "statement-denies",
            severity: "wrong",
            side: "source",
            leg: "role",
            where: "attached policy arn:aws:iam::111111111111:policy/guard, statement No",
            message:
                "The statement No of the attached policy arn:aws:iam::111111111111:policy/guard denies Amazon S3 s3:ListBucket on arn:aws:s3:::here; s3:ReplicateTags on arn:aws:s3:::there/object. Others may have this policy too. What is refused fails to replicate.",
            fix: 'aws iam create-policy-version --set-as-default --policy-arn arn:aws:iam::111111111111:policy/guard --policy-document \'{"Version":"2012-10-17","Statement":[{"Sid":"Other","Effect":"Allow","Action":"sqs:*","Resource":"*"}]}\' --region ap-northeast-2 --profile from',
            actions: ["s3:ListBucket", "s3:ReplicateTags"],
        },
    ],
    "a Deny of the role's own by a wildcard, over both buckets": [
        {
            id: "statement-denies",
            severity: "wrong",
            side: "source",
            leg: "role",
            where: "inline policy guard, statement No",
            message:
                "The statement No of the inline policy guard denies Amazon S3 s3:GetReplicationConfiguration, s3:ListBucket on arn:aws:s3:::here; s3:GetObjectVersionForReplication, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging on arn:aws:s3:::here/object; s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::there/object. Narrow the statement No, so that it leaves s3:GetReplicationConfiguration, s3:ListBucket, s3:GetObjectVersionForReplication, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging, s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner to the role. What is refused fails to replicate.",
            fix: "",
            subject: "role policy",
            actions: [
                "s3:GetReplicationConfiguration",
                "s3:ListBucket",
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
                "s3:ReplicateObject",
                "s3:ReplicateTags",
                "s3:ObjectOwnerOverrideToBucketOwner",
            ],
        },
    ],
    "a Deny of AWS's own policy": [
        {
            id: "statement-denies",
            severity: "wrong",
            side: "source",
            leg: "role",
            where: "attached policy arn:aws:iam::aws:policy/Quarantine, statement No",
            message:
                "The statement No of the attached policy arn:aws:iam::aws:policy/Quarantine denies Amazon S3 s3:ReplicateTags on arn:aws:s3:::there/object. AWS alone changes this policy: the role has to do without it. What is refused fails to replicate.",
            fix: "",
            actions: ["s3:ReplicateTags"],
        },
    ],
    "a policy of the role's that is nothing but a Deny": [
        {
            id: "statement-denies",
            severity: "wrong",
            side: "source",
            leg: "role",
            where: "inline policy guard, statement number 1",
            message:
                "The statement number 1 of the inline policy guard denies Amazon S3 s3:ReplicateTags on arn:aws:s3:::there/object. Narrow the statement number 1, so that it leaves s3:ReplicateTags to the role. What is refused fails to replicate.",
            fix: "",
            subject: "role policy",
            actions: ["s3:ReplicateTags"],
        },
    ],
    "a public policy that names the role too": [
        {
            id: "public-policy-restricted",
            severity: "wrong",
            subject: "policy",
            side: "destination",
            where: "policy of the bucket there",
            leg: "destination policy",
            message:
                "The policy of the bucket there counts as public, and RestrictPublicBuckets is true: S3 keeps other accounts out, whatever the policy says. No statement may allow everybody without a condition.",
            fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/replication"]},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-1 --profile to',
        },
    ],
    "a key of which grants cannot be read": [
        {
            id: "not-known",
            severity: "unknown",
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            side: "destination",
            leg: "key",
            where: "policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
            subject: "key policy",
            fix: 'aws kms put-key-policy --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --policy-name default --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"kms:*","Resource":"*"},{"Sid":"AllowReplicaEncryption","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["kms:Encrypt","kms:GenerateDataKey","kms:Decrypt"],"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"},"StringEquals":{"kms:ViaService":"s3.ap-northeast-1.amazonaws.com","kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::there"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:ap-northeast-1:222222222222:key/destination-key. But a grant of the key may, and the grants were not read: They may not be listed.",
        },
    ],
    "a key with a grant for something else": [
        {
            id: "key-policy-lacks",
            severity: "wrong",
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            side: "destination",
            leg: "key",
            where: "policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
            subject: "key policy",
            fix: 'aws kms put-key-policy --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --policy-name default --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"kms:*","Resource":"*"},{"Sid":"AllowReplicaEncryption","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["kms:Encrypt","kms:GenerateDataKey","kms:Decrypt"],"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"},"StringEquals":{"kms:ViaService":"s3.ap-northeast-1.amazonaws.com","kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::there"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:ap-northeast-1:222222222222:key/destination-key. What is refused fails to replicate.",
        },
    ],
    "a key with a grant for all of it": [
        {
            id: "not-known",
            severity: "unknown",
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            side: "destination",
            leg: "key",
            where: "policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
            subject: "key policy",
            fix: 'aws kms put-key-policy --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --policy-name default --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"kms:*","Resource":"*"},{"Sid":"AllowReplicaEncryption","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["kms:Encrypt","kms:GenerateDataKey","kms:Decrypt"],"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"},"StringEquals":{"kms:ViaService":"s3.ap-northeast-1.amazonaws.com","kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::there"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:ap-northeast-1:222222222222:key/destination-key. But the key has grants for the role (one), and whether they let Amazon S3 do it is not known.",
        },
    ],
    "a key by an alias": [
        {
            id: "key-policy-lacks",
            severity: "wrong",
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            side: "destination",
            leg: "key",
            where: "policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
            subject: "key policy",
            fix: 'aws kms put-key-policy --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --policy-name default --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"kms:*","Resource":"*"},{"Sid":"AllowReplicaEncryption","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["kms:Encrypt","kms:GenerateDataKey","kms:Decrypt"],"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"},"StringEquals":{"kms:ViaService":"s3.ap-northeast-1.amazonaws.com","kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::there"}}}]}\' --region ap-northeast-1 --profile to',
            message:
                "No statement of the policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:ap-northeast-1:222222222222:key/destination-key. What is refused fails to replicate.",
        },
    ],
    "a key by an alias that nobody may read": [
        {
            id: "not-read",
            severity: "unknown",
            side: "destination",
            where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:alias/replicas",
            leg: "key",
            message:
                "Whether the KMS key arn:aws:kms:ap-northeast-1:222222222222:alias/replicas is usable is not known: It may not be described.",
            fix: "",
        },
    ],
    "a configuration without a role": [
        {
            id: "role-missing",
            severity: "wrong",
            side: "source",
            where: "replication configuration of the bucket here",
            message: "The replication configuration names no role. Nothing is replicated.",
            fix: "",
        },
    ],
    "a role that is none": [
        {
            id: "not-known",
            severity: "unknown",
            leg: "role",
            side: "source",
            where: "replication configuration of the bucket here",
            message:
                'Which role Amazon S3 replicates as is not known, and so not what it may do. It is "replication", which is not the ARN of a role. There is no such ARN.',
            fix: "",
        },
    ],
    "a trust under AWS's guard": [
        {
            id: "statement-may-deny",
            severity: "unknown",
            leg: "role",
            side: "source",
            where: "trust policy of the role replication",
            message:
                "The statement S3 of the trust policy of the role replication may not allow Amazon S3 sts:AssumeRole on arn:aws:iam::111111111111:role/replication. Whether it does is not known: it depends on aws:SourceAccount, of which AWS does not say what S3 sends. The condition is AWS's own guard against others who make S3 act for them. AWS does not say whether S3 sends these keys when it replicates: write an object that does not matter, and see whether it arrives.",
            fix: "",
            actions: ["sts:AssumeRole"],
        },
    ],
    "a trust until a day": [
        {
            id: "statement-may-deny",
            severity: "unknown",
            leg: "role",
            side: "source",
            where: "trust policy of the role replication",
            message:
                "The statement S3 of the trust policy of the role replication may not allow Amazon S3 sts:AssumeRole on arn:aws:iam::111111111111:role/replication. Whether it does is not known: it depends on aws:CurrentTime, of which AWS does not say what S3 sends.",
            fix: 'aws iam update-assume-role-policy --role-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Sid":"S3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}},{"Sid":"AmazonS3AssumesTheRole","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole"}]}\' --region ap-northeast-2 --profile from',
            actions: ["sts:AssumeRole"],
        },
    ],
    "a trust that denies S3 by its name": [
        {
            id: "trust-refuses",
            severity: "wrong",
            side: "source",
            where: "trust policy of the role replication",
            subject: "role",
            message:
                "The statement No of the trust policy of the role replication denies Amazon S3 sts:AssumeRole on arn:aws:iam::111111111111:role/replication.",
            fix: 'aws iam update-assume-role-policy --role-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole"},{"Sid":"No","Effect":"Deny","Principal":{"Service":["ec2.amazonaws.com"]},"Action":"sts:AssumeRole"}]}\' --region ap-northeast-2 --profile from',
            actions: ["sts:AssumeRole"],
        },
    ],
    "a trust that denies everybody": [
        {
            id: "trust-refuses",
            severity: "wrong",
            side: "source",
            where: "trust policy of the role replication",
            subject: "role",
            message:
                "The statement No of the trust policy of the role replication denies Amazon S3 sts:AssumeRole on arn:aws:iam::111111111111:role/replication. Narrow the statement No, so that it leaves sts:AssumeRole to the role.",
            fix: "",
            actions: ["sts:AssumeRole"],
        },
    ],
    "a source as its own destination": [
        {
            id: "no-rule-to-destination",
            severity: "wrong",
            side: "source",
            subject: "configuration",
            where: "replication configuration of the bucket here",
            message:
                "No rule goes to arn:aws:s3:::here: the rules go to arn:aws:s3:::there. It is the source itself, which S3 replicates to other buckets alone: name the destination.",
            fix: "",
        },
    ],
    "a pair of one account whose role lacks the writing": [
        {
            id: "role-lacks",
            severity: "wrong",
            actions: ["s3:ReplicateObject", "s3:ReplicateTags"],
            side: "source",
            where: "policies of the role replication",
            message:
                "No policy of the role replication allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::there/object. What is refused fails to replicate.",
            fix: 'aws iam put-role-policy --role-name replication --policy-name replication --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],"Resource":"arn:aws:s3:::here"},{"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],"Resource":"arn:aws:s3:::here/*"},{"Sid":"WriteReplicas","Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateTags"],"Resource":"arn:aws:s3:::there/*"}]}\' --region ap-northeast-2 --profile from',
            subject: "role policy",
        },
    ],
    "a rule that is paused and another of a wrong account": [
        {
            side: "source",
            subject: "configuration",
            where: "replication configuration of the bucket here, rule b",
            fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"a","Priority":1,"Status":"Disabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}},{"ID":"b","Priority":2,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}}}]}\' --region ap-northeast-2 --profile from',
            id: "rule-account-wrong",
            severity: "wrong",
            message:
                "Rule b: the destination's Account is 333333333333. The bucket there is of the account 222222222222.",
        },
        {
            id: "rule-paused",
            severity: "suspect",
            side: "source",
            subject: "configuration",
            where: "replication configuration of the bucket here, rule a",
            message:
                "Rule a is paused: the Status is Disabled, not Enabled. Objects that no other rule selects are not replicated.",
            fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"a","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}},{"ID":"b","Priority":2,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}}}]}\' --region ap-northeast-2 --profile from',
        },
    ],
};
