import { GetPublicAccessBlockCommand, type S3ControlClient } from "@aws-sdk/client-s3-control";
import type { BucketFacts, Read } from "../facts";
import type { BucketPlace } from "./place";
import type { Reader } from "./reader";

/**
 * Whether a public policy is restricted to the bucket's account: by the bucket's setting, or by that of the whole account, of
 * which the stricter counts. The account is asked only where it decides: where the policy is public, and the bucket's own setting does
 * not restrict it. Where it is not known whether the policy is public, neither is this.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function readRestriction(
    reader: Reader,
    s3control: S3ControlClient,
    { accountId }: BucketPlace,
    { publicPolicy, restrictsPublicPolicy: own }: Pick<BucketFacts, "publicPolicy" | "restrictsPublicPolicy">,
): Promise<Read<boolean>> {
    if (("value" in own && own.value) || "unread" in own || "none" in publicPolicy) {
        return own;
    }
    if ("unread" in publicPolicy) {
        return publicPolicy;
    }
    if (!publicPolicy.value) {
        return own;
    }
    const call = { operation: "GetAccountPublicAccessBlock", target: `account ${accountId}` };
    const ofAccount = await reader.ask<boolean>(
        { service: "s3", ...call },
        async (options) => {
            const { PublicAccessBlockConfiguration: block } = await s3control.send(
                new GetPublicAccessBlockCommand({ AccountId: accountId }),
                options,
            );
            return block === undefined
                ? reader.garbled(call, "the setting")
                : { value: block.RestrictPublicBuckets ?? false };
        },
        ["NoSuchPublicAccessBlockConfiguration"],
    );
    const permits = "none" in ofAccount || ("value" in ofAccount && !ofAccount.value);
    return permits ? own : ofAccount;
}
