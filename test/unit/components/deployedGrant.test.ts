import * as assert from "node:assert/strict";
import { DestinationGrant, grantStatements } from "../../../components/policies/destinationGrant";
import { deployedGrant, deployedKeyGrant } from "../../../components/policies/deployedGrant";
import { policyDocument, type PolicyStatement } from "../../../components/policies/document";
import { keyPolicy, replicaKeyGrant } from "../../../components/policies/keyPolicy";

const role = {
    sourceAccountId: "111111111111",
    replicationRoleName: "replicator",
    replicationRolePath: "/replication/",
};
const grantee = { ...role, partition: "aws" };
const another = {
    sourceAccountId: "333333333333",
    replicationRoleName: "another",
    replicationRolePath: "/",
};
const nobody = { sourceAccountId: "", replicationRoleName: "", replicationRolePath: "" };
const bucket = "arn:aws:s3:::replicas";
const where = { partition: "aws", bucketArn: bucket, accountId: "222222222222" };
const policyOf = (...statements: readonly object[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });

const otherRole = { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/other" } };

describe("what a deployed policy lets in", () => {
    for (const grant of Object.values(DestinationGrant)) {
        for (const on of [true, false]) {
            it(`is read from the bucket's policy: ${grant}, ${on ? "with" : "without"} delete markers and annotations`, () => {
                const statements = grantStatements(grant, {
                    ...grantee,
                    destinationBucketArn: bucket,
                    deleteMarkerReplication: on,
                    objectAnnotations: on,
                });
                const whole = grant === "account" || grant === "article";
                assert.deepEqual(
                    deployedGrant(JSON.stringify(policyDocument(...statements)), another, where),
                    {
                        ...role,
                        // Whatever role the account has.
                        ...(whole && { replicationRoleName: "another", replicationRolePath: "/" }),
                        deleteMarkerReplication: on || grant === "article",
                        objectAnnotations: on || grant === "article",
                    },
                );
            });
        }
    }

    const [pinned] = grantStatements("pinnedRole", {
        ...grantee,
        destinationBucketArn: bucket,
        deleteMarkerReplication: false,
    });
    for (const [spelling, statement, expected] of [
        [
            "lists of one, and the account by its id",
            {
                Sid: "AllowReplicas",
                Effect: "Allow",
                Principal: { AWS: ["111111111111"] },
                Action: ["s3:ReplicateDelete"],
                Resource: [`${bucket}/*`],
                Condition: {
                    ArnEquals: {
                        "aws:PrincipalArn": ["arn:aws:iam::111111111111:role/replication/replicator"],
                    },
                },
            },
            { ...role, deleteMarkerReplication: true, objectAnnotations: true },
        ],
        [
            "a role that is gone",
            { ...pinned, Principal: { AWS: "AROAEXAMPLEID" }, Condition: undefined },
            { ...nobody, deleteMarkerReplication: false, objectAnnotations: true },
        ],
        [
            "somebody else's statement alone",
            { ...pinned, Sid: "Own" },
            { ...nobody, deleteMarkerReplication: false, objectAnnotations: true },
        ],
        [
            "everybody",
            { ...pinned, Principal: "*" },
            { ...nobody, deleteMarkerReplication: false, objectAnnotations: true },
        ],
    ] as const) {
        it(`is read as AWS has it: ${spelling}`, () => {
            assert.deepEqual(deployedGrant(policyOf(statement), another, where), expected);
        });
    }

    for (const [partition, statements] of [
        ["aws", ["AllowReplicas", "DenyAnnotations"]],
        // S3 refuses a policy with an action that it does not know, and nothing says that it knows this one there.
        ["aws-cn", ["AllowReplicas"]],
        ["aws-us-gov", ["AllowReplicas"]],
    ] as const) {
        it(`refuses annotations where AWS says that there are any: ${partition}`, () => {
            const made = grantStatements("pinnedRole", {
                ...role,
                partition,
                destinationBucketArn: `arn:${partition}:s3:::replicas`,
                deleteMarkerReplication: false,
            });
            assert.deepEqual(
                made.map(({ Sid }) => Sid),
                statements,
            );
        });
    }

    for (const [title, more, objectAnnotations] of [
        ["a Deny of another name", { Principal: "*", Resource: `${bucket}/*` }, false],
        [
            "a Deny of everything but another role's",
            { Principal: "*", Resource: "*", Condition: otherRole },
            false,
        ],
        ["a Deny at other objects", { Principal: "*", Resource: `${bucket}/private/*` }, true],
        ["a Deny of another account", { Principal: { AWS: "333333333333" }, Resource: `${bucket}/*` }, true],
    ] as const) {
        it(`tells by evaluation whether annotations come in: ${title}`, () => {
            const own = { Sid: "Own", Effect: "Deny", Action: "s3:ReplicateObjectAnnotation", ...more };
            assert.deepEqual(deployedGrant(policyOf({ ...pinned }, own), another, where), {
                ...role,
                deleteMarkerReplication: false,
                objectAnnotations,
            });
        });
    }

    const context = { region: "ap-northeast-1", bucketArn: bucket, dnsSuffix: "amazonaws.com" };
    for (const bucketKey of ["on", "off", "either"] as const) {
        it(`is read from a key's policy, with how S3 uses the key: ${bucketKey}`, () => {
            const grant = replicaKeyGrant("pinnedRole", grantee, { ...context, bucketKey });
            const policy = keyPolicy({ partition: "aws", accountId: "222222222222" }, [grant]);
            assert.deepEqual(deployedKeyGrant(JSON.stringify(policy), another), { ...role, bucketKey });
        });
    }

    it("is nothing where a key's policy has no such statement", () => {
        const policy = keyPolicy(
            { partition: "aws", accountId: "222222222222" },
            [] satisfies PolicyStatement[],
        );
        assert.deepEqual(deployedKeyGrant(JSON.stringify(policy), another), {
            ...nobody,
            bucketKey: undefined,
        });
    });
});
