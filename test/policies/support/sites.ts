import { accounts, bucketArn, buckets, type Partition } from "./setting";

/** The buckets that may take part in a scenario, by what they are in it. */
export type Side = "source" | "destination" | "second destination";

/** A side's bucket and key, and where they are. */
export interface Site {
    readonly accountId: string;
    readonly region: string;
    readonly bucket: string;
    readonly bucketArn: string;
    readonly keyArn: string;
}

/** The account and bucket of a second destination. */
const archive = { accountId: "444444444444", bucket: "sre-bucket-archive" };

/** By what names a source with two destinations knows them; one alone has none. */
export const destinationNames = { destination: "standby", "second destination": "archive" } as const;
export type DestinationSide = keyof typeof destinationNames;

const places: Readonly<Record<Side, { readonly accountId: string; readonly bucket: string }>> = {
    source: { accountId: accounts.source, bucket: buckets.source },
    destination: { accountId: accounts.destination, bucket: buckets.destination },
    "second destination": archive,
};

/** A region for each side; partitions other than `aws` have two. */
const regions: Readonly<Record<Partition, Readonly<Record<Side, string>>>> = {
    aws: { source: "eu-central-1", destination: "eu-west-1", "second destination": "us-east-2" },
    "aws-cn": {
        source: "cn-north-1",
        destination: "cn-northwest-1",
        "second destination": "cn-northwest-1",
    },
    "aws-us-gov": {
        source: "us-gov-west-1",
        destination: "us-gov-east-1",
        "second destination": "us-gov-east-1",
    },
};

/** The source's is the one that a key gets under mocks. */
const keyIds: Readonly<Record<Side, string>> = {
    source: "11111111-2222-3333-4444-555555555555",
    destination: "22222222-3333-4444-5555-666666666666",
    "second destination": "44444444-5555-6666-7777-888888888888",
};

/** Where a side is; its bucket may have another name. */
export function siteOf(side: Side, partition: Partition, bucket: string = places[side].bucket): Site {
    const { accountId } = places[side];
    const region = regions[partition][side];
    return {
        accountId,
        region,
        bucket,
        bucketArn: bucketArn(partition, bucket),
        keyArn: keyArn(partition, region, accountId, keyIds[side]),
    };
}

export function keyArn(partition: Partition, region: string, accountId: string, id: string): string {
    return `arn:${partition}:kms:${region}:${accountId}:key/${id}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html names the partitions. */
export function dnsSuffixOf(partition: Partition): string {
    return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

export function topicArn(
    partition: Partition,
    what: "failures" | "latency",
    bucket: string = buckets.source,
): string {
    const { accountId } = siteOf("source", partition);
    const { region } = siteOf(what === "failures" ? "source" : "destination", partition);
    return `arn:${partition}:sns:${region}:${accountId}:${bucket}-replication-${what}`;
}
