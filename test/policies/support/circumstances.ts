import { objectsOf } from "../../../components/policies/document";
import { bucketKeysOf, type BucketKeySetting, type Choices } from "./choices";
import { bucketArn, type Partition } from "./setting";
import { dnsSuffixOf, siteOf, type Side } from "./sites";

/** How a request is sent, as far as its context tells. The name tells all of it. */
export interface Circumstance {
    readonly name: string;
    readonly context: Readonly<Record<string, string>>;
}

export const overTls: Circumstance = { name: "over TLS", context: { "aws:SecureTransport": "true" } };
export const overPlainHttp: Circumstance = {
    name: "over plain HTTP",
    context: { "aws:SecureTransport": "false" },
};

export const viaService = "kms:ViaService";
export const encryptionContext = "kms:EncryptionContext:aws:s3:arn";

/** A concrete key, with slashes in it: the simulator takes a wildcard in a request as "some overlap". */
export function objectIn(bucket: string): string {
    return objectsOf(bucket).replace(/\*$/, "reports/2018/12/11.csv");
}

/** The ways in which a key of one side can be used. */
export interface KeyCircumstances {
    /** Amazon S3 in the key's region uses it for the bucket, as with a Bucket Key; empty where no side has one. */
    readonly forBucket: readonly Circumstance[];
    /** The same for an object, as without a Bucket Key; empty where each side has one. */
    readonly forObject: readonly Circumstance[];
    /** Both of them, or the one that there is. */
    readonly right: readonly Circumstance[];
    /** Somebody calls KMS without a service in between, and without an encryption context. */
    readonly directly: Circumstance;
    /** Every way in which one thing at least is wrong. */
    readonly wrong: readonly Circumstance[];
}

export function keyCircumstances(choices: Choices, side: Side): KeyCircumstances {
    const { partition } = choices;
    const { region, bucketArn: own } = siteOf(side, partition);
    const throughS3 = `s3.${region}.${dnsSuffixOf(partition)}`;
    const settings = settingsFor(choices, side);
    const contextsOf = (setting: BucketKeySetting, context: string) =>
        settings.includes(setting) ? [context] : [];
    const bucketContext = contextsOf("Bucket Key", own);
    const objectContext = contextsOf("no Bucket Key", objectIn(own));
    const rightFor = [...bucketContext, ...objectContext];

    const others = [
        ...(["source", "destination", "second destination"] as const)
            .map((other) => siteOf(other, partition).bucketArn)
            .filter((bucket) => bucket !== own),
        `${own}-2`,
        bucketArn(partition, "open-to-everyone"),
    ];
    const wrongFor = [
        ...[own, objectIn(own)].filter((what) => !rightFor.includes(what)),
        ...others.flatMap((bucket) => [bucket, objectIn(bucket)]),
    ];
    const throughS3For = (contexts: readonly string[]) => contexts.map((what) => use(throughS3, what));
    return {
        forBucket: throughS3For(bucketContext),
        forObject: throughS3For(objectContext),
        ...keyUses({ partition, region, rightFor, wrongFor, otherRegions: otherRegions(choices, side) }),
    };
}

/** The ways in which a key is used for what is right and for what is wrong, through S3 in its region and otherwise. */
export function keyUses({
    partition,
    region,
    rightFor,
    wrongFor,
    otherRegions: regions,
}: {
    readonly partition: Partition;
    readonly region: string;
    readonly rightFor: readonly string[];
    readonly wrongFor: readonly string[];
    readonly otherRegions: readonly string[];
}): Pick<KeyCircumstances, "right" | "directly" | "wrong"> {
    const suffix = dnsSuffixOf(partition);
    const throughS3 = `s3.${region}.${suffix}`;
    const wrongServices = [
        ...regions.map((other) => `s3.${other}.${suffix}`),
        `ec2.${region}.${suffix}`,
        undefined,
    ];
    return {
        right: rightFor.map((what) => use(throughS3, what)),
        directly: use(undefined, undefined),
        wrong: [
            ...[
                ...wrongFor,
                // Another bucket's object, whose key ends as a right context does.
                ...rightFor.map((what) => `${bucketArn(partition, "open-to-everyone")}/${what}`),
                undefined,
            ].map((what) => use(throughS3, what)),
            ...wrongServices.flatMap((service) => [...rightFor, undefined].map((what) => use(service, what))),
        ],
    };
}

/** Of originals their own bucket's setting counts, of replicas that of both buckets. */
function settingsFor(choices: Choices, side: Side): readonly BucketKeySetting[] {
    const keys = bucketKeysOf(choices);
    return [...new Set<Side>(["source", side])].flatMap((one) => keys.get(one) ?? []);
}

/** Those of the other keys. */
function otherRegions(choices: Choices, side: Side): readonly string[] {
    const regionOf = (one: Side) => siteOf(one, choices.partition).region;
    return [...bucketKeysOf(choices).keys()].map(regionOf).filter((region) => region !== regionOf(side));
}

function use(service: string | undefined, what: string | undefined): Circumstance {
    return {
        name: `${service ? `through ${service}` : "directly"} for ${what ?? "nothing in particular"}`,
        context: {
            ...overTls.context,
            ...(service !== undefined && { [viaService]: service }),
            ...(what !== undefined && { [encryptionContext]: what }),
        },
    };
}
