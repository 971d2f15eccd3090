import * as assert from "node:assert/strict";
import { readDiagnosis, type DiagnosisReport } from "./diagnosisReport";
import { answerOf, changing, wrongDiagnoses } from "./diagnosisVerdict";

const finding = (id: string, severity: string, message = "m", side = "source") => ({
    ...{ id, severity, side, where: "w", message, fix: "" },
});
const reportOf = (result: string, findings: readonly object[], more: object = {}): DiagnosisReport => {
    const report = readDiagnosis(JSON.stringify({ result, findings, unread: [], ...more }));
    assert.ok(report !== undefined);
    return report;
};
const sample = (...keys: readonly string[]) => ({
    sample: [
        {
            ...{ rule: "r", prefix: "", versions: 2, looked: 2, byStatus: { COMPLETED: 2 } },
            causes: [{ cause: "replicated", count: 2 }],
            examples: keys.map((key) => ({
                ...{ key, versionId: "v", modified: "2026-01-01T00:00:00.000Z" },
                ...{ status: "COMPLETED", cause: "replicated" },
            })),
        },
    ],
});

const works = reportOf("works", [finding("organization-policies", "unknown")]);
const broken = reportOf("broken", [finding("bucket-policy-lacks", "wrong")]);
const unknown = (message: string) =>
    reportOf("unknown", [finding("not-read", "unknown", message)], { unread: [message] });
const failed = (error: string) => reportOf("unknown", [], { error });

const call = { name: "GetBucketPolicy of 1", nth: 1 };
const once = { kind: "error", extent: "once", call, question: "pair", broken: undefined } as const;
const lasting = { ...once, extent: "lasting" } as const;
const twice = { ...once, extent: "twice" } as const;
const ofPolicy = { broken: "policy" } as const;

describe("the judgement on what diagnose says", () => {
    for (const [title, report, exitCode, plan, wrong] of [
        ["what works", works, 0, once, []],
        ["what is broken", broken, 1, { ...once, ...ofPolicy }, []],
        ["another exit code", works, 2, once, [/^exit code 2 with the result works$/]],
        [
            "a false alarm",
            broken,
            1,
            lasting,
            [/^it is broken, and is works indeed/, /^it does not tell error/],
        ],
        [
            "what is broken, said to work",
            works,
            0,
            { ...lasting, ...ofPolicy },
            [/^it is works, and is broken/],
        ],
        [
            "another cause",
            reportOf("broken", [finding("role-lacks", "wrong")]),
            1,
            { ...once, ...ofPolicy },
            [/^the first finding is role-lacks, and not bucket-policy-lacks: m$/],
        ],
        ["what is told", unknown("HTTP 500"), 2, lasting, []],
        ["what is told of what is broken", unknown("HTTP 500"), 2, { ...lasting, ...ofPolicy }, []],
        ["a cause that is not told", unknown("no idea"), 2, lasting, [/^it does not tell error/]],
        ["what was not read, and is not told", works, 0, lasting, [/^it does not tell error/]],
        [
            "a fault that passes, and is not waited out",
            unknown("HTTP 500"),
            2,
            twice,
            [/^it is unknown, and is works indeed/, /^it could not read: HTTP 500$/],
        ],
        ["two calls that stalled", unknown("no answer"), 2, { ...twice, kind: "stall" }, []],
        ["a refusal", unknown("HTTP 403"), 2, { ...once, kind: "forbidden" }, []],
        [
            "a HEAD that is refused, of a bucket that others tell of",
            works,
            0,
            { ...lasting, kind: "forbidden", call: { name: "HeadBucket of 1", nth: 1 } },
            [],
        ],
        ["no call that gets through", failed("HTTP 500"), 3, { ...once, extent: "everything" }, []],
        ["an end for one call", failed("HTTP 500"), 3, lasting, [/^it could not run, though a side answers/]],
        ["a stack trace", unknown("HTTP 500\n    at f (a.ts:1)"), 2, lasting, [/^a stack trace/]],
        [
            "an answer that is another without faults",
            reportOf("works", [], sample("a")),
            0,
            once,
            [/^it answers .*, and without faults/],
        ],
    ] as readonly [
        string,
        DiagnosisReport,
        number,
        Parameters<typeof wrongDiagnoses>[2],
        readonly RegExp[],
    ][]) {
        it(`finds ${wrong.length === 0 ? "nothing wrong with" : "fault with"} ${title}`, () => {
            const found = wrongDiagnoses(report, exitCode, plan, answerOf(works));
            assert.deepEqual(
                found.map((text, index) => wrong[index]?.test(text) ?? text),
                wrong.map(() => true),
                found.join("\n"),
            );
        });
    }

    it("takes samples for the same in whatever order S3 answered", () => {
        assert.equal(
            answerOf(reportOf("works", [], sample("a", "b"))),
            answerOf(reportOf("works", [], sample("b", "a"))),
        );
    });

    it("reads nothing but a report, to the member", () => {
        const shapes = [
            "Error: no such file",
            JSON.stringify({ result: "works", findings: [] }),
            JSON.stringify({ ...works, more: 1 }),
            JSON.stringify({ ...works, findings: [{ ...finding("healthy", "ok"), leg: "role" }] }),
            JSON.stringify({ ...works, findings: [finding("no-such-finding", "ok")] }),
            JSON.stringify({ ...works, error: "it could not run" }),
        ];
        assert.deepEqual(
            shapes.map(readDiagnosis),
            shapes.map(() => undefined),
        );
    });

    it("knows what reads by its name", () => {
        assert.deepEqual(
            changing(["GetBucketPolicy of 1", "HeadBucket of 1", "ListBuckets of 1", "DescribeAlarms of 1"]),
            [],
        );
        const changes = ["PutBucketPolicy of 1", "CreateBucket of 1", "DeleteRole of 1", "POST / of 1"];
        assert.deepEqual(changing(changes), changes);
    });
});
