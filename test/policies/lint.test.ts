import assert from "node:assert/strict";
import { policyDocument, type PolicyStatement } from "../../components/policies/document";
import { rolePermissions, type DestinationUse } from "../../components/policies/rolePermissions";
import { destinationsOf } from "../../components/replicationDestinations";
import { lint } from "./support/lint";
import { documentsFor, namesIn, statementsOf, type DocumentName } from "./support/documents";
import { scenarios } from "./support/scenarios";
import { asList, partitions } from "./support/setting";

/** As long as AWS allows: the documents are largest then. */
const longestNames = {
    sourceBucket: "s".repeat(63),
    destinationBucket: "d".repeat(63),
    role: "r".repeat(64),
};

describe("Each IAM document by itself", () => {
    for (const scenario of scenarios) {
        for (const partition of partitions) {
            it(`is sound: ${scenario.name}, in ${partition}`, async () => {
                for (const documents of [
                    documentsFor({ ...scenario, partition }),
                    documentsFor({ ...scenario, partition }, longestNames),
                ]) {
                    for (const name of namesIn(documents)) {
                        const document = policyDocument(...statementsOf(documents, name));
                        assert.deepEqual(await lint(document, name, partition), [], name);
                    }
                }
            });
        }
    }

    const destinations = (names: readonly string[]): readonly DestinationUse[] =>
        names.map((name, index) => ({
            name,
            bucketArn: `arn:aws:s3:::bucket-${index}`,
            deleteMarkerReplication: false,
            key: {
                keyArn: `arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-${String(index).padStart(12, "0")}`,
                region: "eu-west-1",
                bucketArn: `arn:aws:s3:::bucket-${index}`,
                bucketKey: "either",
                dnsSuffix: "amazonaws.com",
            },
        }));
    const roleFor = (names: readonly string[]) =>
        rolePermissions("minimal", {
            sourceBucketArn: "arn:aws:s3:::bucket",
            objectLock: false,
            destinations: destinations(names),
        });

    it("has each Sid once, whatever the destinations are called", async () => {
        const names = ["a", "aa", "to", "toA", "Replicas", "ReplicasTo", "1", "11"];
        const document = roleFor(names);
        assert.deepEqual(await lint(document, "rolePermissions", "aws"), []);
        assert.equal(
            document.Statement.filter(({ Sid }) => /^(Write|Encrypt)ReplicasTo/.test(Sid)).length,
            16,
        );
    });

    it("would have one Sid twice for names that differ by case alone, so that a source takes no such names", async () => {
        const problems = await lint(roleFor(["standby", "Standby"]), "rolePermissions", "aws");
        assert.deepEqual(
            problems.toSorted(),
            [2, 3, 4, 5].map((index) => `Statement[${index}].Sid: Statement Ids (Sid) must be unique`),
        );
        const target = { bucketArn: "arn:aws:s3:::bucket", accountId: "222222222222" };
        assert.throws(
            () => destinationsOf("the source", { destinations: { standby: target, Standby: target } }),
            {
                message:
                    'the source: a name of destinations is "Standby"; allowed: a name that differs from standby not by case ' +
                    "alone.",
            },
        );
    });

    it("has the actions on buckets and those on objects apart, except in two statements", () => {
        const ofBoth = ({ Resource }: PolicyStatement) =>
            new Set(asList(Resource).map((resource) => resource.endsWith("/*"))).size === 2;
        const mixed = scenarios.flatMap(({ documents }) =>
            namesIn(documents).flatMap((name) =>
                statementsOf(documents, name)
                    .filter(ofBoth)
                    .map(({ Sid }) => Sid),
            ),
        );
        assert.deepEqual([...new Set(mixed)].sort(), ["DenyInsecureTransport", "S3ReplicationPolicyStmt1"]);
    });
});

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
