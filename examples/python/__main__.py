"""Both sides, each under a KMS key of its own, with alarms where replication fails."""

import pulumi
import pulumi_aws as aws
import pulumi_s3_cross_account_replication as replication

config = pulumi.Config()
name_prefix = config.require("namePrefix")
source_account_id = config.require("sourceAccountId")

# Each provider refuses the credentials of any other account.
seoul = aws.Provider(
    "seoul",
    region="ap-northeast-2",
    profile=config.require("sourceProfile"),
    allowed_account_ids=[source_account_id],
)
tokyo = aws.Provider(
    "tokyo",
    region="ap-northeast-1",
    profile=config.require("destinationProfile"),
    allowed_account_ids=[config.require("destinationAccountId")],
)

replicas = replication.ReplicationDestination(
    "replicas",
    bucket_name=f"{name_prefix}-destination",
    source_account_id=source_account_id,
    replication_role_name=f"{name_prefix}-replication",
    delete_marker_replication=True,
    encryption=replication.BucketEncryptionArgs(create_kms_key=True),
    opts=pulumi.ResourceOptions(providers=[tokyo]),
)

originals = replication.ReplicationSource(
    "originals",
    bucket_name=f"{name_prefix}-source",
    replication_role_name=f"{name_prefix}-replication",
    # The output that has the type of the argument: the resource itself does not.
    destination=replicas.target,
    encryption=replication.BucketEncryptionArgs(create_kms_key=True),
    rules=[
        replication.ReplicationRuleArgs(
            delete_marker_replication=True,
            storage_class=replication.ReplicaStorageClass.STANDARD_IA,
        )
    ],
    monitoring=replication.ReplicationMonitoringArgs(
        alarms=True,
        latency_threshold_seconds=1800,
    ),
    opts=pulumi.ResourceOptions(providers=[seoul]),
)

pulumi.export("source_bucket", originals.bucket_name)
pulumi.export("destination_bucket", replicas.bucket_name)
pulumi.export("role_arn", originals.role_arn)
pulumi.export("topic_arns", originals.topic_arns)
