import * as assert from "node:assert/strict";
import type { ReplicationRule } from "@aws-sdk/client-s3";
import { checkSample } from "../../../../operations/backfill/check";
import type { ReportedObject } from "../../../../operations/backfill/report/report";
import { refused, s3Answering, type Answers } from "../diagnose/object/clients";
import { factsWith, rule } from "../diagnose/object/pair";

interface Version {
    readonly id?: string;
    readonly body?: Buffer;
    /** Where the content is too large to have. */
    readonly size?: number;
    readonly status?: string;
    readonly owner?: string;
    readonly head?: object;
    readonly tags?: Readonly<Record<string, string>>;
    readonly isMarker?: boolean;
}

type World = Readonly<Record<string, readonly Version[]>>;

const idOf = ({ id = "v1" }: Version) => id;
const text = Buffer.from("content");
const mebibyte = 1024 * 1024;
const large = 5_000_000_000;

/** A bucket that holds these versions, the newest of a key first; calls are answered otherwise where `more` says so. */
function bucketOf(world: World, status: string | undefined, more: Answers) {
    const find = ({ Key, VersionId }: Readonly<Record<string, unknown>>) =>
        world[String(Key)]?.find((version) => idOf(version) === VersionId && version.isMarker !== true);
    const sizeOf = ({ size, body = text }: Version) => size ?? body.length;
    const answers: Answers = {
        ListObjectVersions: ({ Prefix }) => {
            const entries = Object.entries(world)
                .filter(([key]) => key.startsWith(String(Prefix)))
                .flatMap(([Key, versions]) =>
                    versions.map((version, index) => ({
                        version,
                        entry: {
                            Key,
                            VersionId: idOf(version),
                            IsLatest: index === 0,
                            LastModified: new Date(0),
                            ETag: '"e"',
                            Size: sizeOf(version),
                            Owner: { ID: version.owner ?? "dst-owner" },
                        },
                    })),
                );
            return {
                IsTruncated: false,
                Versions: entries
                    .filter(({ version }) => version.isMarker !== true)
                    .map(({ entry }) => entry),
                DeleteMarkers: entries.filter(({ version }) => version.isMarker).map(({ entry }) => entry),
            };
        },
        HeadObject: (input) => {
            const version = find(input);
            const asksForChecksums = input.ChecksumMode === "ENABLED";
            const said = Object.entries(version?.head ?? {}).filter(
                ([name]) => asksForChecksums || !name.startsWith("Checksum"),
            );
            return version === undefined
                ? refused("NotFound", 404)
                : {
                      ReplicationStatus: version.status ?? status,
                      ContentLength: sizeOf(version),
                      ContentType: "text/plain",
                      Metadata: { m: "1" },
                      ETag: '"e"',
                      ...Object.fromEntries(said),
                  };
        },
        GetObject: (input) => {
            const version = find(input);
            const [, from = 0, to = 0] = (/^bytes=(\d+)-(\d+)$/.exec(String(input.Range)) ?? []).map(Number);
            const { body = text } = version ?? {};
            const part = version?.size === undefined ? body.subarray(from, to + 1) : body;
            return version === undefined
                ? refused("NoSuchVersion", 404)
                : { Body: { transformToByteArray: () => Promise.resolve(part) } };
        },
        GetObjectTagging: (input) => ({
            TagSet: Object.entries(find(input)?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
        }),
        GetBucketAcl: () => ({ Owner: { ID: "dst-owner" } }),
        ...more,
    };
    return s3Answering(answers);
}

async function check(
    objects: readonly ReportedObject[],
    source: World,
    destination: World,
    more: {
        readonly source?: Answers;
        readonly destination?: Answers;
        readonly rules?: readonly ReplicationRule[];
    } = {},
) {
    const from = bucketOf(source, "COMPLETED", more.source ?? {});
    const to = bucketOf(destination, "REPLICA", more.destination ?? {});
    const checked = await checkSample(objects, {
        facts: factsWith(more.rules ?? [rule()]),
        clients: { source: from, destination: to },
    });
    return { ...checked, asked: [...from.asked, ...to.asked] };
}

const one = { key: "k", versionId: "v1" };

/** The result for one object, which is like this at the source and like that at the destination. */
async function checkOne(
    source: readonly Version[],
    destination: readonly Version[],
    more?: Parameters<typeof check>[3],
) {
    const { asked: _, ...result } = await check([one], { k: source }, { k: destination }, more);
    return result;
}

const nothing = { checked: 0, equal: 0, differing: [], unread: [], notes: [] };
const equal = { ...nothing, checked: 1, equal: 1 };
const different = (what: string) => ({ ...nothing, checked: 1, differing: [{ ...one, what }] });
const gone = { ...nothing, notes: ["k, version v1: the source does not have it any more"] };

describe("the check of a sample", () => {
    it("finds equal what is equal, each version by its own id, whatever its storage class", async () => {
        const tags = { a: "b c" };
        const versions = [
            { id: "v2", body: Buffer.from("newer"), tags },
            { id: "v1", tags },
            { id: "v0", body: Buffer.alloc(0) },
        ];
        const { asked, ...result } = await check(
            [...versions.map(({ id }) => ({ key: "k", versionId: id })), { key: "other" }],
            { k: versions, other: [{}], "other and longer": [{ id: "x" }] },
            {
                k: versions.map((version) => ({ ...version, head: { StorageClass: "GLACIER_IR" } })),
                other: [{}],
            },
        );
        assert.deepEqual(result, { ...nothing, checked: 4, equal: 4 });
        assert.deepEqual(
            asked.filter(({ input }) => !("ExpectedBucketOwner" in input)),
            [],
        );
        // What is empty has no first byte to ask for.
        assert.equal(asked.filter(({ operation }) => operation === "GetObject").length, 6);
    });

    it("knows a replica that has another id by its content", async () => {
        assert.deepEqual(await checkOne([{}], [{ id: "other" }]), equal);
    });

    for (const [title, replica, what] of [
        [
            "content",
            { body: Buffer.from("another") },
            /^content is 7 bytes, SHA-256 \w{64}, expected 7 bytes, SHA-256 ed7002b4\w{56}$/,
        ],
        ["size", { body: Buffer.from("more content") }, "content is 12 bytes, expected 7 bytes"],
        [
            "content type",
            { head: { ContentType: "text/html" } },
            "content type is text/html, expected text/plain",
        ],
        ["headers", { head: { CacheControl: "no-store" } }, "Cache-Control is no-store, expected not set"],
        ["metadata", { head: { Metadata: {} } }, 'metadata is {}, expected {"m":"1"}'],
        ["tags", { tags: { a: "1" } }, 'tags is {"a":"1"}, expected {}'],
        ["owner", { owner: "src-owner" }, "its owner is src-owner, expected the owner of the bucket"],
        ["status", { status: "COMPLETED" }, "its replication status is COMPLETED, expected REPLICA"],
    ] as const) {
        it(`tells another ${title}`, async () => {
            const { differing, ...counts } = await checkOne([{}], [replica]);
            assert.deepEqual(counts, { checked: 1, equal: 0, unread: [], notes: [] });
            const [{ what: told, ...object } = { what: "" }, ...more] = differing;
            assert.deepEqual([object, more], [one, []]);
            if (typeof what === "string") {
                assert.equal(told, what);
            } else {
                assert.match(told, what);
            }
        });
    }

    it("tells what is not there", async () => {
        assert.deepEqual(await checkOne([{}], []), different("it is not at the destination"));
        assert.deepEqual(
            await checkOne([{ status: "REPLICA" }], []),
            different("it is not at the destination"),
        );
    });

    const elsewhere = rule({ ID: "other", Destination: { Bucket: "arn:aws:s3:::elsewhere" } });
    const markers = rule({ DeleteMarkerReplication: { Status: "Enabled" } });
    const underKey = { head: { ServerSideEncryption: "aws:kms" } };
    for (const [title, version, rules, isExpected] of [
        ["a rule of another prefix", {}, [rule({ Filter: { Prefix: "x" } }), elsewhere], false],
        ["the same without another destination", {}, [rule({ Filter: { Prefix: "x" } })], true],
        ["a rule of its own", {}, [rule(), elsewhere], true],
        ["a rule that leaves out its key", underKey, [rule(), elsewhere], false],
        ["a marker, and a rule without markers", { isMarker: true }, [rule(), elsewhere], false],
        ["a marker, and a rule with markers", { isMarker: true }, [markers, elsewhere], true],
    ] as const) {
        it(`${isExpected ? "expects" : "does not expect"} at the destination what goes by ${title}`, async () => {
            const { differing, notes } = await checkOne([version], [], { rules });
            assert.deepEqual(
                [differing.length, notes],
                isExpected
                    ? [1, []]
                    : [0, ["k, version v1: no rule takes it to bucket there, and others were not looked at"]],
            );
        });
    }

    it("does not know what has not arrived yet", async () => {
        assert.deepEqual(await checkOne([{ status: "PENDING" }], []), {
            ...nothing,
            unread: ["k, version v1: it is not at the destination yet: S3 says PENDING"],
        });
    });

    it("compares what is itself a replica", async () => {
        assert.deepEqual(await checkOne([{ status: "REPLICA" }], [{}]), equal);
    });

    it("compares a delete marker with one", async () => {
        const marker = { isMarker: true };
        assert.deepEqual(await checkOne([marker], [{ id: "any", isMarker: true }, { id: "v0" }]), equal);
        assert.deepEqual(
            await checkOne([marker], [{ id: "v0" }]),
            different("it is a delete marker, and the destination has none of this key"),
        );
    });

    it("does not call different what is gone, or is changed just now", async () => {
        assert.deepEqual(await checkOne([{ id: "v2" }], [{}]), gone);
        assert.deepEqual(await checkOne([{ status: "PENDING", tags: { new: "1" } }], [{}]), {
            ...nothing,
            notes: ["k, version v1: S3 is replicating it just now: it was changed since"],
        });
        assert.deepEqual(await checkOne([{ status: "PENDING" }], [{}]), equal);
    });

    it("looks again where something was deleted or changed between two calls", async () => {
        let asked = 0;
        const world = { k: [{ tags: { a: "1" } }] };
        const late = {
            GetObjectTagging: () => ({ TagSet: (asked += 1) === 1 ? [] : [{ Key: "a", Value: "1" }] }),
        };
        assert.deepEqual(await checkOne(world.k, world.k, { destination: late }), equal);
        let listed = 0;
        const deleted: Answers = {
            ListObjectVersions: () => ({
                IsTruncated: false,
                Versions:
                    (listed += 1) === 1
                        ? [{ Key: "k", VersionId: "v1", IsLatest: true, ETag: '"e"', Size: text.length }]
                        : [],
            }),
            GetObject: () => refused("NoSuchVersion", 404),
        };
        assert.deepEqual(await checkOne([{}], [{}], { source: deleted }), gone);
    });

    it("says what was done at the destination since", async () => {
        assert.deepEqual(await checkOne([{}], [{ id: "v9", status: "none" }, {}]), {
            ...equal,
            notes: ["k, version v1: it was overwritten at the destination since"],
        });
    });

    it("says that the owner is not known where S3 does not tell it", async () => {
        assert.deepEqual(
            await checkOne([{}], [{}], { destination: { GetBucketAcl: () => refused("AccessDenied", 403) } }),
            { ...equal, notes: ["k, version v1: whether the bucket's owner owns it is not known"] },
        );
    });

    const checksum = (ChecksumCRC64NVME: string) => ({ ChecksumCRC64NVME });
    const kms = { ServerSideEncryption: "aws:kms" };
    for (const [title, original, replica, expected] of [
        ["by its ETag", {}, {}, equal],
        ["by its checksum", { ...kms, ...checksum("c==") }, { ...kms, ...checksum("c==") }, equal],
        [
            "by its checksum, and tells where that is another",
            checksum("c=="),
            checksum("d=="),
            different(`content is ${large} bytes, CRC64NVME d==, expected ${large} bytes, CRC64NVME c==`),
        ],
        [
            "by its ends, where its checksums depend on its parts",
            { ...kms, ...checksum("c==-2") },
            { ...kms, ...checksum("d==-3") },
            {
                ...equal,
                notes: [`k, version v1: of its ${large} bytes the first and the last MiB were compared`],
            },
        ],
        [
            "by its ends, where the ETag of one says nothing of its content",
            {},
            kms,
            {
                ...equal,
                notes: [`k, version v1: of its ${large} bytes the first and the last MiB were compared`],
            },
        ],
    ] as const) {
        it(`compares what is large ${title}`, async () => {
            const ends = { size: large, body: Buffer.alloc(mebibyte) };
            assert.deepEqual(
                await checkOne([{ ...ends, head: original }], [{ ...ends, head: replica }]),
                expected,
            );
        });
    }

    it("reads no more than its ends of what is large", async () => {
        const ends = { size: large, body: Buffer.alloc(mebibyte), head: kms };
        const { asked } = await check([one], { k: [ends] }, { k: [ends] });
        const ranges = asked.flatMap(({ input }) => ("Range" in input ? [input.Range] : []));
        const [first, last] = ["bytes=0-1048575", `bytes=${large - mebibyte}-${large - 1}`];
        assert.deepEqual(ranges, [first, last, first, last]);
    });

    it("tells ends that differ", async () => {
        const ends = (byte: number) => ({ size: large, body: Buffer.alloc(mebibyte, byte), head: kms });
        const { differing } = await checkOne([ends(1)], [ends(2)]);
        assert.match(
            differing[0]?.what ?? "",
            /^content is 5000000000 bytes, SHA-256 of their first and last MiB \w{64}, expected 5000000000 bytes, SHA-256 of /,
        );
    });

    it("says that the content of what is archived was not compared", async () => {
        const archived = { GetObject: () => refused("InvalidObjectState", 403) };
        assert.deepEqual(await checkOne([{}], [{}], { destination: archived }), equal);
        assert.deepEqual(await checkOne([{ head: kms }], [{ head: kms }], { destination: archived }), {
            ...equal,
            notes: [
                "k, version v1: its content was not compared, since one of the two is archived; the sizes are equal",
            ],
        });
    });

    it("says of what is under a customer's own key that S3 tells nothing", async () => {
        const customer: Answers = {
            HeadObject: () => refused("Unknown", 400),
            GetObject: () => refused("InvalidRequest", 400),
        };
        assert.deepEqual(await checkOne([{}], [{}], { source: customer }), {
            ...nothing,
            notes: [
                "k, version v1: it is under a key of a customer's own (SSE-C), of which S3 tells nothing",
            ],
        });
    });

    it("says once what may not be read, and compares the rest", async () => {
        const destination: Answers = {
            GetObjectTagging: ({ Key }) => (Key === "k" ? { TagSet: [] } : refused("AccessDenied", 403)),
        };
        const world = { k: [{}], l: [{}], m: [{}] };
        const { asked: _, ...result } = await check(
            ["k", "l", "m"].map((key) => ({ key })),
            world,
            world,
            { destination },
        );
        const { unread, ...counts } = result;
        assert.deepEqual(counts, { checked: 1, equal: 1, differing: [], notes: [] });
        assert.equal(unread.length, 1);
        assert.match(
            unread[0] ?? "",
            /^l and 1 more: The credentials of the destination may not do s3:GetObjectVersionTagging /,
        );
    });

    it("says that a side cannot be asked", async () => {
        const { unread } = await checkSample([one], { facts: factsWith([rule()]), clients: {} });
        assert.match(unread.join(), /^There are no credentials of the source\. Name some: --source-profile/);
    });
});
