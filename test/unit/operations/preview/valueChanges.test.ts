import { runtime } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { valueChanges } from "../../../../operations/preview/valueChanges";

describe("the changes of a resource's values", () => {
    for (const [what, before, after, expected] of [
        ["nothing", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
        ["a member's value", { a: { b: 1 } }, { a: { b: 2 } }, [{ path: "a.b", removed: [1], added: [2] }]],
        ["a new member", { a: 1 }, { a: 1, b: null }, [{ path: "b", removed: [], added: [null] }]],
        ["a member less", { a: 1, b: 2 }, { a: 1 }, [{ path: "b", removed: [2], added: [] }]],
        ["the engine's bookkeeping", { __defaults: [] }, { __defaults: ["a"] }, []],
        [
            "values of a list",
            { a: ["x", "y"] },
            { a: ["y", "z"] },
            [{ path: "a", removed: ["x"], added: ["z"] }],
        ],
        [
            "the order of a list",
            ["x", "y"],
            ["y", "x"],
            [{ path: "", removed: [["x", "y"]], added: [["y", "x"]] }],
        ],
        [
            "one value against a list",
            { a: "x" },
            { a: ["x"] },
            [{ path: "a", removed: ["x"], added: [["x"]] }],
        ],
        [
            "rules by their ids, in whatever order",
            {
                rules: [
                    { id: "a", p: 1 },
                    { id: "b", p: 2 },
                ],
            },
            { rules: [{ id: "b", p: 2 }, { id: "a", p: 3 }, { id: "c" }] },
            [
                { path: "rules[a].p", removed: [1], added: [3] },
                { path: "rules[c]", removed: [], added: [{ id: "c" }] },
            ],
        ],
        [
            "statements of a policy that is stored as text, by their Sids",
            { policy: '{"Statement":[{"Sid":"W","Action":["a","b"]}]}' },
            { policy: '{"Statement":[{"Sid":"W","Action":["a"]}]}' },
            [{ path: "policy.Statement[W].Action", removed: ["b"], added: [] }],
        ],
        ["the same policy in other white space", { policy: '{"a": 1}' }, { policy: '{"a":1}' }, []],
        [
            "text that only looks like a document",
            { a: "{x" },
            { a: "{y" },
            [{ path: "a", removed: ["{x"], added: ["{y"] }],
        ],
        [
            "lists of objects without names, as they are",
            { a: [{ b: 1 }, { b: 2 }] },
            { a: [{ b: 1 }] },
            [{ path: "a", removed: [{ b: 2 }], added: [] }],
        ],
        [
            "a value that is not known yet",
            { a: "x" },
            { a: runtime.unknownValue },
            [{ path: "a", removed: ["x"], added: ["(known after deployment)"] }],
        ],
        [
            "one that is not known yet in a list and in a document",
            { a: [{ b: "x" }], c: "{}" },
            { a: [{ b: runtime.unknownValue }], c: JSON.stringify({ d: [[runtime.unknownValue]] }) },
            [
                { path: "a", removed: [{ b: "x" }], added: [{ b: "(known after deployment)" }] },
                { path: "c.d", removed: [], added: [[["(known after deployment)"]]] },
            ],
        ],
        ["a secret, as the engine hands it over", { a: "[secret]" }, { a: "[secret]" }, []],
    ] satisfies [string, unknown, unknown, object[]][]) {
        it(`tell ${what}`, () => {
            assert.deepEqual(valueChanges(before, after), expected);
        });
    }
});
