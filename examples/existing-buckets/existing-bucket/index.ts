import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { account } from "../../account";

const config = new pulumi.Config();
const source = account("source", "ap-northeast-2");
const destination = account("destination", "ap-northeast-1");

const replicas = new ReplicationDestination(
    "replicas",
    {
        bucketName: config.require("destinationBucket"),
        existingBucket: true,
        // The policy that the bucket has without replication. Its statements stay beside those that replication needs.
        bucketPolicy: config.requireBoolean("managePolicy")
            ? readFileSync(join(__dirname, "bucket-policy.json"), "utf8")
            : undefined,
        sourceAccountId: source.accountId,
        replicationRoleName: "existing-replication",
    },
    { providers: [destination.provider] },
);

const originals = new ReplicationSource(
    "originals",
    {
        bucketName: config.require("sourceBucket"),
        existingBucket: true,
        replicationRoleName: replicas.replicationRoleName,
        destination: replicas,
    },
    { providers: [source.provider] },
);

export const buckets = [originals.bucketName, replicas.bucketName];
export const bucketPolicyStatements = replicas.bucketPolicyStatements.apply(
    (statements) => JSON.parse(statements) as unknown,
);
