import * as assert from "node:assert/strict";
import type { Facts } from "../../../../../operations/diagnose/facts";
import type { Diagnosed } from "../../../../../operations/diagnose/finding";
import { bucket, diagnoses, keyedPair, pageOf } from "../../../../support/diagnosed";
import { parsed, textsOf } from "./parsed";

const policy = "policy of the bucket acme-invoices-archive-of-the-year-2026-in-tokyo";

describe("the page of a diagnosis", () => {
    it("has the path, step by step, with what is found there", () => {
        assert.deepEqual(textsOf(parsed(pageOf(diagnoses.broken)), "ol", "path")[0]?.split("\n"), [
            "Source bucket",
            "Suspect",
            "acme-invoices",
            "111111111111",
            "ap-northeast-2",
            "2. Suspect: event notifications of the bucket acme-invoices",
            "Role",
            "Works",
            "role/acme-invoices-archive-replication",
            "111111111111",
            "3. Not known: organizations of 111111111111 and 222222222222",
            "Destination policy",
            "Broken",
            "policy of acme-invoices-archive-of-the-year-2026-in-tokyo",
            `1. Wrong: ${policy}`,
            "Key",
            "Works",
            "key/0a1b2c3d-0000-4000-8000-1234567890ab",
            "222222222222",
            "ap-northeast-1",
            "Destination bucket",
            "Works",
            "acme-invoices-archive-of-the-year-2026-in-tokyo",
            "222222222222",
            "ap-northeast-1",
        ]);
    });

    it("has its parts in order, and a language and a title", () => {
        const page = pageOf(diagnoses.broken);
        const elements = parsed(page);
        assert.deepEqual(
            elements.filter(({ tag }) => /^h[12]$/.test(tag)).map(({ tag, text }) => `${tag} ${text}`),
            [
                "h1 S3 replication",
                "h2 The path of an object",
                "h2 Findings",
                "h2 Good to know",
                "h2 Nothing wrong with",
                "h2 The object",
                "h2 The newest versions under each rule",
                "h2 Not read",
            ],
        );
        assert.ok(page.startsWith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'));
        assert.deepEqual(textsOf(elements, "title"), [
            "Broken: S3 replication of acme-invoices (111111111111, ap-northeast-2) to " +
                "acme-invoices-archive-of-the-year-2026-in-tokyo (222222222222, ap-northeast-1)",
        ]);
        assert.deepEqual(textsOf(elements, "time"), ["2026-11-30 12:00:00 UTC"]);
    });

    it("has every command as it is, and every finding that the path leads to", () => {
        const elements = parsed(pageOf(diagnoses.broken));
        assert.deepEqual(textsOf(elements, "pre"), [
            diagnoses.broken.findings[0]?.fix,
            diagnoses.broken.findings[1]?.fix,
            diagnoses.broken.findings[3]?.fix,
            diagnoses.broken.object?.fix,
        ]);
        const links = elements.filter(({ tag }) => tag === "a").map(({ attributes }) => attributes.href);
        assert.deepEqual(links, ["#finding-2", "#finding-3", "#finding-1"]);
        const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
        assert.deepEqual(ids, ["finding-1", "finding-2", "finding-3"]);
    });

    it("says what was not read", () => {
        assert.deepEqual(
            textsOf(parsed(pageOf(diagnoses.unknown)), "section")
                .at(-1)
                ?.split("\n"),
            ["Not read", ...diagnoses.unknown.unread],
        );
        assert.deepEqual(
            textsOf(parsed(pageOf(diagnoses.healthy)), "section")
                .at(-1)
                ?.split("\n"),
            ["Not read", "All was read."],
        );
    });

    it("has a reason of several lines in its lines", () => {
        const reason = "Denied:\n  by\u202e a policy";
        const page = pageOf({ ...diagnoses.unknown, unread: [reason] });
        assert.deepEqual(textsOf(parsed(page), "li", "lines").at(-1), "Denied:\n  by\\u{202e} a policy");
    });

    it("needs no key where no object is under one, and knows nothing of what was not looked at", () => {
        const pair = keyedPair();
        const keyless: Facts = { ...pair, destinations: [{ ...pair.source, bucket: bucket("there") }] };
        const path = textsOf(parsed(pageOf({ findings: [], unread: [] }, keyless)), "ol", "path")[0] ?? "";
        assert.ok(path.includes("\nKey\nWorks\nno KMS key needed\n"), path);
        assert.ok(path.startsWith("Source bucket\nNot known\n"), path);
        const unread: Facts = {
            ...keyless,
            source: { ...keyless.source, configuration: { unread: "denied" }, role: { unread: "denied" } },
        };
        const dark = textsOf(parsed(pageOf({ findings: [], unread: [] }, unread)), "ol", "path")[0] ?? "";
        assert.ok(dark.includes("\nRole\nNot known\nDestination policy\n"), dark);
        assert.ok(dark.includes("\nKey\nNot known\nDestination bucket\n"), dark);
    });

    it("takes nothing foreign for HTML", () => {
        const evil = `</style></pre><script>alert(1)</script><img src=x onerror="a()"> & ' \u202e`;
        const finding: Diagnosed = {
            id: "drift",
            severity: "wrong",
            side: "source",
            where: evil,
            message: evil,
            fix: `${evil}\n${evil}`,
        };
        const pair = keyedPair();
        const [destination] = pair.destinations;
        assert.ok(destination);
        const facts: Facts = {
            ...pair,
            source: {
                ...pair.source,
                accountId: evil,
                region: evil,
                bucket: bucket(evil),
                role: { value: { arn: `arn:aws:iam::1:role/${evil}`, id: "", trust: {}, policies: [] } },
            },
            destinations: [{ ...destination, bucket: bucket(evil), keys: { [evil]: { unread: evil } } }],
        };
        const count = { rule: evil, prefix: evil, versions: 1, looked: 1, unread: evil };
        const page = pageOf(
            {
                findings: [finding, { ...finding, id: "healthy", severity: "ok" }],
                unread: [evil],
                object: {
                    key: evil,
                    versionId: evil,
                    status: "FAILED",
                    cause: "failed",
                    message: evil,
                    fix: evil,
                },
                sample: [
                    {
                        ...count,
                        byStatus: { FAILED: 1 },
                        causes: [{ cause: "failed", count: 1 }],
                        examples: [],
                    },
                ],
            },
            facts,
        );
        const elements = parsed(page);
        const shown = evil.replace("\u202e", "\\u{202e}");
        assert.deepEqual(textsOf(elements, "pre"), [`${shown}\n${shown}`, shown]);
        const tags = new Set(elements.map(({ tag }) => tag));
        assert.equal(tags.has("script") || tags.has("img"), false);
        const names = new Set(elements.flatMap(({ attributes }) => Object.keys(attributes)));
        assert.equal(names.has("onerror"), false);
        assert.equal(page.includes("\u202e"), false);
        // In the title, the pair above and below, and wherever else a name stands.
        assert.equal(page.split("&lt;script&gt;alert(1)&lt;/script&gt;").length - 1, 36);
    });
});
