import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectDirectory } from "../../../../operations/project";

const identity =
    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/u</Arn><UserId>u</UserId>" +
    "<Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";

describe("npm run diagnose", function () {
    this.timeout(30_000);
    let server: Server;
    let folder: string;
    let answer: (request: IncomingMessage, response: ServerResponse) => void;

    before(async () => {
        server = createServer((request, response) => {
            answer(request, response);
        });
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    });
    after(() => {
        server.close();
        server.closeAllConnections();
    });
    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "diagnose-"));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    function start(...args: readonly string[]) {
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        const child = spawn(
            process.execPath,
            [
                ...["--require", "ts-node/register", "operations/diagnose.ts"],
                ...["--source-bucket", "here", "--destination-bucket", "there", "--timeout", "10", ...args],
            ],
            {
                cwd: projectDirectory,
                stdio: ["ignore", "pipe", "pipe"],
                env: {
                    PATH: process.env.PATH,
                    AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
                    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
                    AWS_SECRET_ACCESS_KEY: "example",
                    AWS_REGION: "eu-west-1",
                    AWS_CONFIG_FILE: "/dev/null",
                    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
                    AWS_EC2_METADATA_DISABLED: "true",
                },
            },
        );
        let stdout = "";
        let stderr = "";
        child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
        child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
        const ended = new Promise<{
            readonly code: number | null;
            readonly stdout: string;
            readonly stderr: string;
        }>((resolve) => {
            child.on("close", (code) => {
                resolve({ code, stdout, stderr });
            });
        });
        return { child, ended };
    }

    it("says once that nothing was changed, where it is interrupted", async () => {
        const { promise: asked, resolve } = Promise.withResolvers<undefined>();
        answer = () => {
            resolve(undefined);
        };
        const { child, ended } = start();
        await asked;
        child.kill("SIGINT");
        const { code, stdout, stderr } = await ended;
        assert.deepEqual([code, stdout], [3, ""]);
        assert.deepEqual(stderr.match(/.*(?:nterrupted|changed).*/g), ["Interrupted: nothing was changed."]);
        assert.equal(stderr.trimEnd().split("\n").at(-1), "Interrupted: nothing was changed.");
    });

    it("refuses a page that cannot be written before it asks anything", async () => {
        let asked = 0;
        answer = () => {
            asked += 1;
        };
        const { code, stdout, stderr } = await start("--html", folder).ended;
        assert.deepEqual(
            [code, stdout, stderr, asked],
            [3, "", `${folder} is a folder; allowed: a new file, or one to replace\n`, 0],
        );
    });

    it("prints the diagnosis also where the page cannot be written after all", async () => {
        answer = (request, response) => {
            const isIdentity = request.method === "POST" && request.headers.authorization?.includes("/sts/");
            void rm(folder, { recursive: true, force: true }).then(() => {
                response.writeHead(isIdentity ? 200 : 403, { "Content-Type": "text/xml" });
                response.end(
                    isIdentity ? identity : "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>",
                );
            });
        };
        const file = path.join(folder, "a.html");
        const { code, stdout, stderr } = await start("--html", file).ended;
        assert.equal(code, 3, stderr);
        assert.match(stdout, /^here .* there .*\n/);
        assert.equal(
            stderr.trimEnd().split("\n").at(-1),
            `${file} cannot be written: no such file or directory`,
        );
    });
});
