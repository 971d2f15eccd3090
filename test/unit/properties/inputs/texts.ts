import * as fc from "fast-check";

/** Characters that somebody has stumbled over: those of XML, ends of lines, other scripts, beyond 16 bits, combining. */
export const awkward = [
    "&",
    "<",
    ">",
    '"',
    "'",
    "\r",
    "\n",
    "\t",
    "\u0085",
    "\u2028",
    "é",
    "日",
    "한",
    "😀",
    "e\u0301",
];
/** Characters that no XML has. */
const unwritable = ["\u0000", "\u0008", "\u001b", "\ud83d", "\ude00", "\ufffe", "\uffff"];

/** A text that Amazon S3 can be sent. */
export function text(minLength: number, maxLength: number): fc.Arbitrary<string> {
    const length = { minLength, maxLength };
    return fc
        .oneof(
            { weight: 5, arbitrary: fc.string({ ...length, unit: "grapheme-ascii" }) },
            { weight: 2, arbitrary: fc.string({ ...length, unit: "grapheme" }) },
            { weight: 2, arbitrary: fc.string({ ...length, unit: fc.constantFrom(...awkward) }) },
        )
        .filter((made) => made.length <= maxLength);
}

/** A text that Amazon S3 cannot be sent. */
export const unwritableText = fc
    .tuple(text(0, 5), fc.constantFrom(...unwritable), fc.constantFrom("", "a", "日"))
    .map((parts) => parts.join(""));

export const ids = fc.oneof(
    { weight: 20, arbitrary: text(1, 40) },
    { weight: 1, arbitrary: text(255, 255) },
    // Names that objects have by themselves.
    { weight: 1, arbitrary: fc.constantFrom("constructor", "__proto__", "toString") },
);

export const prefixes = fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    { weight: 6, arbitrary: text(1, 30) },
    { weight: 1, arbitrary: fc.constantFrom("é".repeat(512), "日".repeat(341), "a".repeat(1024)) },
);

const inATag = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Array.from("abcxyzABC0129")) },
    { weight: 1, arbitrary: fc.constantFrom(...Array.from("é日한٣Ⅷ𝒜 \u00a0\u3000_.:/=+-@")) },
);
const tagText = (minLength: number, maxLength: number) =>
    fc.string({ unit: inATag, minLength, maxLength }).filter((made) => made.length <= maxLength);
const tagKeys = fc.oneof(
    { weight: 12, arbitrary: tagText(1, 12).filter((key) => !/^aws:/i.test(key)) },
    {
        weight: 1,
        arbitrary: fc.constantFrom("10", "9", "toString", "hasOwnProperty", "aws", "k".repeat(128)),
    },
);
const tagValues = fc.oneof(
    { weight: 12, arbitrary: tagText(0, 20) },
    { weight: 1, arbitrary: fc.constantFrom("aws:v", "v".repeat(256)) },
);
/** Tags in an order of their own; not `fc.dictionary`, whose keys come sorted as they may. */
export const tagSets = fc
    .uniqueArray(fc.tuple(tagKeys, tagValues), { minLength: 1, maxLength: 10, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries));

/** Distinct buckets, as long as they may be now and then. */
export const bucketNames = fc
    .tuple(fc.constantFrom("replicas", "a.b", "r".repeat(60)), fc.integer({ min: 0, max: 99 }))
    .map(([name, index]) => `${name}-${index}`);
export const accountIds = fc.string({
    unit: fc.constantFrom(...Array.from("0123456789")),
    minLength: 12,
    maxLength: 12,
});
export const partitions = fc.constantFrom(
    { partition: "aws", regions: ["ap-northeast-2", "eu-central-1"] },
    { partition: "aws-cn", regions: ["cn-northwest-1", "cn-north-1"] },
    { partition: "aws-us-gov", regions: ["us-gov-west-1", "us-gov-east-1"] },
);
/** A UUID, or the name of a key of several regions. */
export const keyIds = fc.oneof(
    fc.uuid(),
    fc
        .string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: 32, maxLength: 32 })
        .map((id) => `mrk-${id}`),
);
