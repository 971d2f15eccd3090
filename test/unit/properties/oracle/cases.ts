import type { ConfiguredRule } from "./configuration";
import type { Sides } from "./requirement";

type Destination = ConfiguredRule["destination"];

/** A configuration that breaks one requirement, and one close to it that breaks none. */
export interface OracleCase {
    /** The requirement's name. */
    readonly breaks: string;
    readonly wrong: readonly unknown[];
    readonly right: readonly unknown[];
    /** What is true of the sides, where it matters. */
    readonly sides?: { readonly wrong: Partial<Sides>; readonly right: Partial<Sides> };
}

const on = { status: "Enabled" };
const off = { status: "Disabled" };
const threshold = { minutes: 15 };
const bucket = "arn:aws:s3:::replicas";
const plain = { bucket, account: "222222222222", accessControlTranslation: { owner: "Destination" } };

function rule(change: Readonly<Record<string, unknown>>) {
    const whole = { id: "a", priority: 1, ...on, filter: { prefix: "" }, deleteMarkerReplication: off };
    return { ...whole, destination: plain, ...change };
}

const to = (change: Readonly<Partial<Record<keyof Destination, unknown>>>) =>
    rule({ destination: { ...plain, ...change } });
const kms = (replicaKmsKeyId: string) => to({ encryptionConfiguration: { replicaKmsKeyId } });
const by = (filter: object) => rule({ filter });
const tagged = (tags: object) => by({ and: { prefix: "a", tags } });
const many = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) =>
        rule({ id: `r${index}`, priority: index, filter: { prefix } }),
    );
const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

const one = (breaks: string, wrong: unknown, right: unknown, sides?: OracleCase["sides"]): OracleCase => ({
    breaks,
    wrong: [wrong],
    right: [right],
    sides,
});
const at = (destination: object): Partial<Sides> => ({ destinations: new Map([[bucket, destination]]) });

export const oracleCases: readonly OracleCase[] = [
    { breaks: "1 to 1,000 rules", wrong: [], right: [rule({})] },
    { breaks: "1 to 1,000 rules", wrong: many(1001, ""), right: many(1000, "") },
    // Each & becomes &amp; in XML.
    { breaks: "up to 2 MB", wrong: many(1000, "&".repeat(400)), right: many(1000, "a".repeat(1024)) },
    {
        breaks: "an id for each rule alone",
        wrong: [rule({}), rule({ priority: 2 })],
        right: [rule({}), rule({ priority: 2, id: "A" })],
    },
    {
        breaks: "a priority for each rule alone",
        wrong: [rule({}), rule({ id: "b" })],
        right: [rule({}), rule({ id: "b", priority: 0 })],
    },
    ...["\u0000", "\u001f", "\ud800", "\udfff", "\ufffe", "\uffff"].map((character) =>
        one(
            "characters that XML has",
            by({ prefix: `a${character}` }),
            by({ prefix: "\t\r\n\u0085日😀&<>" }),
        ),
    ),
    one("characters that XML has", rule({ id: "\u0001" }), rule({ id: "é" })),
    one("an id of up to 255 characters", rule({ id: "i".repeat(256) }), rule({ id: "i".repeat(255) })),
    one("an id of up to 255 characters", rule({ id: "" }), rule({ id: undefined })),
    ...["filter", "priority", "status", "deleteMarkerReplication"].map((member) =>
        one(
            "a filter, and with it priority, status and delete markers",
            rule({ [member]: undefined }),
            rule({}),
        ),
    ),
    ...[-1, 2 ** 31, 1.5].map((priority) =>
        one("a whole priority from 0 to 2,147,483,647", rule({ priority }), rule({ priority: 2 ** 31 - 1 })),
    ),
    one("one of prefix, tag and And", by({}), by({ prefix: "" })),
    one(
        "one of prefix, tag and And",
        by({ prefix: "a", tag: { key: "k", value: "v" } }),
        by({ tag: { key: "k", value: "v" } }),
    ),
    one("one of prefix, tag and And", by({ prefix: "a", and: { tags: numbered(2) } }), tagged(numbered(1))),
    one(
        "And of a prefix with tags, or of several tags",
        by({ and: { tags: numbered(1) } }),
        by({ and: { tags: numbered(2) } }),
    ),
    one("And of a prefix with tags, or of several tags", by({ and: { prefix: "a" } }), by({ prefix: "a" })),
    one("a prefix of up to 1,024 bytes", by({ prefix: "é".repeat(513) }), by({ prefix: "é".repeat(512) })),
    one("up to 10 tags", tagged(numbered(11)), tagged(numbered(10))),
    one("tags that an object can have", tagged({ "": "v" }), tagged({ k: "" })),
    one(
        "tags that an object can have",
        tagged({ ["k".repeat(129)]: "v" }),
        tagged({ ["k".repeat(128)]: "v" }),
    ),
    one("tags that an object can have", tagged({ k: "v".repeat(257) }), tagged({ k: "v".repeat(256) })),
    one("tags that an object can have", tagged({ "a*": "v" }), tagged({ "日 1_.:/=+-@": "v" })),
    one("tags that are not AWS's own", tagged({ "AWS:k": "v" }), tagged({ "aws-k": "aws:v" })),
    one(
        "no delete markers by tags",
        rule({ filter: { tag: { key: "k", value: "v" } }, deleteMarkerReplication: on }),
        rule({ filter: { prefix: "a" }, deleteMarkerReplication: on }),
    ),
    one("no replication of existing objects", rule({ existingObjectReplication: off }), rule({})),
    ...["replicas", "arn:aws:s3:::replicas/*", "arn:aws:s3:::re", "arn:aws:s3:::a--usw2-az1--x-s3"].map(
        (wrong) =>
            one(
                "a general purpose bucket, by its ARN",
                to({ bucket: wrong }),
                to({ bucket: "arn:aws-cn:s3:::a.b" }),
            ),
    ),
    one("an account of 12 digits", to({ account: "22222222222" }), to({ account: "022222222222" })),
    one("another account than the source's", to({ account: "111111111111" }), to({})),
    one("an owner together with an account", to({ account: undefined }), rule({ destination: { bucket } })),
    one("an owner together with an account", to({ accessControlTranslation: undefined }), to({})),
    one(
        "a storage class that replicas can have",
        to({ storageClass: "OUTPOSTS" }),
        to({ storageClass: "GLACIER_IR" }),
    ),
    one(
        "a key for objects under SSE-KMS",
        rule({ sourceSelectionCriteria: { sseKmsEncryptedObjects: on } }),
        rule({ sourceSelectionCriteria: { sseKmsEncryptedObjects: off } }),
    ),
    ...["arn:aws:kms:eu-west-1:222222222222:alias/aws/s3", "alias/replicas", "1234abcd"].map((wrong) =>
        one("a key by its ARN", kms(wrong), kms("arn:aws:kms:eu-west-1:222222222222:key/1234abcd")),
    ),
    ...[
        { key: "arn:aws:kms:eu-west-1:222222222222:key/1234abcd", region: "eu-central-1" },
        { key: "arn:aws:kms:eu-west-1:222222222222:key/1234abcd", region: undefined },
        { key: "arn:aws-cn:kms:eu-west-1:222222222222:key/1234abcd", region: "eu-west-1" },
    ].map(({ key, region }) =>
        one(
            "a key in the destination's region, of its partition",
            kms(key),
            kms("arn:aws:kms:eu-west-1:222222222222:key/1234abcd"),
            { wrong: at({ region }), right: at({ region: "eu-west-1" }) },
        ),
    ),
    ...[undefined, false].map((objectLock) =>
        one("Object Lock at the destination where the source has it", rule({}), rule({}), {
            wrong: { ...at({ objectLock }), sourceObjectLock: true },
            right: { ...at({ objectLock: true }), sourceObjectLock: true },
        }),
    ),
    one("Object Lock at the destination where the source has it", rule({}), rule({}), {
        wrong: { ...at({}), sourceObjectLock: true },
        right: { ...at({ objectLock: true }), sourceObjectLock: false },
    }),
    ...[undefined, false].map((replicaModificationSync) => {
        const both = rule({ sourceSelectionCriteria: { replicaModifications: on } });
        return one("rules on both buckets for modifications of replicas", both, both, {
            wrong: at({ replicaModificationSync }),
            right: at({ replicaModificationSync: true }),
        });
    }),
    one(
        "rules on both buckets for modifications of replicas",
        rule({ sourceSelectionCriteria: { replicaModifications: on } }),
        rule({ sourceSelectionCriteria: { replicaModifications: off } }),
        { wrong: at({}), right: at({}) },
    ),
    one(
        "metrics together with Replication Time Control",
        to({
            replicationTime: { ...on, time: threshold },
            metrics: { ...off, eventThreshold: threshold },
        }),
        to({
            replicationTime: { ...on, time: threshold },
            metrics: { ...on, eventThreshold: threshold },
        }),
    ),
    ...[
        [{ minutes: 30 }, threshold],
        [threshold, { minutes: 5 }],
        [undefined, threshold],
        [threshold, undefined],
    ].map(([time, eventThreshold]) =>
        one(
            "15 minutes of Replication Time Control",
            to({ replicationTime: { ...on, time }, metrics: { ...on, eventThreshold } }),
            to({ metrics: on }),
        ),
    ),
    one(
        "no threshold without Replication Time Control",
        to({ metrics: { ...on, eventThreshold: threshold } }),
        to({ metrics: on }),
    ),
];

/** What no configuration of the provider is at all. */
export const malformed: readonly unknown[] = [
    rule({ status: "On" }),
    rule({ prefix: "logs/" }),
    rule({ destination: undefined }),
    rule({ filter: { tags: {} } }),
    to({ accessControlTranslation: { owner: "Source" } }),
    to({ storageClass: "COLD" }),
];
