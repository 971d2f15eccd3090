/*
 * A process that answers as AWS does of a bucket with as many versions as its name says, `bench-<n>`, that is replicated by a
 * rule for all objects, and of a job of S3 Batch Replication with its report. It makes its answers up as they are asked for, so
 * that it takes no time worth speaking of, and refuses everything else. Writes its port on stdout, and ends with stdin.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { jobXml, reportFile } from "./report";

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
    return `<ListVersionsResult><IsTruncated>${isTruncated}</IsTruncated>${next}${versions.join("")}</ListVersionsResult>`;
}

/** Of the account whose id is the access key, as in a sandbox. */
function identityOf({ headers: { authorization = "" } }: IncomingMessage): string {
    const [, account = "111111111111"] = /Credential=(\d{12})\//.exec(authorization) ?? [];
    return (
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:root</Arn>` +
        `<Account>${account}</Account><UserId>${account}</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>`
    );
}

const configuration =
    "<ReplicationConfiguration><Role>arn:aws:iam::111111111111:role/bench</Role><Rule><ID>all</ID><Priority>0</Priority>" +
    "<Filter><Prefix></Prefix></Filter><Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination>" +
    "</Rule></ReplicationConfiguration>";

const statuses = ["COMPLETED", "COMPLETED", "COMPLETED", "PENDING", "FAILED"];

function answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "" } = request;
    const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
    const [, bucket = "", key = "", ...rest] = pathname.split("/");
    const send = (xml: string) => {
        response.setHeader("Content-Type", "application/xml");
        response.end(xml);
    };
    if (method === "HEAD") {
        const index = Number(searchParams.get("versionId")?.slice(1));
        response.setHeader("x-amz-bucket-region", "eu-west-1");
        if (key !== "") {
            response.setHeader("Content-Length", 1);
            response.setHeader("x-amz-replication-status", statuses[index % statuses.length] ?? "");
        }
        response.end();
    } else if (method === "GET" && searchParams.has("versions")) {
        const marker = searchParams.get("version-id-marker");
        send(listing(Number(bucket.split("-")[1]), marker === null ? 0 : Number(marker.slice(1)) + 1));
    } else if (method === "GET" && searchParams.has("replication") && bucket !== "copy") {
        send(configuration);
    } else if (method === "GET" && bucket === "reports") {
        sendPart(request, response, reportFile([key, ...rest].join("/")));
    } else if (method === "GET" && bucket === "v20180820" && key === "jobs" && rest[0] !== undefined) {
        send(jobXml(rest[0]));
    } else if (method === "POST" && bucket === "") {
        askedByBody(request, response, send);
    } else {
        refuse(response, send);
    }
}

function sendPart(
    { headers: { range = "" } }: IncomingMessage,
    response: ServerResponse,
    { length, slice }: ReturnType<typeof reportFile>,
): void {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const [from, to] = [Number(first), Math.min(Number(last) + 1, length)];
    response.statusCode = 206;
    response.setHeader("Content-Range", `bytes ${from}-${to - 1}/${length}`);
    response.setHeader("ETag", '"report"');
    response.end(slice(from, to));
}

/** IAM, STS and the like have their action in the body. */
function askedByBody(request: IncomingMessage, response: ServerResponse, send: (xml: string) => void): void {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
        body += part;
    });
    request.on("end", () => {
        if (body.includes("Action=GetCallerIdentity")) {
            send(identityOf(request));
        } else {
            refuse(response, send);
        }
    });
}

function refuse(response: ServerResponse, send: (xml: string) => void): void {
    response.statusCode = 403;
    send("<Error><Code>AccessDenied</Code><Message>The bench knows nothing of this</Message></Error>");
}

const server = createServer(answer);
server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
