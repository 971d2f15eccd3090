import type { BucketFacts, DestinationFacts, SourceFacts } from "../facts";
import { none } from "../facts";
import { accountProblem } from "./account";
import { connect, type Connection } from "./connection";
import type { FoundSide } from "./found";
import { Reader, type Progress } from "./reader";
import type { Asked } from "./sides";
import { wholeBucket } from "./unreadSide";

/** A side that answers. */
export interface AskableSide {
    readonly connection: Connection;
    readonly accountId: string;
    readonly region: string;
}

/** What was read of a side. */
interface SideRead<T> {
    readonly facts: T;
    readonly unread: readonly string[];
    /** Absent where the side cannot be asked. */
    readonly askable?: AskableSide;
}

/** How a side is asked; undefined where it cannot be. */
export function askedOf({ access, ...found }: FoundSide, progress: Progress): Asked | undefined {
    if ("unusable" in access) {
        return undefined;
    }
    const { config, accountId } = access;
    return {
        reader: new Reader(found.side, progress),
        connection: connect(config),
        bucket: { name: found.bucketName, arn: found.bucketArn, accountId },
        region: found.region ?? config.region,
    };
}

/** Reads a side, and asks beside that whose the credentials are: those of another account tell nothing. */
export async function readSide<T extends SourceFacts | DestinationFacts>(
    found: FoundSide,
    asked: Asked | undefined,
    read: (asked: Asked) => Promise<T>,
    unreadSide: (found: FoundSide, reason: string) => T,
): Promise<SideRead<T>> {
    const { access } = found;
    if ("unusable" in access || asked === undefined) {
        const reason = "unusable" in access ? access.unusable : "";
        return { facts: unreadSide(found, reason), unread: [reason] };
    }
    const { reader, connection, bucket, region } = asked;
    const [facts, problem] = await Promise.all([read(asked), accountProblem(reader, connection, access)]);
    if (problem !== undefined) {
        return { facts: unreadSide(found, problem), unread: [problem] };
    }
    const isMissing = "none" in facts.bucket.exists;
    if (access.otherwise !== undefined && isMissing) {
        const unknown = { ...found, accountId: undefined };
        return { facts: unreadSide(unknown, access.otherwise), unread: [access.otherwise] };
    }
    return {
        facts: isMissing ? withoutBucket(facts, reader) : facts,
        unread: [...reader.unread],
        askable: { connection, accountId: bucket.accountId, region },
    };
}

/** What S3 refuses to tell of another account's bucket is nothing that could be allowed: this account has none. */
function withoutBucket<T extends SourceFacts | DestinationFacts>(facts: T, reader: Reader): T {
    const reads: readonly BucketFacts[keyof BucketFacts][] = Object.values(facts.bucket);
    for (const read of [...reads, facts.configuration]) {
        if (typeof read === "object" && "unread" in read) {
            reader.unread.delete(read.unread);
        }
    }
    const { name, arn } = facts.bucket;
    return { ...facts, bucket: wholeBucket(name, arn, none), configuration: none };
}
