import * as assert from "node:assert/strict";
import { blocks, documents } from "./markdown";
import { asPolicy, problemsOf } from "./policyBlocks";

const written = documents().flatMap((file) => blocks(file, "json"));

describe("the JSON of the documents", () => {
    it("is there", () => {
        assert.ok(written.length > 15, `${written.length} blocks`);
    });

    for (const { at, text } of written) {
        it(`is a valid policy: docs/${at}`, async () => {
            assert.deepEqual(await problemsOf(asPolicy(JSON.parse(text))), []);
        });
    }
});

describe("the check of policies in documents", () => {
    const right = {
        Sid: "ReadBucket",
        Effect: "Allow",
        Action: ["s3:Get*", "s3:ListBucket"],
        Resource: "arn:aws:s3:::a-bucket",
    };
    const wrong: readonly (readonly [object, readonly string[]])[] = [
        [{ Action: "s3:ListBuckets" }, ["ReadBucket: s3:ListBuckets does not exist"]],
        [{ Action: "s3:Obtain*" }, ["ReadBucket: s3:Obtain* does not exist"]],
        [{ Action: "s3:GetObject" }, ["ReadBucket: s3:GetObject is not done to arn:aws:s3:::a-bucket"]],
        [
            { Condition: { StringEquals: { "iam:Boundary": "x" } } },
            ["ReadBucket: the condition key iam:Boundary does not exist"],
        ],
        [
            { Principal: { Services: "s3.amazonaws.com" } },
            ["Statement[0].Principal.#Services: Invalid key Services"],
        ],
    ];

    it("lets a right one be", async () => {
        assert.deepEqual(await problemsOf(asPolicy(right)), []);
    });

    for (const [change, problems] of wrong) {
        it(`finds ${problems.join()}`, async () => {
            assert.deepEqual(await problemsOf(asPolicy({ ...right, ...change })), problems);
        });
    }
});
