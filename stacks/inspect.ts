import * as pulumi from "@pulumi/pulumi";
import type { AccountSettings } from "./settings/schema";

/** The AWS CLI call that shows a bucket's state, ready to be pasted by whoever has the account's credentials. */
export function inspectCommand(
    settings: AccountSettings,
    call: "get-bucket-policy" | "get-bucket-replication" | "list-object-versions",
    bucketName: pulumi.Input<string>,
): pulumi.Output<string> {
    // A profile that only assumes a role is not the one that sees the bucket.
    const profile = settings.profile && !settings.assumeRole ? ` --profile ${quoted(settings.profile)}` : "";
    const endpoint = settings.endpoint ? ` --endpoint-url ${quoted(settings.endpoint)}` : "";
    return pulumi.interpolate`aws s3api ${call} --bucket ${bucketName} --region ${settings.region}${profile}${endpoint}`;
}

/** A word of a shell's command. */
function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
