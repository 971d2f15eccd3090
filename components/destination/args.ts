import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { checkBucketSettings, type BucketSettings, type CheckedBucket } from "../bucket/settings";
import { DestinationGrant } from "../policies/destinationGrant";
import { parse, validate } from "../validation/check";
import { argumentError } from "../validation/error";
import { accountIdFormat, roleNameFormat, rolePathFormat } from "../validation/formats";
import { mapChecked, type Checked } from "../validation/pending";
import { oneOf, onOff } from "../validation/schema";

/** Arguments of a ReplicationDestination. */
export interface ReplicationDestinationArgs extends BucketSettings {
    /** The id of the AWS account that owns the source bucket and the replication role: 12 digits. */
    sourceAccountId: pulumi.Input<string>;
    /**
     * The name of the replication role in the source account, without its path. The bucket policy names this role; it need
     * not exist yet.
     */
    replicationRoleName: pulumi.Input<string>;
    /** The path of that role. Default: `/`, no path. */
    replicationRolePath?: pulumi.Input<string>;
    /**
     * Whom the bucket policy lets in, and the policy of a key that is made here too. Default: `pinnedRole`.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
     */
    grant?: pulumi.Input<DestinationGrant>;
    /**
     * Whether the bucket policy lets the source replicate delete markers. Without it they fail to replicate. The grant
     * `article` always lets them in. Default: false.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /**
     * Whether the bucket policy lets in annotations of objects. Without it a statement refuses them, since an annotation has
     * no versions: a replicated one takes the place of the one before. The grant `article` always lets them in, and in another
     * partition than `aws` there is no such statement, since S3 is not known to know its action there. Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html
     */
    objectAnnotations?: boolean;
    /**
     * Whether this bucket replicates back to the source, by rules that sync modifications of replicas. A rule of the source
     * that does so needs it. It makes nothing here: a ReplicationSource on this bucket does. Default: false.
     */
    replicaModificationSync?: pulumi.Input<boolean>;
}

/** The arguments of a destination, checked. */
export interface CheckedDestination {
    readonly component: string;
    readonly bucket: CheckedBucket;
    readonly grant: Checked<DestinationGrant>;
    /** The role that is let in. */
    readonly role: {
        readonly sourceAccountId: Checked<string>;
        readonly replicationRoleName: Checked<string>;
        readonly replicationRolePath: Checked<string>;
    };
    readonly deleteMarkerReplication: Checked<boolean>;
    readonly objectAnnotations: boolean;
    readonly replicaModificationSync: Checked<boolean>;
}

/** Checks the arguments as far as they are known, before anything is made. */
export function checkDestination(component: string, args: ReplicationDestinationArgs): CheckedDestination {
    const check = <T extends v.GenericSchema>(argument: keyof ReplicationDestinationArgs, schema: T) =>
        validate({ component, argument }, args[argument], schema);
    return {
        component,
        bucket: checkBucketSettings(component, args),
        role: {
            sourceAccountId: check("sourceAccountId", accountIdFormat),
            replicationRoleName: check("replicationRoleName", roleNameFormat),
            replicationRolePath: check("replicationRolePath", v.optional(rolePathFormat, "/")),
        },
        grant: check("grant", v.optional(oneOf(DestinationGrant), DestinationGrant.PinnedRole)),
        deleteMarkerReplication: check("deleteMarkerReplication", v.optional(onOff, false)),
        objectAnnotations: parse(
            { component, argument: "objectAnnotations" },
            args.objectAnnotations,
            v.optional(onOff, false),
        ),
        replicaModificationSync: check("replicaModificationSync", v.optional(onOff, false)),
    };
}

/** Refuses the destination's own account as the source's. */
export function requireOtherAccount(
    { component, role: { sourceAccountId } }: CheckedDestination,
    accountId: string,
): void {
    mapChecked(sourceAccountId, (known) => {
        if (known === accountId) {
            throw argumentError(
                { component, argument: "sourceAccountId" },
                known,
                "another account than the destination's",
                "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
            );
        }
    });
}
