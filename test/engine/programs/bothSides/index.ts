import * as aws from "@pulumi/aws";
import { ReplicationDestination, ReplicationSource } from "../../../../components/index";

// Where AWS is, is said by AWS_ENDPOINT_URL; an address has no bucket names in its host name.
const provider = (name: string, region: aws.Region, account: string) =>
    new aws.Provider(name, { region, profile: name, allowedAccountIds: [account], s3UsePathStyle: true });

const destination = new ReplicationDestination(
    "replicas",
    {
        bucketName: "both-destination",
        sourceAccountId: "111111111111",
        replicationRoleName: "both-replication",
        deleteMarkerReplication: true,
    },
    { providers: [provider("destination", "ap-northeast-1", "222222222222")] },
);
const source = new ReplicationSource(
    "originals",
    {
        bucketName: "both-source",
        replicationRoleName: destination.replicationRoleName,
        destination,
        rules: [{ deleteMarkerReplication: true }],
    },
    { providers: [provider("source", "ap-northeast-2", "111111111111")] },
);

export const originals = source.bucketName;
export const replicas = destination.bucketName;
