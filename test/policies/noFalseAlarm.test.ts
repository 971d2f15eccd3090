import assert from "node:assert/strict";
import * as v from "valibot";
import type { Facts } from "../../operations/diagnose/facts";
import { diagnose } from "../../operations/diagnose/judge";
import { readArticle, readArticlePolicy } from "./support/article";
import type { Choices } from "./support/choices";
import { factsOf } from "./support/deployedFacts";
import type { Documents } from "./support/documents";
import { cdk, cdkWithKeys, cloudposse, cloudposseWithKeys } from "./support/peers";

const plain: Choices = { partition: "aws", grant: "role", policies: "minimal", deleteMarkers: true };
const keys = (setting: "Bucket Key" | "no Bucket Key"): Choices => ({
    ...plain,
    keys: { source: setting, destination: setting },
});

/** What is wrong or suspect: its id and the actions that are missing. */
const problemsOf = (facts: Facts) =>
    diagnose(facts)
        .filter(({ severity }) => ["wrong", "suspect"].includes(severity))
        .map(({ id, severity, actions = [] }) => `${severity} ${id}: ${actions.join()}`);

const tags = "suspect bucket-policy-lacks: s3:ReplicateTags";

/** Documents of other tools, and what is known to be missing in them. */
const peers: readonly (readonly [
    name: string,
    documents: Documents,
    choices: Choices,
    problems: readonly string[],
])[] = [
    ["the AWS CDK", cdk, plain, [tags]],
    ["the AWS CDK, with keys", cdkWithKeys, keys("no Bucket Key"), [tags]],
    [
        "the AWS CDK, with S3 Bucket Keys",
        cdkWithKeys,
        keys("Bucket Key"),
        ["wrong key-policy-lacks: kms:Decrypt", tags],
    ],
    ["cloudposse", cloudposse, plain, []],
    [
        "cloudposse, with keys",
        cloudposseWithKeys,
        keys("no Bucket Key"),
        ["wrong role-lacks: kms:Decrypt", "wrong role-lacks: kms:Encrypt,kms:GenerateDataKey"],
    ],
];

const configurationSchema = v.object({
    Role: v.string(),
    Rules: v.array(
        v.object({
            Prefix: v.string(),
            Status: v.literal("Enabled"),
            Destination: v.object({
                Bucket: v.string(),
                Account: v.string(),
                AccessControlTranslation: v.object({ Owner: v.literal("Destination") }),
            }),
        }),
    ),
});

describe("The diagnosis of documents that were not written here", () => {
    for (const [name, documents, choices, problems] of peers) {
        it(`says what is known to be missing, and nothing else: ${name}`, () => {
            assert.deepEqual(problemsOf(factsOf(documents, choices, "there")), problems);
        });
    }

    it("says what is known to be missing, and nothing else: the 2018 article", () => {
        const documents = factsOf(cdk, plain, "there");
        const { source, destinations } = documents;
        const role = "value" in source.role ? source.role.value : undefined;
        assert.ok(role);
        const facts: Facts = {
            ...documents,
            source: {
                ...source,
                bucket: { ...source.bucket, policy: { value: readArticlePolicy("source-bucket-policy") } },
                configuration: { value: v.parse(configurationSchema, readArticle("replication")) },
                role: {
                    value: {
                        ...role,
                        trust: readArticlePolicy("S3-role-trust-policy"),
                        policies: role.policies.map((policy) => ({
                            ...policy,
                            content: { value: readArticlePolicy("S3-role-permissions-policy") },
                        })),
                    },
                },
            },
            destinations: destinations.map((destination) => ({
                ...destination,
                bucket: {
                    ...destination.bucket,
                    policy: { value: readArticlePolicy("destination-bucket-policy") },
                },
            })),
        };
        assert.deepEqual(problemsOf(facts), [
            "wrong role-lacks: s3:GetObjectVersionTagging",
            "wrong role-lacks: s3:ReplicateTags,s3:ObjectOwnerOverrideToBucketOwner",
            tags,
        ]);
    });
});
