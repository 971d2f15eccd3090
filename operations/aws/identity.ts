import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import type { CredentialChoice } from "./credentials";
import { served } from "./served";
import { credentialFlags, type Side } from "./side";

/** Whose credentials a side has. */
export interface Identity {
    readonly accountId: string;
    readonly arn: string;
}

/** Asks AWS whose the credentials of a side are. */
export async function identify(
    side: Side,
    sts: STSClient,
    { assumeRole }: CredentialChoice,
    /** Whom it is asked about, in words. */
    target: string,
): Promise<Identity> {
    // Everybody may ask who they are; a role that is assumed for it may be refused.
    const call =
        assumeRole === undefined
            ? { operation: "GetCallerIdentity", target }
            : { operation: "AssumeRole", target: assumeRole.roleArn };
    const { Account = "", Arn = "" } = await served({ side, service: "sts", ...call }, (bounds) =>
        sts.send(new GetCallerIdentityCommand({}), bounds),
    );
    return { accountId: Account, arn: Arn };
}

/** What is said where the credentials are of another account than the stack's; undefined where they are not. */
export function ofAnotherAccount(
    side: Side,
    { accountId, arn }: Identity,
    expected: { readonly accountId: string; readonly stack: string },
): string | undefined {
    return accountId === expected.accountId
        ? undefined
        : `The credentials of the ${side} are of account ${accountId} (${arn}); expected: account ` +
              `${expected.accountId}, which stack ${expected.stack} is deployed to. Name others: ${credentialFlags(side)}`;
}
