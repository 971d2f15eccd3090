export { type AccessLoggingArgs } from "./accessLogging";
export { type BucketEncryptionArgs } from "./bucketEncryption";
export { type BucketLifecycleArgs } from "./bucketLifecycle";
export { type ReplicationEventsArgs, type ReplicationMonitoringArgs } from "./monitoring/monitoringArgs";
export { DestinationGrant, SourcePolicies } from "./policies/forms";
export { ReplicationDestination, type ReplicationDestinationArgs } from "./replicationDestination";
export { ReplicaStorageClass, type ReplicationRuleArgs } from "./replicationRule";
export { ReplicationSource, type ReplicationSourceArgs } from "./replicationSource";
export { type ReplicationTargetArgs } from "./replicationTargetArgs";
