import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination, ReplicationSource } from "../../components/index";
import { account } from "../account";

const namePrefix = new pulumi.Config().require("namePrefix");
const seoul = account("seoul", "ap-northeast-2");
const tokyo = account("tokyo", "ap-northeast-1");

/** What each bucket does for the other: delete markers, and changes that are made to a replica. */
const bothWays = { deleteMarkerReplication: true, replicaModificationSync: true };

// First the buckets. Each lets in the role that replicates from the other, before that role exists.
const seoulBucket = new ReplicationDestination(
    "seoul",
    {
        bucketName: `${namePrefix}-seoul`,
        sourceAccountId: tokyo.accountId,
        replicationRoleName: `${namePrefix}-tokyo-to-seoul`,
        ...bothWays,
    },
    { providers: [seoul.provider] },
);
const tokyoBucket = new ReplicationDestination(
    "tokyo",
    {
        bucketName: `${namePrefix}-tokyo`,
        sourceAccountId: seoul.accountId,
        replicationRoleName: `${namePrefix}-seoul-to-tokyo`,
        ...bothWays,
    },
    { providers: [tokyo.provider] },
);

// Then the replication from each of them. The bucket is there, and so is its versioning.
const seoulToTokyo = new ReplicationSource(
    "seoul-to-tokyo",
    {
        bucketName: seoulBucket.bucketName,
        existingBucket: true,
        manageVersioning: false,
        replicationRoleName: tokyoBucket.replicationRoleName,
        destination: tokyoBucket,
        rules: [bothWays],
    },
    { providers: [seoul.provider] },
);
const tokyoToSeoul = new ReplicationSource(
    "tokyo-to-seoul",
    {
        bucketName: tokyoBucket.bucketName,
        existingBucket: true,
        manageVersioning: false,
        replicationRoleName: seoulBucket.replicationRoleName,
        destination: seoulBucket,
        rules: [bothWays],
    },
    { providers: [tokyo.provider] },
);

export const buckets = [seoulToTokyo.bucketName, tokyoToSeoul.bucketName];
export const roleArns = [seoulToTokyo.roleArn, tokyoToSeoul.roleArn];
