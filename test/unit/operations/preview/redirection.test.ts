import { runtime } from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { replicationConfig } from "./events";

const of = (...steps: Parameters<typeof replicationConfig>[]) =>
    stackChanges(
        "source",
        steps.map((step) => replicationConfig(...step)),
    ).redirections.map(({ name, urn, ...rest }) => rest);
const account = "222222222222";
const to = (bucket: string | undefined, owner = account) => ({ bucket, account: owner });

describe("replication that a deployment would turn elsewhere", () => {
    for (const [what, found, expected] of [
        [
            "a sole rule's bucket",
            of(["update", { "": "one" }, { "": "other" }]),
            [{ before: to("one"), after: to("other") }],
        ],
        [
            "the account alone",
            of([
                "update",
                { all: "one" },
                { all: to("one", "333333333333") as { bucket: string; account: string } },
            ]),
            [{ rule: "all", before: to("one"), after: to("one", "333333333333") }],
        ],
        [
            "each rule of several that changes",
            of(["update", { a: "one", b: "two", c: "one" }, { a: "one", b: "one", c: "three" }]),
            [
                { rule: "b", before: to("two"), after: to("one") },
                { rule: "c", before: to("one"), after: to("three") },
            ],
        ],
        [
            "rules under other ids",
            of(["update", { a: "one" }, { b: "two" }]),
            [{ before: to("one"), after: to("two") }],
        ],
        [
            "a bucket that only the deployment can tell",
            of(["update", { all: "one" }, { all: runtime.unknownValue }]),
            [{ rule: "all", before: to("one"), after: to(undefined) }],
        ],
        [
            "a configuration that is replaced",
            of(
                ["create-replacement", { all: "one" }, { all: "two" }],
                ["replace", { all: "one" }, { all: "two" }],
                ["delete-replaced", { all: "one" }, undefined],
            ),
            [{ rule: "all", before: to("one"), after: to("two") }],
        ],
        [
            "a configuration of another name in the program",
            of(["create", undefined, { all: "two" }, "new"], ["delete", { all: "one" }, undefined]),
            [{ rule: "all", before: to("one"), after: to("two") }],
        ],
        ["nothing where a source is new", of(["create", undefined, { all: "one" }]), []],
        ["nothing where it goes", of(["delete", { all: "one" }, undefined]), []],
        ["nothing where a destination comes", of(["update", { a: "one" }, { a: "one", b: "two" }]), []],
        ["nothing where a destination goes", of(["update", { a: "one", b: "two" }, { a: "one" }]), []],
        ["nothing where rules have other ids alone", of(["update", { a: "one" }, { b: "one" }]), []],
    ] satisfies [string, object[], object[]][]) {
        it(`is ${what}`, () => {
            assert.deepEqual(found, expected);
        });
    }
});
