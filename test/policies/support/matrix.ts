import { refused } from "./refusals";
import { othersOfTheSource, type Row } from "./rows";
import type { Choices } from "./scenarios";

/** Some of what an owner does with a bucket; the replicas might come from a third bucket of the same account. */
const anOwnersActions = [
    "s3:PutBucketPolicy",
    "s3:ListBucket",
    "s3:GetObject",
    "s3:PutObject",
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
];

/** The whole matrix of a setting. */
export function matrixOf(choices: Choices): readonly Row[] {
    return [...needed(choices), ...admitted(choices), ...refused];
}

/** Written out and not taken from the functions under test: the actions that AWS documents for writing replicas. */
function writesReplicas({ deleteMarkers }: Choices): readonly string[] {
    return [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        "s3:ObjectOwnerOverrideToBucketOwner",
        ...(deleteMarkers ? ["s3:ReplicateDelete"] : []),
    ];
}

function needed(choices: Choices): readonly Row[] {
    return [
        {
            verdict: "needed",
            because: "Amazon S3 replicates as the role",
            callers: ["Amazon S3"],
            at: ["the replication role"],
            actions: ["sts:AssumeRole"],
        },
        {
            verdict: "needed",
            because: "S3 reads what is to be replicated, and which objects there are",
            callers: ["replication"],
            at: ["the source"],
            actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        },
        {
            verdict: "needed",
            because: "S3 reads an object version with its ACL and tags",
            callers: ["replication"],
            at: ["the source"],
            actions: [
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
            ],
        },
        {
            verdict: "needed",
            because:
                "S3 writes the replica, its tags, its owner and, where the rules say so, a delete marker",
            callers: ["replication"],
            at: ["the destination"],
            actions: writesReplicas(choices),
        },
    ];
}

function admitted(choices: Choices): readonly Row[] {
    const versioning = ["s3:GetBucketVersioning", "s3:PutBucketVersioning"];
    const rows: Row[] = [
        {
            verdict: "admitted",
            because: "the source leaves the identities of its own account to that account",
            callers: ["another role of the source", "a user of the source", "the root of the source"],
            at: ["the source"],
            actions: anOwnersActions,
        },
        {
            verdict: "admitted",
            because: "the destination leaves the identities of its own account to that account",
            callers: ["an administrator of the destination"],
            at: ["the destination"],
            actions: anOwnersActions,
        },
        {
            verdict: "admitted",
            because: "the role's permissions name the destination, whatever its policy says",
            callers: ["replication"],
            at: ["the destination, open to everyone"],
            actions: writesReplicas(choices),
        },
        {
            verdict: "admitted",
            because: "the destination's policy lets the role in, whatever its permissions say",
            callers: ["replication, unbound"],
            at: ["the destination"],
            actions: [...writesReplicas(choices), ...(choices.grant === "article" ? versioning : [])],
        },
    ];
    if (choices.grant === "account" || choices.grant === "article") {
        rows.push({
            verdict: "admitted",
            because: "the grant is to the source account, which lets in whom it likes",
            callers: othersOfTheSource,
            at: ["the destination"],
            actions: writesReplicas(choices),
        });
    }
    if (choices.grant === "article") {
        rows.push({
            verdict: "admitted",
            because: "the article's statement lets the source account suspend versioning at the destination",
            callers: othersOfTheSource,
            at: ["the destination"],
            actions: versioning,
        });
    }
    return rows;
}
