import type { ReplicationRule, S3Client } from "@aws-sdk/client-s3";
import type { Side } from "../../aws/side";
import type { Facts } from "../facts";
import type { Diagnosed } from "../finding";
import type { ReadPair } from "../read/pair";
import { BucketReader } from "./bucketReader";

/** A pair whose objects are looked at: what was read and found of it, and clients to ask with. */
export interface ObjectPair {
    readonly facts: Facts;
    readonly findings: readonly Diagnosed[];
    /** Of each side, where there are credentials of it. A client tries every call once: it is tried again here. */
    readonly clients: Readonly<Partial<Record<Side, { readonly s3: S3Client }>>>;
}

/** The clients of the sides that can be asked. */
export function clientsOf({ source, destination }: ReadPair["connections"]): ObjectPair["clients"] {
    return { source: source?.connection, destination: destination?.connection };
}

/** Who reads a side's bucket; undefined without its credentials. Of several destinations the first is meant. */
export function readerOf(
    { facts, clients }: Pick<ObjectPair, "facts" | "clients">,
    side: Side,
): BucketReader | undefined {
    const { [side]: client } = clients;
    const about = side === "source" ? facts.source : facts.destinations[0];
    return client && about && new BucketReader(client.s3, side, about.bucket.name, about.accountId);
}

/** The rules of the source to the destination that is looked at; to all where that is not known. */
export function rulesOf({ source, destinations }: Facts): readonly ReplicationRule[] | undefined {
    if ("unread" in source.configuration) {
        return undefined;
    }
    const rules = "value" in source.configuration ? (source.configuration.value.Rules ?? []) : [];
    const [destination] = destinations;
    return rules.filter(
        ({ Destination }) => destination === undefined || Destination?.Bucket === destination.bucket.arn,
    );
}

/** Whether enabled rules go to other destinations too, which the status of an object tells of as well. */
export function hasOtherDestinations({ source, destinations }: Facts): boolean {
    const rules = "value" in source.configuration ? (source.configuration.value.Rules ?? []) : [];
    return rules.some(
        ({ Status, Destination }) =>
            Status === "Enabled" && Destination?.Bucket !== destinations[0]?.bucket.arn,
    );
}

/** The destination in words. */
export function destinationOf({ destinations }: Facts): string {
    const [destination] = destinations;
    return destination === undefined ? "the destination" : `bucket ${destination.bucket.name}`;
}
