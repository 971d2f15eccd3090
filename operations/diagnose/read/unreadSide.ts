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
        bucket: unreadBucket(bucketName, bucketArn, unread),
        keys: {},
        configuration: { unread },
    };
}

function unreadBucket(name: string, arn: string, reason: string): BucketFacts {
    const unread = { unread: reason };
    return {
        name,
        arn,
        exists: unread,
        versioning: unread,
        ownership: unread,
        encryption: unread,
        objectLock: unread,
        policy: unread,
        publicPolicy: unread,
        payer: unread,
        restrictsPublicPolicy: unread,
    };
}
