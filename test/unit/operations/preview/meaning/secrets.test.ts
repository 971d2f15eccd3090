import { runtime } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { meaningOf } from "../../../../../operations/preview/meaning/meaningOf";
import { changed, destination, inputs, pair, previews } from "./stacks";

describe("a document with something in it that the preview does not show", () => {
    for (const [what, principal] of [
        ["a secret, in whose place Pulumi puts a word", "[secret]"],
        ["a part of a name that is secret", "arn:aws:iam::[secret]:role/auditors"],
        ["what the deployment alone can tell", runtime.unknownValue],
    ] as const) {
        it(`is not said to allow the same: ${what}`, () => {
            const opened = changed(pair(), "destination", "policy", (made) => {
                const { Statement, ...rest } = JSON.parse(String(made.inputs.policy)) as {
                    Statement: unknown[];
                };
                const own = {
                    Sid: "Own",
                    Effect: "Allow",
                    Principal: { AWS: principal },
                    Action: "s3:GetObject",
                    Resource: `${destination.bucketArn}/*`,
                };
                return inputs({ policy: JSON.stringify({ ...rest, Statement: [...Statement, own] }) })(made);
            });
            assert.deepEqual(
                meaningOf(previews(pair(), opened)).findings.map(({ id, where }) => [id, where]),
                [["access-not-known", "policy of the bucket sre-bucket-destination"]],
            );
        });
    }
});
