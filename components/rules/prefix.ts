/** What a prefix seems to be taken for, and what holds instead. */
const misread: readonly (readonly [RegExp, string])[] = [
    [/[*?]/, "* and ? stand for themselves, and for nothing else"],
    [/^(?:s3:\/\/|https?:\/\/|arn:)/, "keys begin with no address and no ARN, and without the bucket's name"],
    [/^\.{0,2}\//, "keys begin with no slash and no path, unless they were written so"],
    [/^\^|\$$|\\|\[.*\]|\{.*\}|<.*>|\(.*\|.*\)|\.\+/s, "it is no regular expression and no pattern"],
    [/%[0-9a-f]{2}/i, "keys are not encoded as in a URL"],
    [/^\s|\s$|[\t\n\r]/, "spaces and ends of lines count"],
    [/^(["'`]).*\1$/s, "quotes count"],
];

/**
 * Why a prefix is hardly meant as it stands, if so. S3 takes all of these, since keys may have any character, and compares
 * letter by letter: the rule then replicates nothing, and nobody is told.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
export function misreadPrefix(prefix: string, bucketName?: string): string | undefined {
    if (bucketName !== undefined && prefix.startsWith(`${bucketName}/`)) {
        return "keys do not begin with the bucket's name, unless they were written so";
    }
    return misread.find(([sign]) => sign.test(prefix))?.[1];
}
