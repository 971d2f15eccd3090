import { destinationsOf, type Choices } from "./choices";
import { overPlainHttp } from "./circumstances";
import { othersAt, othersOfTheSource, strangers, type Row } from "./rows";
import type { DestinationSide } from "./sites";

const forSomeBucket = [
    "Amazon S3 for the source",
    "Amazon S3 for another bucket of the source account",
    "Amazon S3 for a third account's bucket with the source's name",
] as const;

/** What every setting refuses: whatever `matrix.ts` does not let somebody do. */
export function refused(choices: Choices): readonly Row[] {
    const sides = destinationsOf(choices);
    return [
        {
            verdict: "refused",
            because: "Amazon S3 assumes the role in no other way",
            callers: ["Amazon S3", ...(choices.confinedTrust ? forSomeBucket : [])],
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
            because: "the role does nothing else between the buckets",
            callers: ["replication"],
            at: ["the source", ...sides.map((side) => `the ${side}` as const)],
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "the role's permissions hold nothing else, even where the other side lets everyone in",
            callers: ["replication"],
            at: [
                ...sides.flatMap(
                    (side) =>
                        [`the ${side}, open to everyone`, `a hostile neighbour of the ${side}`] as const,
                ),
                "a hostile bucket",
                "a hostile neighbour of the source",
                "a hostile role",
                "another bucket of the source account",
            ],
            actions: "every other",
        },
        ...sides.flatMap((side) => refusedAt(side, choices)),
        {
            verdict: "refused",
            because:
                "the source lets in no other account, no service, and none of its own without permissions",
            callers: [
                ...strangers,
                "Amazon S3",
                ...sides.map((side) => `an administrator of the ${side}` as const),
                "a role of the source without permissions",
            ],
            at: ["the source"],
            actions: "every other",
        },
        ...(choices.existing
            ? []
            : ([
                  {
                      verdict: "refused",
                      because: "plain HTTP is refused to everyone at the source",
                      callers: usersOfPlainHttp,
                      at: ["the source"],
                      actions: "every other",
                      circumstances: [overPlainHttp],
                  },
              ] satisfies Row[])),
    ];
}

const usersOfPlainHttp = [
    "replication",
    "replication, unbound",
    "another role of the source",
    "nobody in particular",
] as const;

function refusedAt(side: DestinationSide, choices: Choices): readonly Row[] {
    const at = [`the ${side}`] as const;
    return [
        {
            verdict: "refused",
            because: `the ${side}'s policy holds nothing else, even where the source allows its role everything`,
            callers: ["replication, unbound"],
            at,
            actions: "every other",
        },
        {
            verdict: "refused",
            because: `the ${side} lets in nobody else of the source account`,
            callers: [...othersOfTheSource, "a role of the source without permissions"],
            at,
            actions: "every other",
        },
        {
            verdict: "refused",
            because: `the ${side} lets in no other account, no service, and none of its own without permissions`,
            callers: [...strangers, "Amazon S3", ...othersAt(side, choices)],
            at,
            actions: "every other",
        },
        ...(choices.existing
            ? []
            : ([
                  {
                      verdict: "refused",
                      because: `plain HTTP is refused to everyone at the ${side}, to its own account too`,
                      callers: [...usersOfPlainHttp, `an administrator of the ${side}`],
                      at,
                      actions: "every other",
                      circumstances: [overPlainHttp],
                  },
              ] satisfies Row[])),
    ];
}
