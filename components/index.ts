export {
    DestinationGrant,
    ReplicationDestination,
    type ReplicationDestinationArgs,
} from "./replicationDestination";
export { type ReplicationRuleArgs } from "./replicationRules";
export { ReplicationSource, SourcePolicies, type ReplicationSourceArgs } from "./replicationSource";
export { type ReplicationTargetArgs } from "./replicationTarget";
