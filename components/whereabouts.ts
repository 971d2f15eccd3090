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

/** Asks the provider of a component where it is; all of it is known at preview. */
export function whereaboutsOf(parent: pulumi.Resource): pulumi.Output<Whereabouts> {
    return pulumi
        .all([
            aws.getPartitionOutput({}, { parent }),
            aws.getCallerIdentityOutput({}, { parent }),
            aws.getRegionOutput({}, { parent }),
        ])
        .apply(([{ partition, dnsSuffix }, { accountId }, { region }]) => ({
            partition,
            dnsSuffix,
            accountId,
            region,
        }));
}
