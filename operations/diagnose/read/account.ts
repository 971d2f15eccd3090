import { AwsCallError } from "../../aws/awsCallError";
import { identify, ofAnotherAccount } from "../../aws/identity";
import { OperationError } from "../../operationError";
import type { Connection } from "./connection";
import type { Access } from "./found";
import type { Reader } from "./reader";

/**
 * Why the credentials of a side tell nothing of it: AWS does not accept them, or they are of another account than the stack.
 * That AWS does not answer who they are is told, and does not spoil what it answers besides.
 */
export async function accountProblem(
    reader: Reader,
    { sts }: Pick<Connection, "sts">,
    { stack, accountId, credentials }: Access,
): Promise<string | undefined> {
    if (stack === undefined) {
        // The account is the one of the credentials.
        return undefined;
    }
    try {
        const identity = await identify(reader.side, sts, credentials, `account ${accountId}`);
        return ofAnotherAccount(reader.side, identity, { accountId, stack });
    } catch (error) {
        if (error instanceof AwsCallError && !error.unserved) {
            return error.message;
        }
        if (error instanceof OperationError) {
            reader.cannot(error.message);
            return undefined;
        }
        throw error;
    }
}
