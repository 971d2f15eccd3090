/** Settings of the two stacks that can be deployed, as Pulumi hands them to the program. */
export const destinationSettings: Readonly<Record<string, string>> = {
    accountId: "222222222222",
    region: "ap-northeast-1",
    bucketName: "sre-bucket-destination",
    sourceAccountId: "111111111111",
    replicationRoleName: "sre-bucket-replication",
};

export const sourceSettings: Readonly<Record<string, string>> = {
    accountId: "111111111111",
    region: "ap-northeast-2",
    bucketName: "sre-bucket-source",
    replicationRoleName: "sre-bucket-replication",
};

/** What a destination with these settings puts out for the source. */
export const handshake = {
    bucketArn: "arn:aws:s3:::sre-bucket-destination",
    bucketName: "sre-bucket-destination",
    accountId: "222222222222",
    region: "ap-northeast-1",
    sourceAccountId: "111111111111",
    replicationRoleName: "sre-bucket-replication",
    replicationRolePath: "/",
    deleteMarkerReplication: false,
    objectAnnotations: false,
    replicaModificationSync: false,
    objectLock: false,
};
