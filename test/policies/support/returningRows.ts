import type { CallerName } from "./callers";
import type { Choices } from "./choices";
import { keyCircumstances, overPlainHttp } from "./circumstances";
import { othersOfTheSource, strangers, type Row } from "./rows";
import { readsObjects, replicatesAnnotations, writesReplicas } from "./documentedActions";

/** Everybody but the role of the way back, whom a bucket that is source and destination at once has nothing for. */
const othersBeyondTheSource: readonly CallerName[] = [
    ...strangers,
    "Amazon S3",
    "an administrator of the destination",
    "a role of the destination without permissions",
    "a role of the destination whose name begins with the way back's",
];

/** Requests of the way back, where source and destination replicate to each other; none where they do not. */
export function returningRows(choices: Choices): readonly Row[] {
    return choices.twoWay ? [...onRoleAndBuckets(choices), ...(choices.keys ? onKeys(choices) : [])] : [];
}

function onRoleAndBuckets(choices: Choices): readonly Row[] {
    const writes = writesReplicas(choices, "destination");
    return [
        {
            verdict: "needed",
            because: "Amazon S3 replicates back as the destination's role",
            callers: ["Amazon S3"],
            at: ["the role of the way back"],
            actions: ["sts:AssumeRole"],
        },
        {
            verdict: "needed",
            because: "S3 reads at the destination what is to be replicated back",
            callers: ["the way back"],
            at: ["the destination"],
            actions: ["s3:GetReplicationConfiguration", "s3:ListBucket", ...readsObjects(choices)],
        },
        {
            verdict: "needed",
            because: "S3 writes replicas to the source, which is the destination of the way back",
            callers: ["the way back"],
            at: ["the source"],
            actions: writes,
        },
        {
            verdict: "admitted",
            because: "the permissions of the way back name the source, whatever its policy says",
            callers: ["the way back"],
            at: ["the source, open to everyone"],
            actions: [...writes, replicatesAnnotations],
        },
        {
            verdict: "admitted",
            because: "the source's policy lets the role of the way back in, whatever its permissions say",
            callers: ["the way back, unbound"],
            at: ["the source"],
            actions: writes,
        },
        {
            verdict: "refused",
            because: "only Amazon S3 assumes the role of the way back, and in no other way",
            callers: [
                ...othersOfTheSource,
                ...othersBeyondTheSource,
                "replication, unbound",
                "the way back, unbound",
            ],
            at: ["the role of the way back"],
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "the role of the way back does nothing else, even where the other side lets everyone in",
            callers: ["the way back"],
            at: [
                "the source",
                "the destination",
                "the source, open to everyone",
                "a hostile neighbour of the source",
                "a hostile neighbour of the destination",
                "a hostile bucket",
                "a hostile role",
            ],
            actions: "every other",
        },
        {
            verdict: "refused",
            because:
                "the source lets the other account's role write replicas and do nothing else, and nobody beside it",
            callers: ["the way back, unbound", ...othersBeyondTheSource],
            at: ["the source"],
            actions: "every other",
        },
        {
            verdict: "refused",
            because: "plain HTTP is refused to the way back too",
            callers: ["the way back", "the way back, unbound"],
            at: ["the source"],
            actions: "every other",
            circumstances: [overPlainHttp],
        },
    ];
}

/** With the same Bucket Key setting on both sides a key is used alike for originals and for replicas. */
function onKeys(choices: Choices): readonly Row[] {
    const ofSource = keyCircumstances(choices, "source");
    const ofDestination = keyCircumstances(choices, "destination");
    const encrypts = [
        "kms:Encrypt",
        "kms:GenerateDataKey",
        ...(ofSource.forBucket.length > 0 ? ["kms:Decrypt"] : []),
    ];
    return [
        {
            verdict: "needed",
            because: "S3 encrypts replicas of the way back for the source's bucket or object",
            callers: ["the way back"],
            at: ["the source's key"],
            actions: encrypts,
            circumstances: ofSource.right,
        },
        {
            verdict: "needed",
            because: "S3 decrypts what is to be replicated back",
            callers: ["the way back"],
            at: ["the destination's key"],
            actions: ["kms:Decrypt"],
            circumstances: ofDestination.right,
        },
        {
            verdict: "admitted",
            because: "the permissions of the way back name the source's key, whatever its policy says",
            callers: ["the way back"],
            at: ["the source's key, open to everyone"],
            actions: encrypts,
            circumstances: ofSource.right,
        },
        {
            verdict: "admitted",
            because:
                "the policy of the source's key lets the role of the way back in, whatever its permissions say",
            callers: ["the way back, unbound"],
            at: ["the source's key"],
            actions: encrypts,
            circumstances: ofSource.right,
        },
        {
            verdict: "refused",
            because: "the role of the way back does nothing else with the source's key, and in no other way",
            callers: ["the way back", "the way back, unbound"],
            at: ["the source's key"],
            actions: "every other",
            circumstances: [...ofSource.right, ...ofSource.wrong],
        },
        {
            verdict: "refused",
            because:
                "the permissions of the way back hold nothing else, even where the source's key lets everyone in",
            callers: ["the way back"],
            at: [
                "the source's key, open to everyone",
                "another key of the source account, open to everyone",
                "a hostile key beside the source's",
            ],
            actions: "every other",
            circumstances: [...ofSource.right, ...ofSource.wrong],
        },
        {
            verdict: "refused",
            because:
                "the role of the way back decrypts with the destination's key, and does nothing else with keys there",
            callers: ["the way back"],
            at: [
                "the destination's key",
                "another key of the destination account, left to it",
                "a hostile key beside the destination's",
            ],
            actions: "every other",
            circumstances: [...ofDestination.right, ...ofDestination.wrong],
        },
        {
            verdict: "refused",
            because: "the source's key lets in nobody else of the other account",
            callers: [
                "a role of the destination without permissions",
                "a role of the destination whose name begins with the way back's",
            ],
            at: ["the source's key"],
            actions: "every other",
            circumstances: [...ofSource.right, ofSource.directly],
        },
    ];
}
