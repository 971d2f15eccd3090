import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { manifestKeyOf, requestedPrefix } from "../../../../operations/backfill/report/location";
import { OperationError } from "../../../../operations/operationError";
import { manifestKey, readFrom, refuse, reportOf, resultKey, type Breakage } from "./reportServer";

const good = "here,a.csv,v1,succeeded,200,,Successful\n";
const bad = "here,b.csv,v2,failed,500,SrcObjectNotEligible,Object is not eligible for replication\n";
const where = (name: string) => `s3://reports-here/${resultKey(name)}`;

/** More than is read at once. */
const long = `${bad}here,c.csv,v3,failed,AccessDenied,403,"${"x".repeat(220_000)}"\n`.repeat(5) + good;

describe("the completion report of a job", () => {
    it("lies where the request for the job says, whose prefix has no slash at its end", () => {
        assert.equal(requestedPrefix("backfill/reports/"), "backfill/reports");
        assert.equal(requestedPrefix(""), undefined);
        assert.equal(
            manifestKeyOf({ prefix: "backfill/reports/", jobId: "1" }),
            "backfill/reports/job-1/manifest.json",
        );
    });

    it("comes to counts, reasons, failed rows and a sample, over all of its files", async () => {
        const { requests, failedRows, ...summary } = await readFrom(
            reportOf({ one: good + bad, two: `${good.replaceAll("a.csv", "z.csv")}${bad}` }),
            { sample: 20, counted: { succeeded: 2, failed: 2 } },
        );
        const failure = {
            bucket: "here",
            key: "b.csv",
            versionId: "v2",
            status: "failed",
            errorCode: "SrcObjectNotEligible",
            httpStatus: 500,
            message: "Object is not eligible for replication",
        };
        assert.deepEqual(failedRows, [failure, failure]);
        const example = { key: "b.csv", versionId: "v2", message: "Object is not eligible for replication" };
        assert.deepEqual(
            { ...summary, sample: summary.sample.toSorted((one, other) => one.key.localeCompare(other.key)) },
            {
                tasks: 4,
                succeeded: 2,
                failed: 2,
                reasons: [{ code: "SrcObjectNotEligible", count: 2, examples: [example, example] }],
                sample: [
                    { key: "a.csv", versionId: "v1" },
                    { key: "z.csv", versionId: "v1" },
                ],
                problems: [],
            },
        );
        assert.equal(requests.length, 5);
    });

    it("is read once where nobody asks for the failed rows", async () => {
        const { requests } = await readFrom(reportOf({ one: bad }), { onFailed: undefined });
        assert.deepEqual(requests, ["manifest.json bytes=0-1048575", "results/one.csv bytes=0-1048575"]);
    });

    for (const { title, row, expected } of [
        {
            title: "the columns as ReportSchema has them",
            row: "here,k,v,failed,AccessDenied,403,no",
            expected: { versionId: "v", errorCode: "AccessDenied", httpStatus: 403, message: "no" },
        },
        {
            title: "a status and no code",
            row: "here,k,,failed,403,,no",
            expected: { httpStatus: 403, message: "no" },
        },
        { title: "a row that ends with its state", row: "here,k,v,failed", expected: { versionId: "v" } },
        {
            title: "a code and nothing behind it",
            row: "here,k,v,failed,Throttled",
            expected: { versionId: "v", errorCode: "Throttled" },
        },
        {
            title: "a row without a column for the version's id",
            row: "here,k,failed,403,AccessDenied,no",
            expected: { lacksVersion: true, errorCode: "AccessDenied", httpStatus: 403, message: "no" },
        },
        {
            title: "quotes of which some are doubled, as in an example of AWS's",
            row: 'here,k,,failed,200,Permanent,"details: {""m"":"Task 1", ""c"": ""400""}"',
            expected: { errorCode: "Permanent", httpStatus: 200, message: '"details: {"m":"Task 1"' },
        },
        {
            title: "quotes within quotes, and ends of lines",
            row: 'here,k,v,failed,200,PermanentFailure,"say ""no"",\r\ntwice"',
            expected: {
                versionId: "v",
                errorCode: "PermanentFailure",
                httpStatus: 200,
                message: 'say "no",\r\ntwice',
            },
        },
        {
            title: "quotes that nobody doubled",
            row: `here,k,v,failed,200,Odd,{u'ETag': "x"}`,
            expected: { versionId: "v", errorCode: "Odd", httpStatus: 200, message: `{u'ETag': "x"}` },
        },
    ]) {
        for (const end of ["\n", "\r\n", ""]) {
            it(`understands ${title}, before ${JSON.stringify(end)}`, async () => {
                const { failedRows, problems } = await readFrom(reportOf({ one: row + end }));
                assert.deepEqual(failedRows, [{ bucket: "here", key: "k", status: "failed", ...expected }]);
                assert.deepEqual(problems, []);
            });
        }
    }

    it("has columns in the order that the report names", async () => {
        const ReportSchema = "TaskStatus,ResultMessage , Key";
        const { failedRows } = await readFrom(reportOf({ one: "failed,no,k" }, { ReportSchema }));
        assert.deepEqual(failedRows, [
            { bucket: "", key: "k", lacksVersion: true, status: "failed", message: "no" },
        ]);
    });

    it("has keys that are URL-encoded, and those that are not as they stand", async () => {
        const keys = ["a%20b%2Fc%2B%2C%22", "a+b", "%ED%95%9C", "100%", "100%2525"];
        const { failedRows, failed, problems } = await readFrom(
            reportOf({ one: keys.map((key) => `here,${key},v,failed\n`).join("") }),
        );
        assert.deepEqual(
            failedRows.map(({ key }) => key),
            ['a b/c+,"', "a b", "한", "100%", "100%25"],
        );
        assert.equal(failed, 5);
        assert.deepEqual(problems, [
            "1 row with a key that is not URL-encoded as it should be: it is given as it stands.",
        ]);
    });

    it("says which rows do not tell what became of their tasks, and counts them as tasks alone", async () => {
        const rows = [
            good,
            bad,
            "here,k\n",
            "here,k,v\n",
            "\n",
            "here,k,v,skipped\n",
            "here,,v,failed\n",
            `here,k,v,"${"x".repeat(99)}"\n`,
        ];
        const { tasks, succeeded, failed, reasons, problems } = await readFrom(
            reportOf({ one: rows.join("") }),
        );
        assert.deepEqual({ tasks, succeeded, failed }, { tasks: 7, succeeded: 1, failed: 1 });
        assert.equal(reasons.length, 1);
        const unknown = "whether these tasks succeeded is not known";
        assert.deepEqual(problems, [
            `2 rows with no task state: ${unknown}.`,
            `1 row with the task state "skipped": ${unknown}.`,
            `1 row with no key: ${unknown}.`,
            `1 row with the task state "${"x".repeat(40)}…": ${unknown}.`,
        ]);
    });

    it("keeps no more than a hundred reasons, and three examples of each, the most frequent first", async () => {
        const row = (code: string, key: string) => `here,${key},v,failed,${code},400,${"m".repeat(1000)}\n`;
        const rows = [
            row("Once", "k"),
            ...[1, 2, 3, 4].map((key) => row("Often", String(key))),
            ...Array.from({ length: 100 }, (_, index) => row(`Code${index}`, "k")),
        ];
        const { reasons } = await readFrom(reportOf({ one: rows.join("") }));
        assert.equal(reasons.length, 101);
        const message = "m".repeat(300);
        assert.deepEqual(reasons.slice(0, 2), [
            {
                code: "Often",
                count: 4,
                examples: ["1", "2", "3"].map((key) => ({ key, versionId: "v", message })),
            },
            {
                code: "(further codes)",
                count: 2,
                examples: ["k", "k"].map((key) => ({ key, versionId: "v", message })),
            },
        ]);
    });

    it("keeps no more than a little of codes and of states, of which there may be very many", async () => {
        const rows = Array.from({ length: 110 }, (_, index) => `here,k,v,state ${index}\n`);
        const code = "c".repeat(1000);
        const { problems, reasons } = await readFrom(
            reportOf({ one: `${rows.join("")}here,k,v,failed,${code}\n` }),
        );
        assert.equal(problems.length, 101);
        assert.equal(
            problems.at(-1),
            "10 rows with further task states: whether these tasks succeeded is not known.",
        );
        assert.equal(reasons[0]?.code, "c".repeat(100));
    });

    it("groups what has no code by its status, and by nothing where it has none", async () => {
        const { reasons } = await readFrom(reportOf({ one: "h,k,v,failed,403\nh,k,v,failed\n" }));
        assert.deepEqual(
            reasons.map(({ code, count }) => [code, count]),
            [
                ["HTTP 403", 1],
                ["", 1],
            ],
        );
    });

    it("gives the same sample of the same report, and every row of it the same chance", async () => {
        const rows = Array.from({ length: 1000 }, (_, index) => `here,${index},v,succeeded\n`);
        const picked = async (order: readonly string[]) =>
            (await readFrom(reportOf({ one: order.join("") }), { sample: 50 })).sample;
        const sample = await picked(rows);
        assert.deepEqual(await picked(rows.toReversed()), sample);
        assert.equal(new Set(sample.map(({ key }) => key)).size, 50);
        const middle = sample.reduce((sum, { key }) => sum + Number(key), 0) / 50;
        assert.ok(middle > 300 && middle < 700, String(middle));
    });

    it("is said to be missing where it is", async () => {
        const { problems, tasks } = await readFrom(new Map());
        assert.equal(tasks, 0);
        assert.deepEqual(problems, [
            `There is no report at s3://reports-here/${manifestKey}. S3 writes one once the job is at its end, if at least one ` +
                "of its tasks ran; a lifecycle rule of the bucket may have expired it since.",
        ]);
    });

    for (const [title, content, problem] of [
        ["cut short", '{"Format": "Report_', "it is no JSON, or not all of it"],
        ["empty", "", "it is no JSON, or not all of it"],
        [
            "of another format",
            { Format: "Report_CSV_2030" },
            /^Format: Invalid type: .*Report_CSV_20180820.*Report_CSV_2030/,
        ],
        ["without its columns", { ReportSchema: undefined }, /^ReportSchema: /],
        [
            "without the column that counts",
            { ReportSchema: "Bucket, Key" },
            "its ReportSchema has no column TaskStatus: Bucket, Key",
        ],
        ["without an MD5", { Results: [{ Bucket: "reports-here", Key: "k" }] }, /^Results\.0\.MD5Checksum: /],
    ] as const) {
        it(`is said to be unreadable where its manifest is ${title}`, async () => {
            const files =
                typeof content === "string"
                    ? new Map([[manifestKey, Buffer.from(content)]])
                    : reportOf({ one: good }, content);
            const { problems, tasks } = await readFrom(files);
            assert.equal(tasks, 0);
            const [said = "", ...more] = problems;
            assert.deepEqual(more, []);
            const [before, reason = ""] = said.split("cannot be read: ");
            assert.equal(before, `Of the report s3://reports-here/${manifestKey} `);
            if (typeof problem === "string") {
                assert.equal(reason, `${problem}.`);
            } else {
                assert.match(reason, problem);
            }
        });
    }

    for (const [title, change, problem] of [
        ["is missing", () => undefined, "it is not there"],
        [
            "was cut short",
            (content: string) => content.slice(0, -20),
            /^its MD5 is [0-9a-f]{32}, and [0-9a-f]{32} by the manifest/,
        ],
        ["was changed", (content: string) => content.replace("v1", "v9"), /^its MD5 is /],
        ["is empty", () => "", /^its MD5 is d41d8cd98f00b204e9800998ecf8427e, and /],
    ] as const) {
        it(`counts nothing of a file that ${title}, and all of another`, async () => {
            const files = reportOf({ one: good + bad, two: good });
            const changed = change(good + bad);
            if (changed === undefined) {
                files.delete(resultKey("one"));
            } else {
                files.set(resultKey("one"), Buffer.from(changed));
            }
            const { problems, tasks, succeeded, failed, reasons, sample, failedRows } = await readFrom(
                files,
                {
                    sample: 9,
                    counted: { succeeded: 2, failed: 1 },
                },
            );
            assert.deepEqual({ tasks, succeeded, failed }, { tasks: 1, succeeded: 1, failed: 0 });
            assert.equal(sample.length, 1);
            assert.deepEqual([failedRows, reasons], [[], []]);
            const [unread = "", counted] = problems;
            assert.ok(unread.startsWith(`Of the report ${where("one")} cannot be read: `), unread);
            assert.match(unread.split("cannot be read: ")[1] ?? "", new RegExp(problem));
            assert.equal(
                counted,
                "The job counts 2 succeeded and 1 failed; the report, as far as it can be read, 1 and 0.",
            );
        });
    }

    it("counts nothing of a file whose rows have no end", async () => {
        const { tasks, failedRows, problems } = await readFrom(
            reportOf({ one: `${good}${bad}here,k,v,failed,200,Code,"no end of it\n${good}`, two: good }),
        );
        assert.equal(tasks, 1);
        assert.equal(failedRows.length, 0);
        assert.equal(problems.length, 1);
        assert.match(
            problems[0] ?? "",
            /results\/one\.csv cannot be read: its rows cannot be told: Quote Not Closed/,
        );
    });

    it("counts nothing of a file with a row that is longer than any", async () => {
        const { tasks, problems } = await readFrom(
            reportOf({ one: `${good}here,k,v,failed,200,Code,"${"x".repeat(300_000)}"\n` }),
        );
        assert.equal(tasks, 0);
        assert.match(problems[0] ?? "", /its rows cannot be told: Max Record Size/);
    });

    it("reads no file of another bucket", async () => {
        const Results = [{ Bucket: "elsewhere", Key: resultKey("one"), MD5Checksum: "0".repeat(32) }];
        const { problems, requests } = await readFrom(reportOf({ one: good }, { Results }));
        assert.equal(requests.length, 1);
        assert.match(problems[0] ?? "", /the manifest says that it lies in another bucket, elsewhere\.$/);
    });

    it("reads a file once that is named twice", async () => {
        const files = reportOf({ one: good });
        const manifest = JSON.parse(files.get(manifestKey)?.toString() ?? "") as { Results: object[] };
        const twice = { ...manifest, Results: [...manifest.Results, ...manifest.Results] };
        const { tasks } = await readFrom(files.set(manifestKey, Buffer.from(JSON.stringify(twice))));
        assert.equal(tasks, 1);
    });

    it("says of what may not be read which permission is missing", async () => {
        const { problems } = await readFrom(new Map(), {}, (_, response) => {
            refuse(response, 403, "AccessDenied");
            return true;
        });
        assert.match(
            problems[0] ?? "",
            /credentials of the source may not do s3:GetObject on nightly\/job-\S+ in bucket reports-here /,
        );
    });

    const breakages: Readonly<Record<string, (...args: Parameters<Breakage>) => void>> = {
        "is reset": (_, response) => response.destroy(),
        "breaks off": (_, response, body) => {
            response.writeHead(206, { "content-length": body.length, "content-range": "bytes 0-1/2" });
            response.write(body.subarray(0, body.length / 2), () => response.destroy());
        },
        "is shorter than it says": (_, response, body) => {
            response
                .writeHead(206, { "content-range": `bytes 0-${body.length - 1}/${body.length}` })
                .end(body.subarray(1));
        },
        "is throttled": (_, response) => {
            refuse(response, 503, "SlowDown");
        },
        fails: (_, response) => {
            refuse(response, 500, "InternalError");
        },
        "comes without its range": (_, response, body) => {
            response.writeHead(200).end(body);
        },
    };
    for (const [title, breakOne] of Object.entries(breakages)) {
        it(`is the same, and handed on once, where any one answer ${title}`, async () => {
            const files = reportOf({ one: long, two: good + bad });
            const { requests, ...expected } = await readFrom(files, { sample: 2 });
            assert.equal(requests.length, 7);
            assert.equal(expected.failedRows.length, 11);
            assert.deepEqual(expected.problems, []);
            const withOneBroken = (_: string, index: number) =>
                readFrom(files, { sample: 2 }, (request, response, body) => {
                    // The first part of a file that S3 sends whole is all of it.
                    const isHit =
                        request.nth === index + 1 &&
                        (title !== "comes without its range" || !request.range.startsWith("bytes=0-"));
                    if (isHit) {
                        breakOne(request, response, body);
                    }
                    return isHit;
                });
            for (const { requests: _, ...summary } of await Promise.all(requests.map(withOneBroken))) {
                assert.deepEqual(summary, expected);
            }
        });
    }

    it("is read again where a part was spoilt on its way", async () => {
        const files = reportOf({ one: good });
        const { problems, succeeded } = await readFrom(files, {}, ({ nth }, response, body) => {
            if (nth === 2) {
                response.writeHead(200).end(body.toString().replace("v1", "v9"));
            }
            return nth === 2;
        });
        assert.deepEqual({ problems, succeeded }, { problems: [], succeeded: 1 });
    });

    it("says of a file that is always refused what S3 answered last", async () => {
        const { problems } = await readFrom(
            reportOf({ one: good }),
            { timeoutSeconds: 0.5 },
            ({ key }, response) => {
                const isHit = key !== manifestKey;
                if (isHit) {
                    refuse(response, 503, "SlowDown");
                }
                return isHit;
            },
        );
        assert.match(
            problems[0] ?? "",
            /^Of the report s3:\S+ cannot be read: GetObject .* the last time: HTTP 503, SlowDown/,
        );
    });

    it("hands on no row of a file that somebody writes anew meanwhile", async () => {
        const files = reportOf({ one: good + bad });
        const { problems, failedRows } = await readFrom(files, {}, ({ nth }) => {
            if (nth === 2) {
                files.set(resultKey("one"), Buffer.from(bad + bad));
            }
            return false;
        });
        assert.deepEqual(failedRows, []);
        assert.match(problems[0] ?? "", /PreconditionFailed/);
    });

    for (const reason of [new Error("interrupted"), new OperationError("not within 10 s")]) {
        it(`ends with the interruption, and not with a problem: ${reason.message}`, async () => {
            const interruption = new AbortController();
            await assert.rejects(
                readFrom(reportOf({ one: good }), { signal: interruption.signal }, ({ nth }) => {
                    if (nth === 2) {
                        interruption.abort(reason);
                    }
                    return nth === 2;
                }),
                reason,
            );
        });
    }

    it("ends with the error of whoever takes the failed rows, one after the other", async () => {
        const taken: string[] = [];
        const onFailed = async ({ key }: { readonly key: string }) => {
            taken.push(key);
            await new Promise((resolve) => setTimeout(resolve, 5));
            taken.push("taken");
            if (taken.length === 4) {
                throw new Error("the disk is full");
            }
        };
        await assert.rejects(
            readFrom(reportOf({ one: bad.repeat(5) }), { onFailed }),
            /^Error: the disk is full$/,
        );
        assert.deepEqual(taken, ["b.csv", "taken", "b.csv", "taken"]);
    });

    it("says of every row what was written into it", async () => {
        const text = fc.string({ unit: "binary", maxLength: 20 }).map((words) => words.toWellFormed());
        const rowArbitrary = fc.record({
            bucket: fc.constant("here"),
            key: text.filter((key) => key !== ""),
            versionId: text,
            status: fc.constantFrom("succeeded", "failed"),
            errorCode: fc.constantFrom("", "AccessDenied", "A,b"),
            httpStatus: fc.constantFrom("", "403"),
            message: text,
            isSwapped: fc.boolean(),
        });
        const cell = (words: string) => `"${words.replaceAll('"', '""')}"`;
        await fc.assert(
            fc.asyncProperty(
                fc.array(rowArbitrary, { maxLength: 20 }),
                fc.constantFrom("\n", "\r\n"),
                async (rows, end) => {
                    const lines = rows.map(({ isSwapped, key, ...row }) => {
                        const codes = isSwapped
                            ? [row.httpStatus, row.errorCode]
                            : [row.errorCode, row.httpStatus];
                        const cells = [row.bucket, encodeURIComponent(key), row.versionId, row.status];
                        return [...cells, ...codes, row.message].map(cell).join(",") + end;
                    });
                    const { failedRows, tasks, problems } = await readFrom(reportOf({ one: lines.join("") }));
                    assert.deepEqual(problems, []);
                    assert.equal(tasks, rows.length);
                    assert.deepEqual(
                        failedRows,
                        rows
                            .filter(({ status }) => status === "failed")
                            .map(({ isSwapped: _, httpStatus, ...row }) => ({
                                ...Object.fromEntries(
                                    Object.entries(row).filter(
                                        ([name, value]) => name === "bucket" || value !== "",
                                    ),
                                ),
                                ...(httpStatus === "" ? {} : { httpStatus: Number(httpStatus) }),
                            })),
                    );
                },
            ),
            { numRuns: 20 },
        );
    });
});
