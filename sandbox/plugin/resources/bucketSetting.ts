import type { S3 } from "@aws-sdk/client-s3";
import {
    BUCKET_NOT_YET_SEEN,
    OPERATION_ABORTED,
    unlessGone,
    untilConsistent,
    type Transient,
} from "../aws/errors";
import type { Account, ResourceDefinition } from "../resourceType";
import type { Properties, Typed } from "../schema";
import type { PropertyMap } from "../wire";
import { bucketOf, NO_BUCKET, type BucketOfCall } from "./bucketBase";

/** A setting of a bucket: one call puts it, new or changed, one reads it and one takes it away. */
export interface BucketSetting<P extends Properties> {
    readonly token: string;
    readonly inputs: P;
    readonly outputs?: readonly string[];
    readonly unsupported?: Readonly<Record<string, string>>;
    /** S3's code for a bucket that has none. */
    readonly none?: string;
    /** Errors of putting it that pass, beside those of any setting. */
    readonly transients?: readonly Transient[];
    id(wanted: Typed<P>): string;
    put(s3: S3, bucket: BucketOfCall, wanted: Typed<P>): Promise<unknown>;
    /** Its properties beside bucket and owner; nothing where the bucket has none. */
    get(s3: S3, bucket: BucketOfCall): Promise<PropertyMap | undefined>;
    remove(s3: S3, bucket: BucketOfCall): Promise<unknown>;
}

/** For `defineResource`, beside what is special about one of them. */
export function bucketSetting<P extends Properties>(setting: BucketSetting<P>): ResourceDefinition<P> {
    const { token, inputs, outputs = [], unsupported, none = NO_BUCKET, transients = [] } = setting;
    const put = async (account: Account, id: string, wanted: Typed<P>) => {
        const s3 = await account.s3();
        await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, ...transients], account.stopping, () =>
            setting.put(s3, bucketOf(id), wanted),
        );
    };
    return {
        token,
        inputs,
        outputs,
        unsupported,
        async create(account, wanted) {
            const id = setting.id(wanted);
            await put(account, id, wanted);
            return id;
        },
        async read(account, id) {
            const bucket = bucketOf(id);
            const s3 = await account.s3();
            const found = await unlessGone([NO_BUCKET, none], () => setting.get(s3, bucket));
            return (
                found && { bucket: bucket.Bucket, expectedBucketOwner: bucket.ExpectedBucketOwner, ...found }
            );
        },
        update: (account, { id, inputs: wanted }) => put(account, id, wanted),
        async delete(account, id) {
            const s3 = await account.s3();
            await unlessGone([NO_BUCKET, none], () =>
                untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                    setting.remove(s3, bucketOf(id)),
                ),
            );
        },
    };
}
