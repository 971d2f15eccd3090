import type { Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { anOwnersActions } from "./keyActions";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Requests on the destination's key. */
export function replicaKeyRows(choices: Choices): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, "destination");
    const at = ["the destination's key"] as const;
    return [
        ...neededOfTheReplicaKey(choices),
        {
            verdict: "admitted",
            because: "the role's permissions name the destination's key, whatever its policy says",
            callers: ["replication"],
            at: ["the destination's key, open to everyone"],
            actions: encryptsReplicas(choices),
            circumstances: right,
        },
        {
            verdict: "admitted",
            because: "the policy of the destination's key lets the role in, whatever its permissions say",
            callers: ["replication, unbound"],
            at,
            actions: encryptsReplicas(choices),
            circumstances: right,
        },
        ...(choices.grant === "account"
            ? ([
                  {
                      verdict: "admitted",
                      because: "the grant of the key is to the source account, which lets in whom it likes",
                      callers: othersOfTheSource,
                      at,
                      actions: encryptsReplicas(choices),
                      circumstances: right,
                  },
              ] satisfies Row[])
            : []),
        {
            verdict: "admitted",
            because: "the destination's key leaves the identities of its own account to that account",
            callers: ["an administrator of the destination"],
            at,
            actions: anOwnersActions,
            circumstances: [...right, directly],
        },
        {
            verdict: "refused",
            because: "the role does nothing else with the destination's key, and in no other way",
            callers: ["replication", "replication, unbound"],
            at,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "the role's permissions hold nothing else, even where the destination's key lets everyone in",
            callers: ["replication"],
            at: ["the destination's key, open to everyone"],
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "the destination's key lets in nobody else of the source account, no other account, no service, and none of " +
                "its own without permissions",
            callers: [
                ...othersOfTheSource,
                "a role of the source without permissions",
                ...strangers,
                "Amazon S3",
                "a role of the destination without permissions",
            ],
            at,
            actions: "every other",
            circumstances: [...right, directly],
        },
    ];
}

/** Written out and not taken from the functions under test: what AWS documents, and kms:Decrypt where there is a Bucket Key. */
function encryptsReplicas(choices: Choices): readonly string[] {
    const { forBucket } = keyCircumstances(choices, "destination");
    return ["kms:Encrypt", "kms:GenerateDataKey", ...(forBucket.length > 0 ? ["kms:Decrypt"] : [])];
}

/**
 * What the user guide says of Bucket Keys and replicas, and what it leaves open.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-replication
 */
function whatTheGuideSays({ keys }: Choices): string {
    if (keys?.source === keys?.destination) {
        return keys?.source === "Bucket Key"
            ? "both buckets use Bucket Keys"
            : "neither bucket uses Bucket Keys";
    }
    return keys?.source === "Bucket Key"
        ? "of originals with a Bucket Key the user guide says that replicas have one too, whatever their bucket has; that S3 " +
              "then never names the object, and how it is with originals from before, it leaves open"
        : "whether replicas of originals without a Bucket Key get one in a bucket that uses them, the user guide says not plainly";
}

function neededOfTheReplicaKey(choices: Choices): readonly Row[] {
    const { forBucket, forObject } = keyCircumstances(choices, "destination");
    const shared = { callers: ["replication"], at: ["the destination's key"] } as const;
    const guide = whatTheGuideSays(choices);
    const rows: Row[] = [];
    if (forBucket.length > 0) {
        rows.push({
            ...shared,
            verdict: "needed",
            because: `S3 encrypts replicas for the destination's bucket, and decrypts a Bucket Key that it has made: ${guide}`,
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            circumstances: forBucket,
        });
    }
    if (forObject.length > 0) {
        rows.push({
            ...shared,
            verdict: "needed",
            because: `S3 encrypts replicas for the destination's object: ${guide}`,
            actions: ["kms:Encrypt", "kms:GenerateDataKey"],
            circumstances: forObject,
        });
    }
    if (forBucket.length > 0 && forObject.length > 0) {
        rows.push({
            ...shared,
            verdict: "admitted",
            because:
                "one statement lets in both ways, so that S3 may decrypt for an object of the destination too",
            actions: ["kms:Decrypt"],
            circumstances: forObject,
        });
    }
    return rows;
}
