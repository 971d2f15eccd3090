/** The ARN of an account's root, which as a principal stands for every identity that the account itself allows. */
export function accountRootArn(partition: string, accountId: string): string {
    return `arn:${partition}:iam::${accountId}:root`;
}

/** A role by what its ARN is made of; the path begins and ends with a slash, and is one slash where there is none. */
export interface RoleIdentity {
    readonly partition: string;
    readonly accountId: string;
    readonly path: string;
    readonly name: string;
}

/** The ARN that a role has, whether it exists yet or not. */
export function roleArn({ partition, accountId, path, name }: RoleIdentity): string {
    return `arn:${partition}:iam::${accountId}:role${path}${name}`;
}

/** A part of an ARN: `arn:partition:service:region:account:resource`. */
export function partOfArn(arn: string, part: "partition" | "region" | "account"): string {
    const index = { partition: 1, region: 3, account: 4 }[part];
    return arn.split(":")[index] ?? "";
}
