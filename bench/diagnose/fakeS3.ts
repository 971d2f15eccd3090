/*
 * A process that answers as an S3 bucket with as many versions as the address says: `http://127.0.0.1:<port>/<bucket>-<n>`.
 * It makes its answers up as they are asked for, so that it takes no time worth speaking of. Writes its port on stdout, and
 * ends with stdin.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

const versionsAtOnce = 1000;
const newest = Date.UTC(2026, 0, 1);

function keyOf(index: number): string {
    return `objects/${String(index).padStart(8, "0")}`;
}

/** In the order of keys the times go up and down, as they do in a bucket. */
function timeOf(index: number): string {
    return new Date(newest - ((index * 7919) % 1_000_003) * 1000).toISOString();
}

function listing(count: number, first: number): string {
    const last = Math.min(first + versionsAtOnce, count);
    const versions: string[] = [];
    for (let index = first; index < last; index++) {
        versions.push(
            `<Version><Key>${keyOf(index)}</Key><VersionId>v${index}</VersionId><IsLatest>true</IsLatest>` +
                `<LastModified>${timeOf(index)}</LastModified><ETag>&quot;${index}&quot;</ETag><Size>1</Size>` +
                "<Owner><ID>owner</ID></Owner><StorageClass>STANDARD</StorageClass></Version>",
        );
    }
    const isTruncated = last < count;
    const next = isTruncated
        ? `<NextKeyMarker>${keyOf(last - 1)}</NextKeyMarker><NextVersionIdMarker>v${last - 1}</NextVersionIdMarker>`
        : "";
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
        `<IsTruncated>${isTruncated}</IsTruncated>${next}${versions.join("")}</ListVersionsResult>`
    );
}

const statuses = ["COMPLETED", "COMPLETED", "COMPLETED", "PENDING", "FAILED"];

function answer({ method, url = "" }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
    if (method === "HEAD") {
        const index = Number(searchParams.get("versionId")?.slice(1));
        const status = statuses[index % statuses.length];
        response.setHeader("Content-Length", 1);
        response.setHeader("x-amz-replication-status", status ?? "");
        response.end();
        return;
    }
    if (method !== "GET" || !searchParams.has("versions")) {
        response.statusCode = 501;
        response.end();
        return;
    }
    const count = Number(/-(\d+)\/?$/.exec(pathname)?.[1]);
    const marker = searchParams.get("version-id-marker");
    response.setHeader("Content-Type", "application/xml");
    response.end(listing(count, marker === null ? 0 : Number(marker.slice(1)) + 1));
}

const server = createServer(answer);
server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
