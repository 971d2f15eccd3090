import * as assert from "node:assert/strict";
import { exitCode } from "../../../../operations/preview/exitCode";
import { judged } from "./judged";
import { diagnostic, replacement, step } from "./events";

const bucket = "aws:s3/bucket:Bucket";

describe("the exit code of preview", () => {
    const fine = judged({ a: [step("same", bucket, "b", { before: {}, after: {} })] });
    const failed = judged({ b: [] }, "failed");
    const lost = judged({ c: replacement(true) }, "refused");
    const byDefault = { failOn: ["lost"], failOnWarning: false } as const;
    const code = (
        stacks: Parameters<typeof exitCode>[0],
        options: Partial<Parameters<typeof exitCode>[1]> = {},
    ) => exitCode(stacks, { ...byDefault, ...options });

    it("is 0 where nothing is wrong, 1 where a preview failed", () => {
        assert.deepEqual([code([fine, fine]), code([fine, failed])], [0, 1]);
    });

    it("is 3 by a finding that is asked for, by its kind or its id, of whichever stacks, failure or not", () => {
        assert.deepEqual(
            [["lost"], ["costs", "bucket-lost"], ["tags-lost"], []].map((failOn) =>
                code([fine, lost, failed], { failOn: failOn as ["lost"], failOnWarning: true }),
            ),
            [3, 3, 1, 1],
        );
    });

    it("goes by the finding where a kind has its name", () => {
        const stacks = [
            {
                ...fine,
                findings: [
                    {
                        id: "wider-for-replication",
                        kind: "wider",
                        severity: "note",
                        where: "policy",
                        message: "",
                    },
                ],
            },
        ] as const;
        assert.deepEqual(
            [code(stacks, { failOn: ["wider"] }), code(stacks, { failOn: ["wider-for-replication"] })],
            [0, 3],
        );
    });

    it("is 4 where there are warnings and none is to be, unless a preview failed", () => {
        const warned = judged({ a: [diagnostic("warning", "mind")] });
        const noticed = judged({ a: [diagnostic("info", "by the way")] });
        assert.deepEqual(
            [[warned], [warned, failed], [noticed]].map((stacks) => [
                code(stacks, { failOnWarning: true }),
                code(stacks),
            ]),
            [
                [4, 0],
                [1, 1],
                [0, 0],
            ],
        );
    });
});
