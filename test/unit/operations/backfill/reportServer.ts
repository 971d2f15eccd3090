import { S3Client } from "@aws-sdk/client-s3";
import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { httpOptions } from "../../../../operations/aws/httpOptions";
import { readReport } from "../../../../operations/backfill/report/readReport";
import type { ReadReportOptions, ReportRow } from "../../../../operations/backfill/report/report";

const bucket = "reports-here";
const owner = "111111111111";
const jobId = "00000000-1111-2222-3333-444444444444";
const folder = `nightly/job-${jobId}`;

const schema = "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage";
export const manifestKey = `${folder}/manifest.json`;

/** The key of a file of results. */
export function resultKey(name: string): string {
    return `${folder}/results/${name}.csv`;
}

/** Answers a request in another way than S3 would that is well; false where it leaves it to that. */
export type Breakage = (
    request: { readonly nth: number; readonly key: string; readonly range: string },
    response: ServerResponse,
    body: Buffer,
) => boolean;

/** The files of a report that holds these results. */
export function reportOf(
    results: Readonly<Record<string, string>>,
    more: Readonly<Record<string, unknown>> = {},
): Map<string, Buffer> {
    const files = new Map(
        Object.entries(results).map(([name, text]) => [resultKey(name), Buffer.from(text)]),
    );
    const manifest = {
        Format: "Report_CSV_20180820",
        ReportCreationDate: "2026-11-30T00:00:00.000Z",
        Results: [...files].map(([Key, content]) => ({
            TaskExecutionStatus: "succeeded",
            Bucket: bucket,
            MD5Checksum: createHash("md5").update(content).digest("hex"),
            Key,
        })),
        ReportSchema: schema,
        ...more,
    };
    return files.set(manifestKey, Buffer.from(JSON.stringify(manifest)));
}

/** Reads a report from an S3 that holds these files; answers with the failed rows and the requests besides. */
export async function readFrom(
    files: ReadonlyMap<string, Buffer>,
    options: Partial<ReadReportOptions> = {},
    breakage: Breakage = () => false,
) {
    const requests: string[] = [];
    const server = createServer(({ url = "", headers }, response) => {
        const { pathname } = new URL(url, "http://127.0.0.1");
        const key = decodeURIComponent(pathname).replace(`/${bucket}/`, "");
        assert.equal(headers["x-amz-expected-bucket-owner"], owner);
        const { range = "" } = headers;
        requests.push(`${key.replace(`${folder}/`, "")} ${range}`);
        const content = files.get(key);
        const [, from = 0, to = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range) ?? []).map(Number);
        const part = content?.subarray(from, to + 1) ?? Buffer.of();
        const etag = `"${createHash("md5")
            .update(content ?? "")
            .digest("hex")}"`;
        if (breakage({ nth: requests.length, key, range }, response, part)) {
            return;
        }
        if (content === undefined) {
            refuse(response, 404, "NoSuchKey");
        } else if (headers["if-match"] !== undefined && headers["if-match"] !== etag) {
            refuse(response, 412, "PreconditionFailed");
        } else if (from >= content.length) {
            refuse(response, 416, "InvalidRange");
        } else {
            response
                .writeHead(206, {
                    "content-length": part.length,
                    "content-range": `bytes ${from}-${from + part.length - 1}/${content.length}`,
                    etag,
                })
                .end(part);
        }
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const s3 = new S3Client({
        region: "eu-west-1",
        endpoint: `http://127.0.0.1:${address.port}`,
        forcePathStyle: true,
        credentials: { accessKeyId: "a", secretAccessKey: "b" },
        ...httpOptions(2),
    });
    const failed: ReportRow[] = [];
    try {
        const summary = await readReport(
            { s3, bucket, owner, jobId, prefix: "nightly/" },
            {
                signal: new AbortController().signal,
                timeoutSeconds: 5,
                onFailed: (row) => {
                    failed.push(row);
                },
                ...options,
            },
        );
        return { ...summary, failedRows: failed, requests };
    } finally {
        s3.destroy();
        server.closeAllConnections();
        server.close();
    }
}

export function refuse(response: ServerResponse, status: number, code: string): void {
    response
        .writeHead(status, { "content-type": "application/xml" })
        .end(`<Error><Code>${code}</Code><Message>words of S3</Message></Error>`);
}
