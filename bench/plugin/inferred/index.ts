export { ReplicationDestination } from "../../../components/replicationDestination";
export { ReplicationSource } from "../../../components/replicationSource";
