import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where a provider's resources are, in known values. */
export interface Whereabouts {
    /** The partition of the account: `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
    /** The last part of the host names of AWS's services there. */
    readonly dnsSuffix: string;
    readonly accountId: string;
    readonly region: string;
}

/** What each provider has answered, or is about to. */
const answers = new WeakMap<pulumi.ProviderResource, pulumi.Output<Whereabouts>>();

/** Asks the provider of a component where it is, once however many components it has; all of it is known at preview. */
export function whereaboutsOf(parent: pulumi.Resource): pulumi.Output<Whereabouts> {
    const provider = parent.getProvider("aws:index/getCallerIdentity:getCallerIdentity");
    if (provider === undefined) {
        // The engine chooses one of its own.
        return ask({ parent });
    }
    const answer = answers.get(provider) ?? ask({ provider });
    answers.set(provider, answer);
    return answer;
}

function ask(opts: pulumi.InvokeOptions): pulumi.Output<Whereabouts> {
    return pulumi
        .all([
            aws.getPartitionOutput({}, opts),
            aws.getCallerIdentityOutput({}, opts),
            aws.getRegionOutput({}, opts),
        ])
        .apply(([{ partition, dnsSuffix }, { accountId }, { region }]) => ({
            partition,
            dnsSuffix,
            accountId,
            region,
        }));
}
