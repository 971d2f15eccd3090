/** What AWS's pages say of single values, read character by character. */

const lowerCase = "abcdefghijklmnopqrstuvwxyz";
const letters = `${lowerCase}${lowerCase.toUpperCase()}`;
const digits = "0123456789";

const madeOf = (text: string, characters: string) =>
    Array.from(text).every((each) => characters.includes(each));
const between = (text: string, least: number, most: number) => text.length >= least && text.length <= most;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function isBucketName(name: string): boolean {
    const ends = `${name.slice(0, 1)}${name.slice(-1)}`;
    const numbers = name.split(".");
    return (
        between(name, 3, 63) &&
        madeOf(name, `${lowerCase}${digits}.-`) &&
        madeOf(ends, `${lowerCase}${digits}`) &&
        !name.includes("..") &&
        !(
            numbers.length === 4 && numbers.every((number) => between(number, 1, 3) && madeOf(number, digits))
        ) &&
        !["xn--", "sthree-", "amzn-s3-demo-"].some((prefix) => name.startsWith(prefix)) &&
        !["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].some((suffix) => name.endsWith(suffix))
    );
}

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export function isAccountId(id: string): boolean {
    return id.length === 12 && madeOf(id, digits);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, RoleName */
export function isRoleName(name: string): boolean {
    return between(name, 1, 64) && madeOf(name, `${letters}${digits}_+=,.@-`);
}

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, Path; and, since policies hold the role's ARN,
 * nothing that stands for something else in one, and no empty part.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function isRolePath(path: string): boolean {
    const parts = path.split("/");
    return (
        between(path, 1, 512) &&
        path.startsWith("/") &&
        path.endsWith("/") &&
        Array.from(path).every((each) => each >= "!" && each <= "~") &&
        !["*", "?", "$"].some((wildcard) => path.includes(wildcard)) &&
        (path === "/" || parts.slice(1, -1).every((part) => part !== ""))
    );
}

/** The parts of an ARN of a partition of AWS; none of another text. */
function partsOf(arn: string, service: string): readonly string[] | undefined {
    const [start, partition = "", itsService, ...rest] = arn.split(":");
    const known = ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"].includes(partition);
    return start === "arn" && known && itsService === service ? rest : undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html */
export function isBucketArn(arn: string): boolean {
    const [region, account, name = "", ...rest] = partsOf(arn, "s3") ?? ["none"];
    return region === "" && account === "" && rest.length === 0 && isBucketName(name);
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */
export function isKeyArn(arn: string): boolean {
    const [region = "", account = "", resource = "", ...rest] = partsOf(arn, "kms") ?? [];
    return (
        region !== "" &&
        madeOf(region, `${lowerCase}${digits}-`) &&
        isAccountId(account) &&
        rest.length === 0 &&
        resource.startsWith("key/") &&
        resource.length > "key/".length &&
        madeOf(resource.slice("key/".length), `${letters}${digits}-`)
    );
}

/** IAM takes letters and digits in a Sid: API_CreatePolicy and reference_policies_elements_sid. */
export function isDestinationName(name: string): boolean {
    return between(name, 1, 32) && madeOf(name, `${letters}${digits}`) && madeOf(name.slice(0, 1), letters);
}
