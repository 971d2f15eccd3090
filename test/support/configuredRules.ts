/** Rules that use every member that only a configuration shows. */
export const rules = [
    { id: "timed", priority: 3, prefix: "timed/", replicationTimeControl: true, storageClass: "GLACIER_IR" },
    { id: "synced", priority: 2, tags: { team: "web", class: "a" }, replicaModificationSync: true },
    { id: "silent", priority: 1, prefix: "silent/", metrics: false, kmsEncryptedObjects: false },
];

const minutes = { Minutes: 15 };
const off = { Status: "Disabled" };
const on = { Status: "Enabled" };
/** What S3 has to hold of these rules, member by member. */
export function configured(bucket: string, keyArn: string) {
    const destination = {
        Bucket: `arn:aws:s3:::${bucket}`,
        Account: "222222222222",
        AccessControlTranslation: { Owner: "Destination" },
    };
    const EncryptionConfiguration = { ReplicaKmsKeyID: keyArn };
    return [
        {
            ID: "timed",
            Priority: 3,
            ...on,
            Filter: { Prefix: "timed/" },
            DeleteMarkerReplication: off,
            SourceSelectionCriteria: { SseKmsEncryptedObjects: on },
            Destination: {
                ...destination,
                StorageClass: "GLACIER_IR",
                EncryptionConfiguration,
                ReplicationTime: { ...on, Time: minutes },
                Metrics: { ...on, EventThreshold: minutes },
            },
        },
        {
            ID: "synced",
            Priority: 2,
            ...on,
            Filter: {
                And: {
                    Tags: [
                        { Key: "class", Value: "a" },
                        { Key: "team", Value: "web" },
                    ],
                },
            },
            DeleteMarkerReplication: off,
            SourceSelectionCriteria: { SseKmsEncryptedObjects: on, ReplicaModifications: on },
            Destination: { ...destination, EncryptionConfiguration, Metrics: on },
        },
        {
            ID: "silent",
            Priority: 1,
            ...on,
            Filter: { Prefix: "silent/" },
            DeleteMarkerReplication: off,
            Destination: destination,
        },
    ];
}
