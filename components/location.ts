import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

/** Where a provider's resources are, in known values. */
export interface Location {
    /** The partition of the account: `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
    /** The last part of the host names of AWS's services there. */
    readonly dnsSuffix: string;
    readonly accountId: string;
    readonly region: string;
}

/** Where a bucket is, in known values. */
export interface BucketLocation extends Location {
    readonly bucketArn: string;
}

/** What each provider has answered, or is about to. */
const answers = new WeakMap<pulumi.ProviderResource, pulumi.Output<Location>>();

/**
 * Asks the provider of a component where it is: once, however many components it has. All of it is known at preview, unless the
 * provider's own configuration is not.
 */
export function locationOf(parent: pulumi.Resource): pulumi.Output<Location> {
    const provider = parent.getProvider("aws:index/getCallerIdentity:getCallerIdentity");
    if (provider === undefined) {
        // The engine chooses a default provider.
        return queryLocation({ parent });
    }
    const answer = answers.get(provider) ?? queryLocation({ provider });
    answers.set(provider, answer);
    return answer;
}

function queryLocation(opts: pulumi.InvokeOptions): pulumi.Output<Location> {
    return pulumi
        .all([getPartitionOutput({}, opts), getCallerIdentityOutput({}, opts), getRegionOutput({}, opts)])
        .apply(([{ partition, dnsSuffix }, identity, { region }]) =>
            // A provider that cannot be configured yet, since the program makes the role that it assumes, answers nothing.
            pulumi.runtime.isDryRun() && Object.keys(identity).length === 0
                ? notKnownYet<Location>()
                : pulumi.output({ partition, dnsSuffix, accountId: identity.accountId, region }),
        );
}

/** An output that no preview knows, so that nothing is judged by it. */
function notKnownYet<T>(): pulumi.Output<T>;
function notKnownYet(): pulumi.Output<unknown> {
    return pulumi.output(pulumi.unknown);
}
