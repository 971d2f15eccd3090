import * as fc from "fast-check";
import * as formats from "../../../../components/validation/formats";
import * as is from "./predicates";

/** A kind of value: its format, AWS's own words as a predicate, texts close to it, and counter-examples of both sorts. */
export interface Kind {
    readonly name: string;
    readonly format: ReturnType<typeof formats.format>;
    readonly is: (text: string) => boolean;
    readonly near: fc.Arbitrary<string>;
    readonly right: readonly string[];
    readonly wrong: readonly string[];
}

const made = (characters: string, minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength, size: "max" });
/** Parts that belong somewhere; mostly the first of each, which is right. */
const joined = (...parts: readonly (readonly string[])[]) =>
    fc
        .tuple(
            ...parts.map((choices) =>
                fc.oneof(
                    { weight: 4, arbitrary: fc.constant(choices[0] ?? "") },
                    { weight: 1, arbitrary: fc.constantFrom(...choices) },
                ),
            ),
        )
        .map((chosen) => chosen.join(""));

const bucketNames = fc.oneof(
    made("ab01.-", 1, 8),
    made("a-", 60, 66),
    made("19.", 7, 15),
    joined(
        ["xn--", "sthree-", "amzn-s3-demo-", "", "x-"],
        ["a", "bc", "A", "b_"],
        ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "", "."],
    ),
);
const accounts = ["111111111111", "000000000000", "11111111111", "1111111111111", "11111111111a", ""];
const arnStarts = ["arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:", "arn:", "aws:", "arn:gcp:", ""];
/** Ends that a pattern without its own end lets pass. */
const ends = ["", "\n", " ", "*", "/", "\u0000", "é", "１"];

export const kinds: readonly Kind[] = [
    {
        name: "bucket name",
        format: formats.bucketNameFormat,
        is: is.isBucketName,
        near: bucketNames,
        right: [
            "abc",
            "1-2",
            "a".repeat(63),
            "a.b-c",
            "a.-b",
            "1.2.3",
            "1.2.3.4.5",
            "1234.1.1.1",
            "xn-a",
            "s3alias",
        ],
        wrong: [
            "",
            "ab",
            "a".repeat(64),
            "-ab",
            "ab.",
            "a..b",
            "aBc",
            "a_b",
            "abc\n",
            "1.2.3.4",
            "xn--a",
            "a.mrap",
            "äbc",
        ],
    },
    {
        name: "account id",
        format: formats.accountIdFormat,
        is: is.isAccountId,
        near: made("0123456789a-\n", 10, 13),
        right: ["000000000000", "123456789012"],
        wrong: [
            "",
            "12345678901",
            "1234567890123",
            "1234-5678-9012",
            "123456789012\n",
            "１２３４５６７８９０１２",
        ],
    },
    {
        name: "name of a role",
        format: formats.roleNameFormat,
        is: is.isRoleName,
        near: fc.oneof(made("aZ0_+=,.@-/ :é", 0, 6), made("a", 62, 66)),
        right: ["a", "r".repeat(64), "_+=,.@-"],
        wrong: ["", "r".repeat(65), "a/b", "a b", "a*", "a:b", "rôle", "a\n"],
    },
    {
        name: "path of a role",
        format: formats.rolePathFormat,
        is: is.isRolePath,
        near: fc.oneof(
            made("/a*?$!~ \u007f", 0, 5),
            made("/ab", 509, 514),
            joined(["/", ""], ["a", "a/b", ""], ["/", ...ends]),
        ),
        right: ["/", "/a/", "/a/b/", "/!~/", `/${"p".repeat(510)}/`],
        wrong: [
            "",
            "a",
            "/a",
            "a/",
            "//",
            "/a//b/",
            "/a b/",
            "/é/",
            "/*/",
            "/a?/",
            "/${aws:username}/",
            `/${"p".repeat(511)}/`,
        ],
    },
    {
        name: "ARN of a bucket",
        format: formats.bucketArnFormat,
        is: is.isBucketArn,
        near: joined(
            arnStarts,
            ["s3", "s3-outposts"],
            [":::", "::111111111111:", ":eu-west-1::"],
            ["abc", "a.b", "A", ""],
            ends,
        ),
        right: ["arn:aws:s3:::abc", "arn:aws-cn:s3:::a.b", "arn:aws-us-gov:s3:::a-b"],
        wrong: [
            "",
            "abc",
            "arn:aws:s3:::",
            "arn:aws:s3:::ab",
            "arn:aws:s3:::abc/*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::abc--x-s3",
        ],
    },
    {
        name: "ARN of a key",
        format: formats.kmsKeyArnFormat,
        is: is.isKeyArn,
        near: joined(
            arnStarts,
            ["kms:", "s3:"],
            ["eu-west-1:", "us-gov-west-1:", "EU:", ":", ""],
            accounts,
            [":"],
            ["key/", "alias/", "key:", ""],
            ["1234abcd-12ab", "mrk-00aB", "", "a_b"],
            ends,
        ),
        right: ["arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
        wrong: [
            "",
            "1234abcd-12ab-34cd-56ef-1234567890ab",
            "alias/aws/s3",
            "arn:aws:kms:eu-west-1:222222222222:alias/aws/s3",
            "arn:aws:kms:eu-west-1:222222222222:key/",
            "arn:aws:kms:eu-west-1:222222222222:key/*",
            "arn:aws:kms::222222222222:key/1234abcd",
        ],
    },
    {
        name: "name of a destination",
        format: formats.destinationNameFormat,
        is: is.isDestinationName,
        near: fc.oneof(made("aZ0_- é", 0, 5), made("a", 30, 34)),
        right: ["a", "B", "tokyo2", "d".repeat(32)],
        wrong: ["", "2tokyo", "a-b", "a_b", "a b", "d".repeat(33), "ä", "a\n"],
    },
];
