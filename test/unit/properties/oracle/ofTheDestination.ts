import { api, guide, ofEachRule, type Requirement } from "./requirement";

const classes = [
    "STANDARD",
    "REDUCED_REDUNDANCY",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "DEEP_ARCHIVE",
    "GLACIER_IR",
];

/** What AWS asks of a rule: where replicas go to, whose they are, under which key, and how they are watched. */
export const requirementsOfTheDestination: readonly Requirement[] = [
    ofEachRule("a general purpose bucket, by its ARN", guide("replication-requirements"), (rule) => {
        const [arn, partition = "", service, region, account, name = "", ...rest] =
            rule.destination.bucket.split(":");
        return (
            arn !== "arn" ||
            !partition.startsWith("aws") ||
            service !== "s3" ||
            region !== "" ||
            account !== "" ||
            rest.length > 0 ||
            name.length < 3 ||
            name.length > 63 ||
            Array.from(name).some(
                (character) => !"abcdefghijklmnopqrstuvwxyz0123456789.-".includes(character),
            ) ||
            name.endsWith("--x-s3")
        );
    }),
    ofEachRule("an account of 12 digits", api("Destination"), ({ destination: { account } }) => {
        return account !== undefined && !/^[0-9]{12}$/.test(account);
    }),
    ofEachRule(
        "another account than the source's",
        guide("replication-change-owner"),
        ({ destination }, { sourceAccountId }) => destination.account === sourceAccountId,
    ),
    ofEachRule(
        "an owner together with an account",
        api("Destination"),
        ({ destination: { account, accessControlTranslation } }) =>
            (account === undefined) !== (accessControlTranslation === undefined),
    ),
    ofEachRule("a storage class that replicas can have", api("Destination"), ({ destination }) => {
        return destination.storageClass !== undefined && !classes.includes(destination.storageClass);
    }),
    ofEachRule(
        "a key for objects under SSE-KMS",
        api("EncryptionConfiguration"),
        ({ sourceSelectionCriteria, destination }) =>
            sourceSelectionCriteria?.sseKmsEncryptedObjects?.status === "Enabled" &&
            destination.encryptionConfiguration?.replicaKmsKeyId === undefined,
    ),
    ofEachRule("a key by its ARN", guide("replication-config-for-kms-objects"), ({ destination }) => {
        const key = destination.encryptionConfiguration?.replicaKmsKeyId;
        const [arn, partition = "", service, region = "", account = "", resource = "", ...rest] =
            key?.split(":") ?? [];
        return (
            key !== undefined &&
            (arn !== "arn" ||
                !partition.startsWith("aws") ||
                service !== "kms" ||
                region === "" ||
                account.length !== 12 ||
                !resource.startsWith("key/") ||
                rest.length > 0)
        );
    }),
    ofEachRule(
        "a key in the destination's region, of its partition",
        guide("replication-config-for-kms-objects"),
        ({ destination: { bucket, encryptionConfiguration } }, { destinations }) => {
            const key = encryptionConfiguration?.replicaKmsKeyId?.split(":") ?? [];
            return (
                key.length > 3 &&
                (key[3] !== destinations.get(bucket)?.region || key[1] !== bucket.split(":")[1])
            );
        },
    ),
    ofEachRule(
        "Object Lock at the destination where the source has it",
        guide("object-lock-managing"),
        ({ destination: { bucket } }, { sourceObjectLock, destinations }) =>
            sourceObjectLock && destinations.get(bucket)?.objectLock !== true,
    ),
    ofEachRule(
        "rules on both buckets for modifications of replicas",
        guide("replication-for-metadata-changes"),
        ({ sourceSelectionCriteria, destination: { bucket } }, { destinations }) =>
            sourceSelectionCriteria?.replicaModifications?.status === "Enabled" &&
            destinations.get(bucket)?.replicaModificationSync !== true,
    ),
    ofEachRule(
        "metrics together with Replication Time Control",
        guide("replication-time-control"),
        ({ destination: { metrics, replicationTime } }) =>
            replicationTime?.status === "Enabled" && metrics?.status !== "Enabled",
    ),
    ofEachRule(
        "15 minutes of Replication Time Control",
        api("ReplicationTimeValue"),
        ({ destination: { metrics, replicationTime } }) =>
            replicationTime !== undefined &&
            (replicationTime.time?.minutes !== 15 || metrics?.eventThreshold?.minutes !== 15),
    ),
    ofEachRule(
        "no threshold without Replication Time Control",
        api("Metrics"),
        ({ destination: { metrics, replicationTime } }) =>
            replicationTime === undefined && metrics?.eventThreshold !== undefined,
    ),
];
