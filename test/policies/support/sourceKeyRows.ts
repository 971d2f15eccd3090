import type { Choices } from "./choices";
import { keyCircumstances } from "./circumstances";
import { anOwnersActions } from "./keyActions";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Requests on the source's key. */
export function sourceKeyRows(choices: Choices): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, "source");
    const at = ["the source's key"] as const;
    return [
        {
            verdict: "needed",
            because: "S3 decrypts what is to be replicated, for the source's bucket or object",
            callers: ["replication"],
            at,
            actions: ["kms:Decrypt"],
            circumstances: right,
        },
        {
            verdict: "refused",
            because: "the role does nothing else with the source's key, and in no other way",
            callers: ["replication"],
            at,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        ...(choices.givenSourceKey ? governedByItself(choices) : leftToItsAccount(choices)),
        {
            verdict: "refused",
            because:
                "the source's key lets in no other account, no service, and none of its own without permissions",
            callers: [
                ...strangers,
                "Amazon S3",
                "an administrator of the destination",
                "a role of the source without permissions",
                "replication without permissions",
            ],
            at,
            actions: "every other",
            circumstances: [...right, directly],
        },
    ];
}

/** A key that is made for the source. */
function leftToItsAccount(choices: Choices): readonly Row[] {
    const { right, directly } = keyCircumstances(choices, "source");
    return [
        {
            verdict: "admitted",
            because: "the source's key leaves the identities of its own account to that account",
            callers: ["another role of the source", "a user of the source", "the root of the source"],
            at: ["the source's key"],
            actions: anOwnersActions,
            circumstances: [...right, directly],
        },
    ];
}

/** A given key whose policy has nothing but the statement for the role. */
function governedByItself(choices: Choices): readonly Row[] {
    const { right, directly, wrong } = keyCircumstances(choices, "source");
    const at = ["the source's key"] as const;
    const leftToTheRole = ["the source's key, left to its account"] as const;
    return [
        {
            verdict: "admitted",
            because: "the role's permissions name the source's key, whatever its policy says",
            callers: ["replication"],
            at: leftToTheRole,
            actions: ["kms:Decrypt"],
            circumstances: right,
        },
        {
            verdict: "admitted",
            because: "the policy of the source's key lets the role in, whatever its permissions say besides",
            callers: ["replication, unbound"],
            at,
            actions: ["kms:Decrypt"],
            circumstances: right,
        },
        {
            verdict: "refused",
            because: "the role's permissions hold nothing else, even where the source's key is left to them",
            callers: ["replication"],
            at: leftToTheRole,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "the policy of the source's key holds nothing else, even where the source allows its role everything",
            callers: ["replication, unbound"],
            at,
            actions: "every other",
            circumstances: [...right, ...wrong],
        },
        {
            verdict: "refused",
            because:
                "a given source key lets in nobody else of its own account, whatever that account allows them",
            callers: othersOfTheSource,
            at,
            actions: "every other",
            circumstances: [...right, directly],
        },
    ];
}
