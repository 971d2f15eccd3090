/** The ARN of an account's root, which as a principal stands for every identity that the account itself allows. */
export function accountRootArn(partition: string, accountId: string): string {
    return `arn:${partition}:iam::${accountId}:root`;
}

/** The ARN that a role of this name has, whether it exists yet or not. */
export function roleArn(partition: string, accountId: string, roleName: string): string {
    return `arn:${partition}:iam::${accountId}:role/${roleName}`;
}
