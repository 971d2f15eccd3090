import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { PolicyStatement } from "../../components/policies/document";
import { inOneSpelling, readArticlePolicy, type ArticlePolicy } from "./support/article";
import { commonDocumentNames as documentNames } from "./support/documents";
import { scenarios } from "./support/scenarios";

const source = "arn:aws:s3:::sre-bucket-source";
const destination = "arn:aws:s3:::sre-bucket-destination";
const sourceAccount = { AWS: "arn:aws:iam::111111111111:root" };

/** A statement that the article does not have. */
interface Addition {
    readonly because: string;
    readonly statement: PolicyStatement;
}

const tlsOnly = (bucket: string): Addition => ({
    because: "Every bucket of this project refuses plain HTTP.",
    statement: {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [bucket, `${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
});

/** Which of the article's documents each of ours is, and what ours has besides. */
const counterparts: Readonly<
    Record<
        (typeof documentNames)[number],
        { readonly article: ArticlePolicy; readonly additions: readonly Addition[] }
    >
> = {
    roleTrust: { article: "S3-role-trust-policy", additions: [] },
    rolePermissions: {
        article: "S3-role-permissions-policy",
        additions: [
            {
                because: "S3 reads an object's tags with this action, so that the replica has them.",
                statement: {
                    Sid: "ReadSourceTags",
                    Effect: "Allow",
                    Action: ["s3:GetObjectVersionTagging"],
                    Resource: [`${source}/*`],
                },
            },
            {
                because:
                    "The tags are written by one action. The other one hands the replica to the destination account: the " +
                    "article has it in the bucket policy only, and across accounts both sides have to allow it.",
                statement: {
                    Sid: "WriteReplicaTagsAndOwner",
                    Effect: "Allow",
                    Action: ["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateTags"],
                    Resource: [`${destination}/*`],
                },
            },
        ],
    },
    sourceBucket: { article: "source-bucket-policy", additions: [tlsOnly(source)] },
    destinationBucket: {
        article: "destination-bucket-policy",
        additions: [
            tlsOnly(destination),
            {
                because: "The other side of the role's s3:ReplicateTags.",
                statement: {
                    Sid: "AllowReplicaTags",
                    Effect: "Allow",
                    Principal: sourceAccount,
                    Action: ["s3:ReplicateTags"],
                    Resource: [`${destination}/*`],
                },
            },
        ],
    },
};

describe("The documents of the 2018 article", () => {
    const deployed = scenarios.find(({ grant, policies }) => grant === "article" && policies === "article");
    assert.ok(deployed);

    for (const name of documentNames) {
        const { article, additions } = counterparts[name];
        const theirs = readArticlePolicy(article).Statement;
        const ours = deployed.documents[name].Statement;

        describe(article, () => {
            theirs.forEach((statement, index) => {
                it(`has its statement ${index + 1} of ${theirs.length}, exactly and once`, () => {
                    assert.equal(ours.filter((own) => isSame(own, statement)).length, 1);
                });
            });

            it(`has besides ${additions.map(({ statement }) => statement.Sid).join(", ") || "nothing"}`, () => {
                const besides = ours.filter((own) => !theirs.some((statement) => isSame(own, statement)));
                assert.deepEqual(
                    bySid(besides).map((own) => inOneSpelling(own)),
                    bySid(additions.map(({ statement }) => statement)).map((own) => inOneSpelling(own)),
                );
            });
        });
    }

    it("are deployed in the current version of the language, and without an Id", () => {
        // 2008-10-17 has no policy variables. None is used, so that the meaning is the same; an Id means nothing to AWS.
        const versions = documentNames.map((name) => readArticlePolicy(counterparts[name].article).Version);
        assert.deepEqual(versions, ["2012-10-17", "2012-10-17", "2008-10-17", "2008-10-17"]);
        for (const name of documentNames) {
            const { Statement, ...rest } = deployed.documents[name];
            assert.deepEqual(rest, { Version: "2012-10-17" });
            assert.doesNotMatch(JSON.stringify(Statement), /\$\{/);
        }
    });
});

type Theirs = ReturnType<typeof readArticlePolicy>["Statement"][number];

/** Most of the article's statements have no Sid, which ours always have. */
function isSame(own: PolicyStatement, theirs: Theirs): boolean {
    return (
        isDeepStrictEqual(
            inOneSpelling({ ...own, Sid: undefined }),
            inOneSpelling({ ...theirs, Sid: undefined }),
        ) &&
        (theirs.Sid === undefined || theirs.Sid === own.Sid)
    );
}

function bySid(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
    return [...statements].sort((one, other) => one.Sid.localeCompare(other.Sid));
}
