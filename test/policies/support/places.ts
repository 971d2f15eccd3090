import { policyDocument, type PolicyDocument } from "../../../components/policies/document";
import type { ResourceType } from "./actions";
import type { DocumentName, Documents } from "./scenarios";
import { accounts, bucketArn, buckets, iamArn, replicationRole, type Partition } from "./setting";

/** A bucket with its objects, or a role: what requests are about. */
export interface Place {
    /** What is asked for, by what kind of thing the action is done to. */
    readonly arns: Readonly<Partial<Record<ResourceType, string>>>;
    readonly accountId: string;
    readonly policy?: PolicyDocument;
}

/** A bucket or role that refuses nobody, so that only the caller's own policy can. */
const openToEveryone = policyDocument({
    Sid: "OpenToEveryone",
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:*", "sts:*"],
    Resource: "*",
});

export type PlaceName =
    | "the source"
    | "the destination"
    | "the replication role"
    /** The destination, if its policy let everyone in: only the role's permissions bound the role there. */
    | "the destination, open to everyone"
    /** Of a third account, and open to everyone. Two have names that begin as ours do. */
    | "a hostile bucket"
    | "a hostile neighbour of the source"
    | "a hostile neighbour of the destination"
    | "a hostile role"
    /** In the source account without a policy of its own: the role's permissions alone decide. */
    | "another bucket of the source account";

/** The document of the setting that a place carries as its own policy. */
export const ownDocument: Partial<Record<PlaceName, DocumentName>> = {
    "the source": "sourceBucket",
    "the destination": "destinationBucket",
    "the replication role": "roleTrust",
};

/** Every place, with the documents of one setting. */
export function placesIn(documents: Documents, partition: Partition): Record<PlaceName, Place> {
    const bucket = (name: string, accountId: string, policy?: PolicyDocument): Place => ({
        arns: {
            bucket: bucketArn(partition, name),
            // A concrete key, with slashes in it: the simulator takes a wildcard in a request as "some overlap".
            object: `${bucketArn(partition, name)}/reports/2018/12/11.csv`,
        },
        accountId,
        policy,
    });
    const role = (accountId: string, policy: PolicyDocument): Place => ({
        arns: { role: iamArn(partition, accountId, `role/${replicationRole}`) },
        accountId,
        policy,
    });
    const { source, destination, outsider } = accounts;
    return {
        "the source": bucket(buckets.source, source, documents.sourceBucket),
        "the destination": bucket(buckets.destination, destination, documents.destinationBucket),
        "the replication role": role(source, documents.roleTrust),
        "the destination, open to everyone": bucket(buckets.destination, destination, openToEveryone),
        "a hostile bucket": bucket("open-to-everyone", outsider, openToEveryone),
        "a hostile neighbour of the source": bucket(`${buckets.source}-2`, outsider, openToEveryone),
        "a hostile neighbour of the destination": bucket(
            `${buckets.destination}-2`,
            outsider,
            openToEveryone,
        ),
        "a hostile role": role(outsider, openToEveryone),
        "another bucket of the source account": bucket("another-bucket", source),
    };
}
