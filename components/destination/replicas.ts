import type { BucketDefaults } from "../bucket/defaults";
import { argumentError } from "../validation/error";
import { mapChecked } from "../validation/pending";
import type { CheckedDestination } from "./args";

/**
 * Judges a destination by what its existing bucket does to new objects. Replicas are under the key of the source's rules,
 * whatever the bucket's default is. Whether they get an S3 Bucket Key the bucket decides too, and by that the conditions that
 * let the role use the key. Without a key there is nothing to judge.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-replication
 */
export function judgeReplicas({
    component,
    bucket: { encryption },
}: CheckedDestination): ((found: BucketDefaults) => void) | undefined {
    return (
        encryption &&
        (({ bucketName, bucketKey }) => {
            mapChecked(encryption.bucketKey, (given) => {
                if (given !== bucketKey) {
                    throw argumentError(
                        { component, argument: "encryption.bucketKey" },
                        given,
                        `${bucketKey}, as the bucket ${bucketName} has it`,
                        "By another the role may not encrypt replicas. " +
                            `As a setting: pulumi config set --path encryption.bucketKey ${bucketKey}`,
                    );
                }
            });
        })
    );
}
