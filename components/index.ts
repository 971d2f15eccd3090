export { type AccessLoggingArgs } from "./bucket/logging";
export { type BucketEncryptionArgs } from "./bucket/encryption";
export { type BucketLifecycleArgs } from "./bucket/lifecycle";
export { type ReplicationEventsArgs, type ReplicationMonitoringArgs } from "./monitoring/args";
export { DestinationGrant, SourcePolicies } from "./policies/forms";
export { ReplicationDestination, type ReplicationDestinationArgs } from "./replicationDestination";
export { ReplicaStorageClass, type ReplicationRuleArgs } from "./rules/args";
export { ReplicationSource, type ReplicationSourceArgs } from "./replicationSource";
export { type ReplicationTargetArgs } from "./target/args";
