/**
 * One statement of an IAM document, with a Sid always, so that a diff, a simulation and CloudTrail can name it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
export interface PolicyStatement {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    /** Whom the statement is about: resource policies and trust policies have it, identity policies do not. */
    readonly Principal?: "*" | { readonly AWS: string } | { readonly Service: string };
    readonly Action: string | readonly string[];
    /** Absent in a trust policy: its resource is the role itself. */
    readonly Resource?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM document in the language's current version. */
export interface PolicyDocument {
    readonly Version: "2012-10-17";
    readonly Statement: readonly PolicyStatement[];
}

/** Puts statements into a document. The order is the caller's: the same statements give the same text. */
export function policyDocument(...statements: readonly PolicyStatement[]): PolicyDocument {
    return { Version: "2012-10-17", Statement: statements };
}

/** Every object of a bucket, as IAM names them. */
export function objectsOf(bucketArn: string): string {
    return `${bucketArn}/*`;
}
