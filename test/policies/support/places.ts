import { policyDocument, type PolicyDocument } from "../../../components/policies/document";
import { backfillPlaces, type BackfillPlaceName } from "./backfillPlaces";
import type { Choices } from "./choices";
import { objectIn } from "./circumstances";
import type { DocumentName, Documents } from "./documents";
import { openToEveryone, type Place } from "./place";
import { accounts, bucketArn, iamArn, replicationRole, returningRole } from "./setting";
import { keyArn, siteOf, topicArn } from "./sites";

export type PlaceName =
    | BackfillPlaceName
    | "the source"
    | "the destination"
    | "the second destination"
    | "the replication role"
    | "the role of the way back"
    | "the source, open to everyone"
    /** The destination, if its policy let everyone in: only the role's permissions bound the role there. */
    | "the destination, open to everyone"
    | "the second destination, open to everyone"
    /** Of a third account, and open to everyone. Three have names that begin as ours do. */
    | "a hostile bucket"
    | "a hostile neighbour of the source"
    | "a hostile neighbour of the destination"
    | "a hostile neighbour of the second destination"
    | "a hostile role"
    /** In the source account without a policy of its own: the role's permissions alone decide. */
    | "another bucket of the source account"
    | "the source's key"
    /** If its policy left it to the IAM policies of its account, as by default: only the role's permissions bound the role. */
    | "the source's key, left to its account"
    | "the source's key, open to everyone"
    | "the destination's key"
    | "the destination's key, open to everyone"
    | "the second destination's key"
    | "the second destination's key, open to everyone"
    /** In the account of the role, which governs it by its identities' policies alone: the role's permissions decide. */
    | "another key of the source account"
    | "another key of the destination account, left to it"
    /** Each in the region of the key that it stands beside, and open to everyone. */
    | "another key of the source account, open to everyone"
    | "another key of the destination account"
    | "another key of the second destination account"
    | "a hostile key beside the source's"
    | "a hostile key beside the destination's"
    | "a hostile key beside the second destination's"
    | "the topic of failures"
    | "the topic of latency";

/** The document of the setting that a place carries as its own policy. */
export const ownDocument: Partial<Record<PlaceName, DocumentName>> = {
    "the source": "sourceBucket",
    "the destination": "destinationBucket",
    "the second destination": "secondDestinationBucket",
    "the replication role": "roleTrust",
    "the role of the way back": "returningTrust",
    "the source's key": "sourceKey",
    "the destination's key": "destinationKey",
    "the second destination's key": "secondDestinationKey",
    "the topic of failures": "failuresTopic",
    "the topic of latency": "latencyTopic",
    "the role of jobs": "backfillTrust",
    "the manifests": "backfillBucket",
    "the retries": "backfillBucket",
    "the reports": "backfillBucket",
};

/** Every place, with the documents of one setting. */
export function placesIn(documents: Documents, choices: Choices): Record<PlaceName, Place> {
    const { partition, rolePath = "/" } = choices;
    const bucket = (name: string, accountId: string, policy?: PolicyDocument): Place => {
        const arn = bucketArn(partition, name);
        return { arns: { bucket: arn, object: objectIn(arn) }, accountId, policy };
    };
    const role = (accountId: string, policy?: PolicyDocument, name = replicationRole): Place => ({
        arns: { role: iamArn(partition, accountId, `role${rolePath}${name}`) },
        accountId,
        policy,
    });
    const key = (arn: string, accountId: string, policy?: PolicyDocument): Place => ({
        arns: { key: arn },
        accountId,
        policy,
    });
    const source = siteOf("source", partition);
    const destination = siteOf("destination", partition);
    const second = siteOf("second destination", partition);
    const { outsider } = accounts;
    const anotherKey = (region: string, accountId: string, policy: PolicyDocument): Place =>
        key(keyArn(partition, region, accountId, "99999999-8888-7777-6666-555555555555"), accountId, policy);
    // A key of one's own account that lets everyone in would let the role in, whatever its permissions say.
    const governedBy = (accountId: string): PolicyDocument =>
        policyDocument({
            Sid: "AccountGovernsTheKey",
            Effect: "Allow",
            Principal: { AWS: iamArn(partition, accountId, "root") },
            Action: "kms:*",
            Resource: "*",
        });
    const topic = (what: "failures" | "latency", policy?: PolicyDocument): Place => ({
        arns: { topic: topicArn(partition, what) },
        accountId: source.accountId,
        policy,
    });
    return {
        "the source": bucket(source.bucket, source.accountId, documents.sourceBucket),
        "the destination": bucket(destination.bucket, destination.accountId, documents.destinationBucket),
        "the second destination": bucket(second.bucket, second.accountId, documents.secondDestinationBucket),
        "the replication role": role(source.accountId, documents.roleTrust),
        "the role of the way back": role(destination.accountId, documents.returningTrust, returningRole),
        "the source, open to everyone": bucket(source.bucket, source.accountId, openToEveryone),
        "the destination, open to everyone": bucket(
            destination.bucket,
            destination.accountId,
            openToEveryone,
        ),
        "the second destination, open to everyone": bucket(second.bucket, second.accountId, openToEveryone),
        "a hostile bucket": bucket("open-to-everyone", outsider, openToEveryone),
        "a hostile neighbour of the source": bucket(`${source.bucket}-2`, outsider, openToEveryone),
        "a hostile neighbour of the destination": bucket(`${destination.bucket}-2`, outsider, openToEveryone),
        "a hostile neighbour of the second destination": bucket(
            `${second.bucket}-2`,
            outsider,
            openToEveryone,
        ),
        "a hostile role": role(outsider, openToEveryone),
        "another bucket of the source account": bucket("another-bucket", source.accountId),
        "the source's key": key(source.keyArn, source.accountId, documents.sourceKey),
        "the source's key, left to its account": key(
            source.keyArn,
            source.accountId,
            governedBy(source.accountId),
        ),
        "the source's key, open to everyone": key(source.keyArn, source.accountId, openToEveryone),
        "the destination's key": key(destination.keyArn, destination.accountId, documents.destinationKey),
        "the destination's key, open to everyone": key(
            destination.keyArn,
            destination.accountId,
            openToEveryone,
        ),
        "the second destination's key": key(second.keyArn, second.accountId, documents.secondDestinationKey),
        "the second destination's key, open to everyone": key(
            second.keyArn,
            second.accountId,
            openToEveryone,
        ),
        "another key of the source account": anotherKey(
            source.region,
            source.accountId,
            governedBy(source.accountId),
        ),
        "another key of the destination account, left to it": anotherKey(
            destination.region,
            destination.accountId,
            governedBy(destination.accountId),
        ),
        "another key of the source account, open to everyone": anotherKey(
            source.region,
            source.accountId,
            openToEveryone,
        ),
        "another key of the destination account": anotherKey(
            destination.region,
            destination.accountId,
            openToEveryone,
        ),
        "another key of the second destination account": anotherKey(
            second.region,
            second.accountId,
            openToEveryone,
        ),
        "a hostile key beside the source's": anotherKey(source.region, outsider, openToEveryone),
        "a hostile key beside the destination's": anotherKey(destination.region, outsider, openToEveryone),
        "a hostile key beside the second destination's": anotherKey(second.region, outsider, openToEveryone),
        "the topic of failures": topic("failures", documents.failuresTopic),
        "the topic of latency": topic("latency", documents.latencyTopic),
        ...backfillPlaces(choices, {
            trust: documents.backfillTrust,
            bucket: documents.backfillBucket,
            key: governedBy(source.accountId),
        }),
    };
}
