import { othersOfTheSource, strangers, type Row } from "./rows";

/** What every setting refuses: whatever `matrix.ts` does not let somebody do. */
export const refused: readonly Row[] = [
    {
        verdict: "refused",
        because: "Amazon S3 assumes the role in no other way",
        callers: ["Amazon S3"],
        at: ["the replication role"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "only Amazon S3 assumes the role",
        callers: [
            ...othersOfTheSource,
            "a role of the source without permissions",
            "replication, unbound",
            "an administrator of the destination",
            ...strangers,
        ],
        at: ["the replication role"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "the role does nothing else between the two buckets",
        callers: ["replication"],
        at: ["the source", "the destination"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "the role's permissions hold nothing else, even where the other side lets everyone in",
        callers: ["replication"],
        at: [
            "the destination, open to everyone",
            "a hostile bucket",
            "a hostile neighbour of the source",
            "a hostile neighbour of the destination",
            "a hostile role",
            "another bucket of the source account",
        ],
        actions: "every other",
    },
    {
        verdict: "refused",
        because:
            "the destination's policy holds nothing else, even where the source allows its role everything",
        callers: ["replication, unbound"],
        at: ["the destination"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "the destination lets in nobody else of the source account",
        callers: [...othersOfTheSource, "a role of the source without permissions"],
        at: ["the destination"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because:
            "the destination lets in no other account, no service, and none of its own without permissions",
        callers: [...strangers, "Amazon S3", "a role of the destination without permissions"],
        at: ["the destination"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "the source lets in no other account, no service, and none of its own without permissions",
        callers: [
            ...strangers,
            "Amazon S3",
            "an administrator of the destination",
            "a role of the source without permissions",
        ],
        at: ["the source"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "plain HTTP is refused to everyone",
        callers: [
            "replication",
            "replication, unbound",
            "another role of the source",
            "nobody in particular",
        ],
        at: ["the source", "the destination"],
        actions: "every other",
        transport: "plain HTTP",
    },
    {
        verdict: "refused",
        because: "plain HTTP is refused to the destination's own account",
        callers: ["an administrator of the destination"],
        at: ["the destination"],
        actions: "every other",
        transport: "plain HTTP",
    },
];
