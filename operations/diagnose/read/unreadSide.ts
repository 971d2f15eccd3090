import type { BucketFacts, DestinationFacts, SourceFacts } from "../facts";
import type { FoundSide } from "./found";

/** A source of which nothing could be read, for one reason. */
export function unreadSource(found: FoundSide, unread: string): SourceFacts {
    return {
        ...unreadDestination(found, unread),
        role: { unread },
        monitoring: { alarms: { unread }, targets: { unread } },
    };
}

/** A destination of which nothing could be read, for one reason. */
export function unreadDestination(
    { bucketName, bucketArn, accountId, region }: FoundSide,
    unread: string,
): DestinationFacts {
    return {
        accountId,
        region,
        bucket: wholeBucket(bucketName, bucketArn, { unread }),
        keys: {},
        configuration: { unread },
    };
}

/** A bucket of which one thing is known of all. */
export function wholeBucket(
    name: string,
    arn: string,
    known: { readonly none: true } | { readonly unread: string },
): BucketFacts {
    return {
        name,
        arn,
        exists: known,
        versioning: known,
        ownership: known,
        encryption: known,
        objectLock: known,
        policy: known,
        publicPolicy: known,
        payer: known,
        restrictsPublicPolicy: known,
    };
}
