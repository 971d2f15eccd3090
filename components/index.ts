export { DestinationGrant, SourcePolicies } from "./policies/forms";
export { ReplicationDestination, type ReplicationDestinationArgs } from "./replicationDestination";
export { type ReplicationRuleArgs } from "./replicationRules";
export { ReplicationSource, type ReplicationSourceArgs } from "./replicationSource";
export { type ReplicationTargetArgs } from "./replicationTarget";
