import type { Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Some of what an account does with a key that it governs. */
const anOwnersActions = [
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
];

/** Requests on the keys of a setting; none where it has none. */
export function keyRows(choices: Choices): readonly Row[] {
    return choices.keys
        ? [...sourceKeyRows(choices), ...replicaKeyRows(choices), ...otherKeyRows(choices)]
        : [];
}

function sourceKeyRows(choices: Choices): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, "source");
    const at = ["the source's key"] as const;
    return [
        {
            verdict: "needed",
            because: "S3 decrypts what is to be replicated, for the source's bucket or object",
            callers: ["replication"],
            at,
            actions: ["kms:Decrypt"],
            circumstances: [right],
        },
        {
            verdict: "admitted",
            because: "the source's key leaves the identities of its own account to that account",
            callers: ["another role of the source", "a user of the source", "the root of the source"],
            at,
            actions: anOwnersActions,
            circumstances: [right, directly],
        },
        {
            verdict: "refused",
            because: "the role does nothing else with the source's key, and in no other way",
            callers: ["replication"],
            at,
            actions: "every other",
            circumstances: [right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "the source's key lets in no other account, no service, and none of its own without permissions",
            callers: [
                ...strangers,
                "Amazon S3",
                "an administrator of the destination",
                "a role of the source without permissions",
            ],
            at,
            actions: "every other",
            circumstances: [right, directly],
        },
    ];
}

function replicaKeyRows(choices: Choices): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, "destination");
    const at = ["the destination's key"] as const;
    const encryptsReplicas = [
        "kms:Encrypt",
        "kms:GenerateDataKey",
        ...(choices.keys?.destination === "Bucket Key" ? ["kms:Decrypt"] : []),
    ];
    return [
        {
            verdict: "needed",
            because:
                "S3 encrypts the replica, for the destination's bucket or object, and decrypts a Bucket Key that it has made",
            callers: ["replication"],
            at,
            actions: encryptsReplicas,
            circumstances: [right],
        },
        {
            verdict: "admitted",
            because: "the role's permissions name the destination's key, whatever its policy says",
            callers: ["replication"],
            at: ["the destination's key, open to everyone"],
            actions: encryptsReplicas,
            circumstances: [right],
        },
        {
            verdict: "admitted",
            because: "the policy of the destination's key lets the role in, whatever its permissions say",
            callers: ["replication, unbound"],
            at,
            actions: encryptsReplicas,
            circumstances: [right],
        },
        ...(choices.grant === "account"
            ? ([
                  {
                      verdict: "admitted",
                      because: "the grant of the key is to the source account, which lets in whom it likes",
                      callers: othersOfTheSource,
                      at,
                      actions: encryptsReplicas,
                      circumstances: [right],
                  },
              ] satisfies Row[])
            : []),
        {
            verdict: "admitted",
            because: "the destination's key leaves the identities of its own account to that account",
            callers: ["an administrator of the destination"],
            at,
            actions: anOwnersActions,
            circumstances: [right, directly],
        },
        {
            verdict: "refused",
            because: "the role does nothing else with the destination's key, and in no other way",
            callers: ["replication", "replication, unbound"],
            at,
            actions: "every other",
            circumstances: [right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "the role's permissions hold nothing else, even where the destination's key lets everyone in",
            callers: ["replication"],
            at: ["the destination's key, open to everyone"],
            actions: "every other",
            circumstances: [right, ...wrong],
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
            circumstances: [right, directly],
        },
    ];
}

/** Keys that nobody asked for, and that would let the role in if its permissions did. */
function otherKeyRows(choices: Choices): readonly Row[] {
    return [
        ["source", "another key of the source account", "a hostile key beside the source's"] as const,
        [
            "destination",
            "another key of the destination account",
            "a hostile key beside the destination's",
        ] as const,
    ].map(([side, ...at]) => {
        const { right, directly } = keyCircumstances(choices, side);
        return {
            verdict: "refused",
            because: `the role uses no other key beside the ${side}'s, even for its bucket`,
            callers: ["replication"],
            at,
            actions: "every other",
            circumstances: [right, directly],
        };
    });
}
