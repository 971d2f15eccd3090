/** The ARN of an account's root, which as a principal stands for every identity that the account itself allows. */
export function accountRootArn(partition: string, accountId: string): string {
    return `arn:${partition}:iam::${accountId}:root`;
}

/** A role by what its ARN is made of; the path begins and ends with a slash, and is one slash where there is none. */
interface RoleIdentity {
    readonly partition: string;
    readonly accountId: string;
    readonly path: string;
    readonly name: string;
}

/** The ARN that a role has, whether it exists yet or not. */
export function roleArn({ partition, accountId, path, name }: RoleIdentity): string {
    return `arn:${partition}:iam::${accountId}:role${path}${name}`;
}

/** Path and name of the role that an ARN is of; neither where it is of something else. */
export function roleOfArn(arn: string): { readonly path?: string; readonly name?: string } {
    return /:role(?<path>\/(?:.*\/)?)(?<name>[^/]+)$/.exec(arn)?.groups ?? {};
}

/** The ARN of a bucket, which has neither region nor account. */
export function bucketArnOf(partition: string, bucketName: string): string {
    return `arn:${partition}:s3:::${bucketName}`;
}

/** The ARN of what an account has in a region. */
export function regionalArn(
    where: { readonly partition: string; readonly region: string; readonly accountId: string },
    service: string,
    resource: string,
): string {
    return `arn:${where.partition}:${service}:${where.region}:${where.accountId}:${resource}`;
}

/** A part of an ARN: `arn:partition:service:region:account:resource`. */
export function partOfArn(arn: string, part: "partition" | "region" | "account"): string {
    const index = { partition: 1, region: 3, account: 4 }[part];
    return arn.split(":")[index] ?? "";
}
