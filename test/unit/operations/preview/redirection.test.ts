import { runtime } from "@pulumi/pulumi";
import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import * as assert from "node:assert/strict";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { replicationConfig, step } from "./events";

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
            [{ rule: "all", before: to("one"), after: to(undefined), unclear: true }],
        ],
        [
            "the other of two rules to one bucket, under another id",
            of(["update", { a: "one", b: "one" }, { a: "one", c: "two" }]),
            [{ before: to("one"), after: to("two") }],
        ],
        [
            "a kept rule's bucket, and those of other ids beside it",
            of([
                "update",
                { a: "one", b: "two", c: "three" },
                { a: "four", d: "three", e: "five", f: "six" },
            ]),
            [
                { rule: "a", before: to("one"), after: to("four") },
                { before: to("two"), after: to("five") },
                { before: to("two"), after: to("six") },
            ],
        ],
        [
            "each of two rules that one takes over",
            of(["update", { a: "one", b: "two" }, { c: "three" }]),
            [
                { before: to("one"), after: to("three") },
                { before: to("two"), after: to("three") },
            ],
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

describe("replication of which a preview cannot tell whether it would be turned elsewhere", () => {
    const secret = { bucket: "[secret]", account: "[secret]" };
    const unknown = { bucket: undefined, account: undefined };
    const rule = (destination: unknown, id: unknown = "all") => [{ id, destination }];
    const raw = { [runtime.specialSigKey]: runtime.specialSecretSig, ciphertext: "x" };
    const config = (op: OpType, before: unknown, after: unknown, diffs?: readonly string[]) =>
        step(op, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", "r", {
            before: { bucket: "originals", rules: before },
            after: { bucket: "originals", rules: after },
            diffs: diffs && Object.fromEntries(diffs.map((path) => [path, "update"])),
        });
    const told = (...events: readonly EngineEvent[]) =>
        stackChanges("source", events).redirections.map(({ name, urn, ...rest }) => rest);
    const inRule = { rule: "all", before: secret, after: secret, unclear: true };

    for (const [what, found, expected] of [
        [
            "a secret destination",
            config("update", rule("[secret]"), rule("[secret]"), ["rules[0].destination.bucket"]),
            [inRule],
        ],
        ["one that the engine does not hide", config("update", rule(raw), rule(raw)), [inRule]],
        [
            "a secret account",
            config("update", rule(to("one", "[secret]")), rule(to("one", "[secret]")), ["rules"]),
            [{ rule: "all", before: to("one", "[secret]"), after: to("one", "[secret]"), unclear: true }],
        ],
        [
            "a destination that becomes secret",
            config("update", rule(to("one")), rule("[secret]"), ["rules[0].destination.account"]),
            [{ rule: "all", before: to("one"), after: secret, unclear: true }],
        ],
        [
            "a destination that only the deployment can tell",
            config("update", rule(to("one")), rule(runtime.unknownValue), ["rules"]),
            [{ rule: "all", before: to("one"), after: unknown, unclear: true }],
        ],
        [
            "rules that are secret as a whole",
            config("update", "[secret]", "[secret]", ["rules[0].destination.bucket"]),
            [{ before: secret, after: secret, unclear: true }],
        ],
        [
            "rules that only the deployment can tell",
            config("update", [...rule(to("one"), "a"), ...rule(to("two"), "b")], runtime.unknownValue, [
                "rules",
            ]),
            [
                { before: to("one"), after: unknown, unclear: true },
                { before: to("two"), after: unknown, unclear: true },
            ],
        ],
        [
            "a rule with a secret id and destination",
            config("update", ["[secret]"], ["[secret]"], ["rules[0].destination"]),
            [{ before: secret, after: secret, unclear: true }],
        ],
        ["nothing where nothing changes", config("same", rule("[secret]"), rule("[secret]")), []],
        [
            "nothing where the provider says that another part of the rule changes",
            config("update", rule("[secret]"), rule("[secret]"), ["rules[0].filter.prefix", "role"]),
            [],
        ],
    ] satisfies [string, EngineEvent, object[]][]) {
        it(`is ${what}`, () => {
            assert.deepEqual(told(found), expected);
        });
    }

    it("is that of a secret bucket whose configuration goes, and another comes", () => {
        const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
        const inputs = { bucket: "[secret]", rules: "[secret]" };
        assert.deepEqual(
            told(
                step("create", type, "new", { after: inputs }),
                step("delete", type, "old", { before: inputs }),
            ),
            [{ before: secret, after: secret, unclear: true }],
        );
    });

    it("is not that of two secret buckets, of which each keeps its own", () => {
        const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
        const [one, two] = ["one", "two"].map((bucket) => ({ bucket: "[secret]", rules: rule(to(bucket)) }));
        assert.deepEqual(
            told(
                step("update", type, "a", { before: one, after: one }),
                step("update", type, "b", { before: two, after: two }),
            ),
            [],
        );
    });
});
