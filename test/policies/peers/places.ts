import { accounts, bucketArn, buckets } from "../support/setting";
import { accountGoverns, arns, document, regions, type Grants, type PeerDocument } from "./peer";
import type { ComparedScenario } from "./scenario";

export type PlaceName =
    | "the source"
    | "the source's objects"
    | "the destination"
    | "the destination's objects"
    | "a bucket named like the source"
    | "objects of a bucket named like the source"
    | "a bucket named like the destination"
    | "objects of a bucket named like the destination"
    | KeyPlaceName;

type KeyPlaceName =
    | "the source's key"
    | "the source's key for another bucket"
    | "the source's key without S3"
    | "the destination's key"
    | "the destination's key for another bucket"
    | "the destination's key without S3"
    | "another key of the source's account"
    | "a key of a third account";

/** What a request is about, in the circumstances that the place's name says. */
export interface Place {
    readonly name: PlaceName;
    readonly type: "bucket" | "object" | "key";
    readonly arn: string;
    readonly accountId: string;
    readonly policy?: PeerDocument;
    /** What the service that sends the request adds to its context. */
    readonly context: Readonly<Record<string, string>>;
}

/** In the place of what a peer leaves to the user, and on what strangers own: lets everyone in. */
const openToEveryone = document({
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:*", "kms:*"],
    Resource: "*",
});

/** Every place, with a peer's documents in force. */
export function placesOf(grants: Grants, scenario: ComparedScenario): readonly Place[] {
    return [
        ...bucketPlaces("the source", buckets.source, accounts.source),
        ...bucketPlaces(
            "the destination",
            buckets.destination,
            accounts.destination,
            grants.destinationBucket ?? openToEveryone,
        ),
        ...bucketPlaces(
            "a bucket named like the source",
            `${buckets.source}-2`,
            accounts.outsider,
            openToEveryone,
        ),
        ...bucketPlaces(
            "a bucket named like the destination",
            `${buckets.destination}-2`,
            accounts.outsider,
            openToEveryone,
        ),
        ...(scenario.kms ? keyPlaces(grants, scenario.kms.bucketKey) : []),
    ];
}

/** The same place, if a stranger owned it who lets everyone in: only the caller's own policy bounds the caller there. */
export function opened(place: Place): Place {
    return { ...place, accountId: accounts.outsider, policy: openToEveryone };
}

type BucketPlaceName = Exclude<PlaceName, KeyPlaceName | `${string}objects${string}`>;

const objectsOf: Readonly<Record<BucketPlaceName, PlaceName>> = {
    "the source": "the source's objects",
    "the destination": "the destination's objects",
    "a bucket named like the source": "objects of a bucket named like the source",
    "a bucket named like the destination": "objects of a bucket named like the destination",
};

function bucketPlaces(
    name: BucketPlaceName,
    bucket: string,
    accountId: string,
    policy?: PeerDocument,
): readonly Place[] {
    const arn = bucketArn("aws", bucket);
    const shared = { accountId, policy, context: {} };
    return [
        { ...shared, name, type: "bucket", arn },
        // A concrete key: the simulator takes a wildcard in a request as "some overlap".
        { ...shared, name: objectsOf[name], type: "object", arn: `${arn}/${objectKey}` },
    ];
}

const objectKey = "reports/2018/12/11.csv";

function keyPlaces(grants: Grants, bucketKey: boolean): readonly Place[] {
    const sourcePolicy = document(accountGoverns(arns.sourceAccount));
    const key = (
        name: KeyPlaceName,
        arn: string,
        accountId: string,
        policy: PeerDocument,
        context: Place["context"],
    ): Place => ({ name, type: "key", arn, accountId, policy, context });
    const throughS3 = (region: string, bucket: string): Place["context"] => ({
        "kms:ViaService": `s3.${region}.amazonaws.com`,
        "kms:EncryptionContext:aws:s3:arn": bucketKey ? bucket : `${bucket}/${objectKey}`,
    });
    const ofSource = (name: KeyPlaceName, context: Place["context"]): Place =>
        key(name, arns.sourceKey, accounts.source, sourcePolicy, context);
    const ofDestination = (name: KeyPlaceName, context: Place["context"]): Place =>
        key(
            name,
            arns.destinationKey,
            accounts.destination,
            grants.destinationKey ?? openToEveryone,
            context,
        );
    const otherKey = (account: string): string =>
        `arn:aws:kms:${regions.source}:${account}:key/33333333-cccc-4ccc-8ccc-333333333333`;
    return [
        ofSource("the source's key", throughS3(regions.source, arns.source)),
        ofSource("the source's key for another bucket", throughS3(regions.source, `${arns.source}-2`)),
        ofSource("the source's key without S3", {}),
        ofDestination("the destination's key", throughS3(regions.destination, arns.destination)),
        ofDestination(
            "the destination's key for another bucket",
            throughS3(regions.destination, `${arns.destination}-2`),
        ),
        ofDestination("the destination's key without S3", {}),
        key(
            "another key of the source's account",
            otherKey(accounts.source),
            accounts.source,
            sourcePolicy,
            throughS3(regions.source, arns.source),
        ),
        key(
            "a key of a third account",
            otherKey(accounts.outsider),
            accounts.outsider,
            openToEveryone,
            throughS3(regions.source, arns.source),
        ),
    ];
}
