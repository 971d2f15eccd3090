import { configurationReads } from "../../../components/policies/replicationRequests";
import { backfillRows } from "./backfillRows";
import { destinationsOf, type Choices } from "./choices";
import { overPlainHttp } from "./circumstances";
import { keyRows } from "./keyRows";
import { refused } from "./refusals";
import { othersOfTheSource, type Row } from "./rows";
import type { DestinationSide } from "./sites";
import { returningRows } from "./returningRows";
import { topicRows } from "./topicRows";
import { readsObjects, replicatesAnnotations, writesReplicas } from "./documentedActions";

/** Some of what an owner does with a bucket; the replicas might come from a third bucket of the same account. */
const anOwnersActions = [
    "s3:PutBucketPolicy",
    "s3:ListBucket",
    "s3:GetObject",
    "s3:PutObject",
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    replicatesAnnotations,
];

/** The whole matrix of a setting. */
export function matrixOf(choices: Choices): readonly Row[] {
    return [
        ...needed(choices),
        ...admitted(choices),
        ...(choices.existing ? admittedByTheOwners(choices) : []),
        ...keyRows(choices),
        ...returningRows(choices),
        ...topicRows(choices),
        ...backfillRows(choices),
        ...refused(choices),
    ];
}

function needed(choices: Choices): readonly Row[] {
    return [
        {
            verdict: "needed",
            because: "Amazon S3 replicates as the role",
            callers: [choices.confinedTrust ? "Amazon S3 for the source" : "Amazon S3"],
            at: ["the replication role"],
            actions: ["sts:AssumeRole"],
        },
        {
            verdict: "needed",
            because: "S3 reads what is to be replicated, and which objects there are",
            callers: ["replication"],
            at: ["the source"],
            actions: configurationReads,
        },
        {
            verdict: "needed",
            because:
                "S3 reads an object version with its ACL, its tags and, under Object Lock, what locks it",
            callers: ["replication"],
            at: ["the source"],
            actions: readsObjects(choices),
        },
        ...destinationsOf(choices).map((side): Row => ({
            verdict: "needed",
            because: `S3 writes the replica, its tags, its owner and, where the rules say so, a delete marker to the ${side}`,
            callers: ["replication"],
            at: [`the ${side}`],
            actions: writesReplicas(choices, side),
        })),
    ];
}

function admitted(choices: Choices): readonly Row[] {
    return [
        {
            verdict: "admitted",
            because: "the source leaves the identities of its own account to that account",
            callers: ["another role of the source", "a user of the source", "the root of the source"],
            at: ["the source"],
            actions: anOwnersActions,
        },
        ...destinationsOf(choices).flatMap((side) => admittedAt(side, choices)),
    ];
}

function admittedAt(side: DestinationSide, choices: Choices): readonly Row[] {
    const versioning = ["s3:GetBucketVersioning", "s3:PutBucketVersioning"];
    const rows: Row[] = [
        {
            verdict: "admitted",
            because: `the ${side} leaves the identities of its own account to that account`,
            callers: [`an administrator of the ${side}`],
            at: [`the ${side}`],
            actions: anOwnersActions,
        },
        {
            verdict: "admitted",
            because: `the role's permissions name the ${side}, whatever its policy says`,
            callers: ["replication"],
            at: [`the ${side}, open to everyone`],
            actions: [...new Set([...writesReplicas(choices, side), replicatesAnnotations])],
        },
        {
            verdict: "admitted",
            because: `the ${side}'s policy lets the role in, whatever its permissions say`,
            callers: ["replication, unbound"],
            at: [`the ${side}`],
            actions: [...writesReplicas(choices, side), ...(choices.grant === "article" ? versioning : [])],
        },
    ];
    if (choices.grant === "account" || choices.grant === "article") {
        rows.push({
            verdict: "admitted",
            because: `the grant is to the source account, which lets in whom it likes to the ${side}`,
            callers: othersOfTheSource,
            at: [`the ${side}`],
            actions: writesReplicas(choices, side),
        });
    }
    if (choices.grant === "article") {
        rows.push({
            verdict: "admitted",
            because: `the article's statement lets the source account suspend versioning at the ${side}`,
            callers: othersOfTheSource,
            at: [`the ${side}`],
            actions: versioning,
        });
    }
    if (!choices.annotations && (choices.grant === "article" || choices.partition !== "aws")) {
        const anyone = choices.grant === "article" || choices.grant === "account";
        rows.push({
            verdict: "admitted",
            because:
                choices.grant === "article"
                    ? `the article's statements keep no annotations out of the ${side}`
                    : `no action of annotations is known in ${choices.partition}, to be denied at the ${side}`,
            callers: ["replication", "replication, unbound", ...(anyone ? othersOfTheSource : [])],
            at: [`the ${side}`],
            actions: [replicatesAnnotations],
        });
    }
    return rows;
}

/** What the owners of existing buckets let in by themselves: replication takes none of it away. */
function admittedByTheOwners(choices: Choices): readonly Row[] {
    return [
        {
            verdict: "admitted",
            because: "an existing bucket's own statement lets a third account read",
            callers: ["a role of a third account with the same name", "the root of a third account"],
            at: ["the source", "the destination"],
            actions: ["s3:GetObject"],
        },
        {
            verdict: "admitted",
            because: "an existing source may be used over plain HTTP, which is for its owner to refuse",
            callers: ["replication"],
            at: ["the source"],
            actions: [...configurationReads, ...readsObjects(choices)],
            circumstances: [overPlainHttp],
        },
        {
            verdict: "admitted",
            because: "an existing destination may be used over plain HTTP, which is for its owner to refuse",
            callers: ["replication"],
            at: ["the destination"],
            actions: writesReplicas(choices, "destination"),
            circumstances: [overPlainHttp],
        },
    ];
}
