import assert from "node:assert/strict";
import { policyDocument, type PolicyStatement } from "../../components/policies/document";
import type { DocumentName } from "./support/documents";
import { lint } from "./support/lint";

/** A statement that is sound, for a change to spoil. */
const sound: PolicyStatement = {
    Sid: "Sound",
    Effect: "Allow",
    Action: ["s3:ReplicateObject"],
    Resource: "arn:aws:s3:::bucket/*",
};
const letsIn = { ...sound, Principal: { AWS: "arn:aws:iam::111111111111:root" } };

type Mistake = readonly [
    what: string,
    kind: DocumentName,
    statements: readonly PolicyStatement[],
    problems: readonly string[],
];
const mistakes: readonly Mistake[] = [
    ["nothing to say about a sound one", "rolePermissions", [sound], []],
    [
        "an action that does not exist",
        "rolePermissions",
        [{ ...sound, Action: ["s3:ReplicateObject", "s3:ReplicateObjects"] }],
        ["Sound: s3:ReplicateObjects does not exist"],
    ],
    [
        "an object's action on a bucket",
        "rolePermissions",
        [{ ...sound, Resource: "arn:aws:s3:::bucket" }],
        [
            "Sound: s3:ReplicateObject is not done to arn:aws:s3:::bucket",
            "Sound: nothing is done to arn:aws:s3:::bucket",
        ],
    ],
    [
        "a bucket's action on objects",
        "rolePermissions",
        [{ ...sound, Action: "s3:ListBucket" }],
        [
            "Sound: s3:ListBucket is not done to arn:aws:s3:::bucket/*",
            "Sound: nothing is done to arn:aws:s3:::bucket/*",
        ],
    ],
    [
        "a resource too many",
        "rolePermissions",
        [{ ...sound, Resource: ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket"] }],
        ["Sound: nothing is done to arn:aws:s3:::bucket"],
    ],
    [
        "a pattern of actions",
        "rolePermissions",
        [{ ...sound, Action: "s3:Replicate*" }],
        ["Sound: s3:Replicate* is a pattern"],
    ],
    [
        "another partition's ARN",
        "rolePermissions",
        [{ ...sound, Resource: "arn:aws-cn:s3:::bucket/*" }],
        ["arn:aws-cn:s3:::bucket/* is not of the partition aws"],
    ],
    [
        "a Sid with a hyphen",
        "rolePermissions",
        [{ ...sound, Sid: "so-und" }],
        ["so-und: the Sid is not of letters and digits"],
    ],
    [
        "one Sid twice",
        "rolePermissions",
        [sound, sound],
        [
            "Statement[0].Sid: Statement Ids (Sid) must be unique",
            "Statement[1].Sid: Statement Ids (Sid) must be unique",
        ],
    ],
    [
        "a principal in an identity policy",
        "rolePermissions",
        [letsIn],
        ["Statement[0].#Principal: Principal is not allowed in an identity policy statement"],
    ],
    [
        "a pattern of actions in a key's policy, where it is not the account's own statement",
        "sourceKey",
        [{ ...letsIn, Action: "kms:*", Resource: "*" }],
        ["Sound: kms:* is a pattern"],
    ],
    [
        "a bucket's action in a key's policy",
        "destinationKey",
        [{ ...letsIn, Resource: "*" }],
        [
            "Sound: s3:ReplicateObject is not done to arn:aws:kms:eu-central-1:111111111111:key/own",
            "Sound: nothing is done to arn:aws:kms:eu-central-1:111111111111:key/own",
        ],
    ],
    [
        "an operator for ARNs on a text",
        "destinationKey",
        [
            {
                ...letsIn,
                Action: "kms:Decrypt",
                Resource: "*",
                Condition: { ArnLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::bucket/*" } },
            },
        ],
        [
            "Sound: the condition key kms:EncryptionContext:aws:s3:arn is of type String, and ArnLike of another",
        ],
    ],
    [
        "a topic's action on a bucket",
        "failuresTopic",
        [{ ...letsIn, Action: "sns:Publish", Resource: "arn:aws:s3:::bucket" }],
        [
            "Sound: sns:Publish is not done to arn:aws:s3:::bucket",
            "Sound: nothing is done to arn:aws:s3:::bucket",
        ],
    ],
    ["everyone let in", "destinationBucket", [{ ...letsIn, Principal: "*" }], ["Sound: everyone is let in"]],
    [
        "a condition key that does not exist",
        "destinationBucket",
        [{ ...letsIn, Condition: { ArnEquals: { "aws:PrincipleArn": "arn:aws:iam::111111111111:role/r" } } }],
        ["Sound: the condition key aws:PrincipleArn does not exist"],
    ],
    [
        "an operator of another type",
        "destinationBucket",
        [{ ...letsIn, Condition: { Bool: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/r" } } }],
        ["Sound: the condition key aws:PrincipalArn is of type ARN, and Bool of another"],
    ],
    [
        "a resource in a trust policy",
        "roleTrust",
        [{ ...letsIn, Action: "sts:AssumeRole" }],
        ["Statement[0].#Resource: Resource is not allowed in a trust policy"],
    ],
    [
        "another action than a role's in a trust policy",
        "roleTrust",
        [
            {
                Sid: "Sound",
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "s3:GetObject",
            },
        ],
        [
            "Sound: s3:GetObject is not done to arn:aws:iam::111111111111:role/own",
            "Sound: nothing is done to arn:aws:iam::111111111111:role/own",
        ],
    ],
    [
        "more than AWS stores",
        "roleTrust",
        [
            {
                Sid: "S".repeat(2_048),
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "sts:AssumeRole",
            },
        ],
        ["2183 bytes are more than 2048"],
    ],
];

describe("The lint of IAM documents", () => {
    for (const [what, kind, statements, problems] of mistakes) {
        it(`finds ${what}`, async () => {
            assert.deepEqual(await lint(policyDocument(...statements), kind, "aws"), problems);
        });
    }
});
