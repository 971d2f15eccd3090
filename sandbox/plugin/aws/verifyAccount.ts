import type { ProviderArguments } from "../providerArguments";
import type { Connection } from "./connection";
import { describe } from "./errors";

/** Stops before anything is made where the credentials are missing, bad, or those of another account. */
export async function verifyAccount(args: ProviderArguments, connection: Connection): Promise<void> {
    const { allowedAccountIds: allowed = [], forbiddenAccountIds: forbidden = [] } = args;
    if (args.skipRequestingAccountId === true) {
        if (allowed.length + forbidden.length > 0) {
            throw new Error(
                'provider argument "skipRequestingAccountId" leaves the account unknown, so that ' +
                    '"allowedAccountIds" and "forbiddenAccountIds" cannot be checked: leave it out',
            );
        }
        return;
    }
    const accountId = await accountIdOf(args, connection);
    if (forbidden.includes(accountId) || (allowed.length > 0 && !allowed.includes(accountId))) {
        const rule = forbidden.includes(accountId)
            ? `forbidden: ${forbidden.join(", ")}`
            : `allowed: ${allowed.join(", ")}`;
        throw new Error(`AWS account ID not allowed: ${accountId} (${rule})`);
    }
}

async function accountIdOf(args: ProviderArguments, connection: Connection): Promise<string> {
    try {
        const { Account } = await connection.identity();
        if (Account === undefined) {
            throw new Error("sts:GetCallerIdentity gave no account");
        }
        return Account;
    } catch (error) {
        const role = args.assumeRoles?.map(({ roleArn }) => roleArn).join(", then ");
        const source = args.profile === undefined ? "these credentials" : `the profile "${args.profile}"`;
        const what = role
            ? `cannot assume the IAM role ${role}`
            : `cannot find out the AWS account of ${source}`;
        throw new Error(`${what}: ${describe(error)}`);
    }
}
