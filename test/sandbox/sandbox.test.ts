import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { writeWhole } from "../../sandbox/files";
import { projectRoot, runPaths } from "../../sandbox/paths";
import { identify } from "../../sandbox/processes";
import { removeRemains } from "../../sandbox/record";
import { openSandbox, startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { temporaryFolder } from "./support/folders";

/** A shell that is set up for the real AWS, in every way the SDKs know. */
const hostile = {
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not a real key",
    AWS_SESSION_TOKEN: "not a real token",
    AWS_PROFILE: "production",
    AWS_DEFAULT_PROFILE: "production",
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL: "https://sts.invalid",
    AWS_ENDPOINT_URL_STS: "https://sts.invalid",
    AWS_ENDPOINT_URL_S3: "https://s3.invalid",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere",
    AWS_ROLE_ARN: "arn:aws:iam::999999999999:role/production",
    PULUMI_ACCESS_TOKEN: "not a real token",
    PULUMI_BACKEND_URL: "https://pulumi.invalid",
};

/** Runs a script in a process that has the sandbox's environment over the user's. */
async function run(env: Record<string, string>, script: string): Promise<unknown> {
    const { stdout } = await execa(process.execPath, ["-e", script], {
        cwd: projectRoot,
        env: { ...hostile, ...env },
    });
    return JSON.parse(stdout);
}

const identity = `
    const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
    new STSClient({}).send(new GetCallerIdentityCommand({})).then(({ Account, Arn }) => console.log(JSON.stringify({ Account, Arn })));
`;
const put = `
    const { S3Client, CreateBucketCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
    const s3 = new S3Client({});
    const target = { Bucket: "private-bucket", Key: "a" };
    s3.send(new CreateBucketCommand(target))
        .then(() => s3.send(new PutObjectCommand({ ...target, Body: "x" })))
        .then(({ $metadata }) => console.log($metadata.httpStatusCode));
`;
const read = `
    const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");
    new S3Client({}).send(new GetObjectCommand({ Bucket: "private-bucket", Key: "a" }))
        .then(({ Body }) => Body.transformToString(), (error) => error.name)
        .then((result) => console.log(JSON.stringify(result)));
`;

describe("a sandbox", function () {
    this.timeout(60_000);
    const folder = temporaryFolder();
    let sandbox: Sandbox;

    before(async () => {
        sandbox = await startSandbox();
    });
    after(() => sandbox.stop());

    it("gives each side the root of its own account, whatever the user's shell is set up for", async () => {
        const root = (account: string) => ({ Account: account, Arn: `arn:aws:iam::${account}:root` });
        assert.deepEqual(await run(sandbox.env(), identity), root("111111111111"));
        assert.deepEqual(await run(sandbox.env("destination"), identity), root("222222222222"));
        assert.deepEqual(await run(sandbox.env("outsider"), identity), root("333333333333"));
    });

    it("has the AWS CLI, with a profile for each side and no Python of its own beside it", async () => {
        const env = { ...hostile, ...sandbox.env() };
        const account = (...args: readonly string[]) =>
            execa("aws", ["sts", "get-caller-identity", "--query", "Account", "--output", "text", ...args], {
                env,
            });
        assert.equal((await account()).stdout, "111111111111");
        assert.equal((await account("--profile", "destination")).stdout, "222222222222");
        assert.deepEqual(await readdir(path.dirname(runPaths(sandbox.directory).awsCli)), ["aws"]);
    });

    it("refuses one account what belongs to another", async () => {
        assert.equal(await run(sandbox.env("source"), put), 200);
        assert.equal(await run(sandbox.env("source"), read), "x");
        assert.equal(await run(sandbox.env("destination"), read), "AccessDenied");
        assert.equal(await run(sandbox.env("outsider"), read), "AccessDenied");
    });

    it("can be opened by another process, and is the same", async () => {
        const opened = await openSandbox(sandbox.directory);
        assert.ok(opened);
        assert.deepEqual(opened.env("destination"), sandbox.env("destination"));
        assert.equal(opened.pid, sandbox.pid);
    });

    it("does not start where one is running", async () => {
        await assert.rejects(startSandbox({ directory: sandbox.directory }), {
            message: `A sandbox is running in ${sandbox.directory} (${sandbox.endpoint}). Stop it first: npm run sandbox -- stop`,
        });
        assert.notEqual(await openSandbox(sandbox.directory), undefined);
    });

    it("does not touch a directory that is not its own", async () => {
        const file = path.join(folder(), "precious.txt");
        await writeFile(file, "x");
        await assert.rejects(startSandbox({ directory: folder() }), {
            message: `${folder()} is not empty, and not a sandbox's: it holds precious.txt. Choose another directory.`,
        });
        assert.equal(await readFile(file, "utf8"), "x");
    });

    it("is not taken for running by what it left, even where its process id is in use again", async () => {
        const directory = path.join(folder(), "remains");
        await mkdir(directory);
        const text = await readFile(runPaths(sandbox.directory).record, "utf8");
        const emulator = { ...identify(process.pid), started: "before the machine was restarted" };
        await writeFile(runPaths(directory).record, JSON.stringify({ ...JSON.parse(text), emulator }));
        assert.equal(await openSandbox(directory), undefined);
        assert.equal(await removeRemains(directory), true);
        assert.equal(existsSync(directory), false);
        assert.equal(await removeRemains(directory), false);
    });

    it("is not taken for remains in the moment in which it starts", async () => {
        const text = await readFile(runPaths(sandbox.directory).record, "utf8");
        for (let attempt = 0; attempt < 100; attempt++) {
            const directory = path.join(folder(), `starting ${attempt}`);
            await mkdir(directory);
            const { record } = runPaths(directory);
            const written = writeWhole(record, text);
            const look = async () => {
                do {
                    await removeRemains(directory);
                } while (!existsSync(record) && existsSync(directory));
            };
            await Promise.all([written, look(), look(), look()]);
            assert.equal(existsSync(record), true);
        }
    });

    it("runs beside another one, and takes nothing of it along when it ends", async () => {
        const other = await startSandbox({ directory: path.join(folder(), "other one") });
        assert.notEqual(other.endpoint, sandbox.endpoint);
        await run(other.env("source"), put);
        await other.stop();
        assert.equal(existsSync(other.directory), false);
        assert.deepEqual(await run(sandbox.env("outsider"), identity), {
            Account: "333333333333",
            Arn: "arn:aws:iam::333333333333:root",
        });
    });
});
