import * as pulumi from "@pulumi/pulumi";
import { ReplicaStorageClass, ReplicationDestination, ReplicationSource } from "../../components/index";
import { account } from "../account";

const namePrefix = new pulumi.Config().require("namePrefix");
const seoul = account("source", "ap-northeast-2");
const tokyo = account("tokyo", "ap-northeast-1");
const singapore = account("singapore", "ap-southeast-1");

/** S3 replicates a bucket as one role, whom every destination lets in by this name. */
const replicationRoleName = `${namePrefix}-replication`;

const tokyoReplicas = new ReplicationDestination(
    "tokyo",
    {
        bucketName: `${namePrefix}-tokyo`,
        sourceAccountId: seoul.accountId,
        replicationRoleName,
        deleteMarkerReplication: true,
    },
    { providers: [tokyo.provider] },
);

const singaporeReplicas = new ReplicationDestination(
    "singapore",
    { bucketName: `${namePrefix}-singapore`, sourceAccountId: seoul.accountId, replicationRoleName },
    { providers: [singapore.provider] },
);

const originals = new ReplicationSource(
    "originals",
    {
        bucketName: `${namePrefix}-source`,
        replicationRoleName,
        destinations: { tokyo: tokyoReplicas, singapore: singaporeReplicas },
        rules: [
            { id: "everything", priority: 1, destination: "tokyo", deleteMarkerReplication: true },
            {
                id: "reports",
                priority: 2,
                destination: "singapore",
                prefix: "reports/",
                storageClass: ReplicaStorageClass.StandardIa,
            },
        ],
    },
    { providers: [seoul.provider] },
);

export const sourceBucket = originals.bucketName;
export const destinationBuckets = [tokyoReplicas.bucketName, singaporeReplicas.bucketName];
export const roleArn = originals.roleArn;
