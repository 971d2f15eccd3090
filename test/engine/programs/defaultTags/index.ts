import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination, ReplicationSource } from "../../../../components/index";

const owner = new pulumi.Config().require("owner");
const provider = (name: string, region: aws.Region) =>
    new aws.Provider(name, {
        region,
        profile: name,
        s3UsePathStyle: true,
        defaultTags: { tags: { owner, team: "storage" } },
    });

const destination = new ReplicationDestination(
    "replicas",
    {
        bucketName: "tags-destination",
        sourceAccountId: "111111111111",
        replicationRoleName: "tags-replication",
        encryption: { createKmsKey: true },
    },
    { providers: [provider("destination", "ap-northeast-1")] },
);
const source = new ReplicationSource(
    "originals",
    {
        bucketName: "tags-source",
        replicationRoleName: destination.replicationRoleName,
        destination,
        monitoring: {},
        // One that the provider gives too, and one of its own.
        tags: { team: "storage", cost: "42" },
    },
    { providers: [provider("source", "ap-northeast-2")] },
);

export const originals = source.bucketName;
export const replicas = destination.bucketName;
