import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { account } from "../../account";

const config = new pulumi.Config();
const source = account("source", "ap-northeast-2");
const destination = account("destination", "ap-northeast-1");

// As for new buckets. That these two exist is said by `pulumi import`, before the first update.
const replicas = new ReplicationDestination(
    "replicas",
    {
        bucketName: config.require("destinationBucket"),
        sourceAccountId: source.accountId,
        replicationRoleName: "import-command-replication",
        protectBucket: true,
    },
    { providers: [destination.provider] },
);

const originals = new ReplicationSource(
    "originals",
    {
        bucketName: config.require("sourceBucket"),
        replicationRoleName: replicas.replicationRoleName,
        destination: replicas,
        protectBucket: true,
    },
    { providers: [source.provider] },
);

export const buckets = [originals.bucketName, replicas.bucketName];
