import { bucketKeysOf, type Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { anOwnersActions } from "./keyActions";
import { othersAt, othersOfTheSource, strangers, type Row } from "./rows";
import type { DestinationSide } from "./sites";

/** Requests on the key of a destination. */
export function replicaKeyRows(choices: Choices, side: DestinationSide): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, side);
    const at = [`the ${side}'s key`] as const;
    const openToEveryone = [`the ${side}'s key, open to everyone`] as const;
    return [
        ...neededOfTheReplicaKey(choices, side),
        {
            verdict: "admitted",
            because: `the role's permissions name the ${side}'s key, whatever its policy says`,
            callers: ["replication"],
            at: openToEveryone,
            actions: encryptsReplicas(choices, side),
            circumstances: right,
        },
        {
            verdict: "admitted",
            because: `the policy of the ${side}'s key lets the role in, whatever its permissions say`,
            callers: ["replication, unbound"],
            at,
            actions: encryptsReplicas(choices, side),
            circumstances: right,
        },
        ...(choices.grant === "account"
            ? ([
                  {
                      verdict: "admitted",
                      because: "the grant of the key is to the source account, which lets in whom it likes",
                      callers: othersOfTheSource,
                      at,
                      actions: encryptsReplicas(choices, side),
                      circumstances: right,
                  },
              ] satisfies Row[])
            : []),
        {
            verdict: "admitted",
            because: `the ${side}'s key leaves the identities of its own account to that account`,
            callers: [`an administrator of the ${side}`],
            at,
            actions: anOwnersActions,
            circumstances: [...right, directly],
        },
        {
            verdict: "refused",
            because: `the role does nothing else with the ${side}'s key, and in no other way`,
            callers: ["replication", "replication, unbound"],
            at,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because: `the role's permissions hold nothing else, even where the ${side}'s key lets everyone in`,
            callers: ["replication"],
            at: openToEveryone,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                `the ${side}'s key lets in nobody else of the source account, no other account, no service, and none of ` +
                "its own without permissions",
            callers: [
                ...othersOfTheSource,
                "a role of the source without permissions",
                ...strangers,
                "Amazon S3",
                ...othersAt(side, choices),
            ],
            at,
            actions: "every other",
            circumstances: [...right, directly],
        },
    ];
}

/** Written out and not taken from the functions under test: what AWS documents, and kms:Decrypt where there is a Bucket Key. */
function encryptsReplicas(choices: Choices, side: DestinationSide): readonly string[] {
    const { forBucket } = keyCircumstances(choices, side);
    return ["kms:Encrypt", "kms:GenerateDataKey", ...(forBucket.length > 0 ? ["kms:Decrypt"] : [])];
}

/**
 * What the user guide says of Bucket Keys and replicas, and what it leaves open.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-replication
 */
function whatTheGuideSays(choices: Choices, side: DestinationSide): string {
    const keys = bucketKeysOf(choices);
    const source = keys.get("source");
    if (source === keys.get(side)) {
        return source === "Bucket Key" ? "both buckets use Bucket Keys" : "neither bucket uses Bucket Keys";
    }
    return source === "Bucket Key"
        ? "of originals with a Bucket Key the user guide says that replicas have one too, whatever their bucket has; that S3 " +
              "then never names the object, and how it is with originals from before, it leaves open"
        : "whether replicas of originals without a Bucket Key get one in a bucket that uses them, the user guide says not plainly";
}

function neededOfTheReplicaKey(choices: Choices, side: DestinationSide): readonly Row[] {
    const { forBucket, forObject } = keyCircumstances(choices, side);
    const shared = { callers: ["replication"], at: [`the ${side}'s key`] } as const;
    const guide = whatTheGuideSays(choices, side);
    const rows: Row[] = [];
    if (forBucket.length > 0) {
        rows.push({
            ...shared,
            verdict: "needed",
            because: `S3 encrypts replicas for the ${side}'s bucket, and decrypts a Bucket Key that it has made: ${guide}`,
            actions: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            circumstances: forBucket,
        });
    }
    if (forObject.length > 0) {
        rows.push({
            ...shared,
            verdict: "needed",
            because: `S3 encrypts replicas for the ${side}'s object: ${guide}`,
            actions: ["kms:Encrypt", "kms:GenerateDataKey"],
            circumstances: forObject,
        });
    }
    if (forBucket.length > 0 && forObject.length > 0) {
        rows.push({
            ...shared,
            verdict: "admitted",
            because: `one statement lets in both ways, so that S3 may decrypt for an object of the ${side} too`,
            actions: ["kms:Decrypt"],
            circumstances: forObject,
        });
    }
    return rows;
}
