import type { Facts } from "../../diagnose/facts";
import { valueOf } from "../../diagnose/facts";
import type { Selection } from "./selection";

/**
 * What AWS bills for a job, by the names that its price list and the invoice have. What they cost is AWS's to say, by region:
 * https://aws.amazon.com/s3/pricing/
 */
export function billedItems({ source, destinations }: Facts, selection: Selection): readonly string[] {
    const rules = valueOf(source.configuration)?.Rules ?? [];
    const enabled = rules.filter(({ Status }) => Status === "Enabled");
    const otherRegion = destinations.some(({ region }) => region === undefined || region !== source.region);
    const classes = new Set(enabled.map(({ Destination }) => Destination?.StorageClass ?? "the original's"));
    const keys =
        Object.keys(source.keys).length > 0 ||
        destinations.some(({ keys: own }) => Object.keys(own).length > 0);
    const hasTimeControl = enabled.some(
        ({ Destination }) => Destination?.ReplicationTime?.Status === "Enabled",
    );
    const items = [
        "S3 Batch Operations: one job",
        "S3 Batch Operations: objects, each that the job processes, also one that fails",
        !("retryOf" in selection) &&
            "S3 Batch Operations: manifest generation, by the objects of the whole source bucket",
        `Requests: a PUT at each destination for each version, in the storage class there (${[...classes].join(", ")}), and reads at the source`,
        otherRegion && "Data transfer between regions, for every byte",
        hasTimeControl &&
            "S3 Replication Time Control: data transfer, for every byte under rules that have it",
        keys &&
            "KMS requests: decrypting at the source, encrypting at the destination; fewer with S3 Bucket Keys",
        "Storage at each destination, as long as the replicas stay",
        "Storage of the manifest and of the report",
    ];
    return items.filter((item) => item !== false);
}
