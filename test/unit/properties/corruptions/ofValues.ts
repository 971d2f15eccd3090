import { switches } from "../inputs/goodRules";
import { each, type Corruption } from "./corruption";

const ids = "1 to 255 characters, needed where there are several rules";
const priorities = "a whole number from 0 to 2147483647, needed where there are several rules";
const prefixes = "a text of up to 1024 bytes";
const writable = "a text without control characters and halves of characters, which S3 cannot be sent";
const tags =
    "an object of 1 to 10 tags, which no object has more of: keys of 1 to 128 characters, values of up to 256, both of " +
    "letters, digits, spaces and _.:/=+-@, and no key that begins with aws:";
const reserved = "other keys than __proto__, constructor, prototype, which do not come through";
const classes =
    "STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER, DEEP_ARCHIVE, REDUCED_REDUNDANCY";

const unwritable = ["a\u0000", "\u001b[0m", "\u007f\u0008", "\ud83d", "a\ude00b", "\ufffe", "\uffff"];
const tagged = (key: string) => ({ [key]: "v" });
const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

/** Values that a member has in no rule, by the member. */
export const corruptionsOfValues: readonly Corruption[] = [
    ...each("id", ids, [
        "",
        "i".repeat(256),
        "é".repeat(256),
        "😀".repeat(128),
        null,
        1,
        true,
        ["a"],
        { a: 1 },
    ]),
    ...each("id", writable, unwritable),
    ...each("priority", priorities, [
        -1,
        0.5,
        2 ** 31,
        Number.NaN,
        Infinity,
        -Infinity,
        null,
        "1",
        true,
        [1],
        1n,
    ]),
    ...each("prefix", prefixes, [
        "a".repeat(1025),
        "é".repeat(513),
        "😀".repeat(257),
        null,
        1,
        false,
        ["a"],
        {},
    ]),
    ...each("prefix", writable, unwritable),
    ...each("tags", tags, [{}, numbered(11), null, "team=sre", ["team"], [], 1, true]),
    ...[
        "",
        "k".repeat(129),
        "aws:k",
        "AWS:K",
        "aWs:",
        "a?",
        "a*",
        "a,b",
        "k\n",
        "a\u0000",
        "\ud83d",
        "😀",
        "a&b",
    ].flatMap((key) => each("tags", tags, [tagged(key)], { at: `tags.${key}` })),
    ...["v".repeat(257), "a?", "a;b", "v\t", "😀", "<v>", null, undefined, 1, true, ["v"], {}].flatMap(
        (value) => each("tags", tags, [{ k: value }], { at: "tags.k" }),
    ),
    ...each("tags", reserved, [
        tagged("constructor"),
        tagged("prototype"),
        // As YAML and JSON have it, a key like any other.
        JSON.parse('{"__proto__": "v", "k": "v"}'),
    ]),
    ...each("storageClass", classes, [
        "",
        "standard",
        "Standard",
        "OUTPOSTS",
        "SNOW",
        "GLACIER ",
        null,
        1,
        true,
        [],
    ]),
    ...switches.flatMap((member) =>
        each(member, "true or false", [
            null,
            0,
            1,
            "",
            "true",
            "false",
            "Enabled",
            "Disabled",
            [],
            {},
            [true],
        ]),
    ),
];
