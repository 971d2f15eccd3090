import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { parseCommandLine } from "../../../../operations/diagnose/commandLine";
import { queueUrlIn } from "../../../../operations/diagnose/events/queueUrl";
import { reasons } from "../../../../operations/diagnose/judge/reasons";
import { notes } from "../../../../operations/diagnose/notes";
import { permissions } from "../../../../operations/diagnose/read/permissions";
import { projectDirectory } from "../../../../operations/project";
import { parseCommandLine as verifyCommandLine } from "../../../../operations/verify/commandLine";

const nobody = { profile: undefined, role: undefined, externalId: undefined };
const queue = "https://sqs.eu-west-1.amazonaws.com/111111111111/failures";
const nothingElse = {
    html: undefined,
    key: undefined,
    versionId: undefined,
    sample: undefined,
    reason: undefined,
    eventsQueue: undefined,
};

describe("the command line of diagnose", () => {
    it("needs nothing", () => {
        assert.deepEqual(parseCommandLine([]), {
            pair: { stacks: { source: "source", destination: "destination" } },
            source: nobody,
            destination: nobody,
            projectDirectory,
            timeoutSeconds: 60,
            json: false,
            ...nothingElse,
        });
    });

    it("takes stacks, credentials of each side and all that it can be asked besides", () => {
        const line =
            "--source acme/p/s --source-profile sp --source-role sr --source-external-id se --timeout 30 --json -C / " +
            "--destination d --destination-profile dp --destination-role dr --destination-external-id de --html a.html " +
            "--key k --version-id v --sample 1000000 --reason DstBucketNotFound " +
            `--events-queue ${queue}`;
        assert.deepEqual(parseCommandLine(line.split(" ")), {
            pair: { stacks: { source: "acme/p/s", destination: "d" } },
            source: { profile: "sp", role: "sr", externalId: "se" },
            destination: { profile: "dp", role: "dr", externalId: "de" },
            projectDirectory: "/",
            timeoutSeconds: 30,
            json: true,
            html: "a.html",
            key: "k",
            versionId: "v",
            sample: 1_000_000,
            reason: "DstBucketNotFound",
            eventsQueue: { url: queue, accountId: "111111111111", region: "eu-west-1" },
        });
    });

    it("takes two buckets in the place of stacks", () => {
        const { pair } = parseCommandLine(["--source-bucket", "here", "--destination-bucket", "there"]);
        assert.deepEqual(pair, { buckets: { source: "here", destination: "there" } });
    });

    it("takes folders as they are where npm was called", () => {
        const { INIT_CWD } = process.env;
        try {
            process.env.INIT_CWD = path.join(projectDirectory, "docs");
            const expected = path.join(projectDirectory, "other");
            assert.equal(parseCommandLine(["--cwd", "../other"]).projectDirectory, expected);
            assert.equal(verifyCommandLine(["--cwd", "../other"]).projectDirectory, expected);
            assert.equal(parseCommandLine([]).projectDirectory, projectDirectory);
        } finally {
            process.env.INIT_CWD = INIT_CWD;
            if (INIT_CWD === undefined) {
                delete process.env.INIT_CWD;
            }
        }
    });

    it("takes the URL of a queue of SQS, and of one that stands in for it", () => {
        assert.deepEqual(queueUrlIn("http://127.0.0.1:4566/222222222222/failures.fifo"), {
            url: "http://127.0.0.1:4566/222222222222/failures.fifo",
            accountId: "222222222222",
        });
        for (const url of [
            "https://queue",
            `${queue}/more`,
            `${queue} x`,
            "arn:aws:sqs:eu-west-1:111111111111:q",
            "",
        ]) {
            assert.equal(queueUrlIn(url), undefined, url);
        }
    });

    it("lists every permission", () => {
        const listed = new Set(notes.match(/\b(s3|iam|kms|cloudwatch|sns|sqs):\w+/g));
        const all = [...permissions.source, ...permissions.destination].map(({ action }) => action);
        assert.deepEqual([...listed].sort(), [...new Set(all)].sort());
    });

    // In a process of its own: what is wrong is printed, and ends the process.
    const run = (...argv: readonly string[]) => {
        const program =
            "require('./operations/diagnose/commandLine').parseCommandLine(process.argv.slice(1));process.exit(99)";
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            ["--require", "ts-node/register", "-e", program, "--", ...argv],
            { cwd: path.resolve(projectDirectory), encoding: "utf8" },
        );
        return { status, stdout, stderr };
    };

    for (const [argv, complaint] of [
        [
            ["--source", "source", "--source-bucket", "here", "--destination-bucket", "there"],
            "error: --source names a stack, and a bucket is named too. Name two stacks, or two buckets: " +
                "--source-bucket <name> --destination-bucket <name>.\n",
        ],
        [
            ["--source-bucket", "here"],
            "error: --source-bucket goes with the other bucket: name it too, --destination-bucket <name>.\n",
        ],
        [
            ["--destination-bucket", "there"],
            "error: --destination-bucket goes with the other bucket: name it too, --source-bucket <name>.\n",
        ],
        [["--version-id", "1"], "error: --version-id goes with an object: name it too, --key <key>.\n"],
        [
            ["--sample", "1000001"],
            "error: option '--sample <n>' argument '1000001' is invalid. Allowed: a whole number, 1 to 1000000.\n",
        ],
        [
            ["--key", ""],
            "error: option '--key <key>' argument '' is invalid. Allowed: the key of an object, which is not empty.\n",
        ],
        [
            ["--events-queue", "failures"],
            "error: option '--events-queue <url>' argument 'failures' is invalid. Allowed: the URL of a queue, as " +
                `${queue}.\n`,
        ],
        [
            ["--reason", "DstBucketNotFoundd"],
            "error: option '--reason <reason>' argument 'DstBucketNotFoundd' is invalid. AWS has no reason " +
                `"DstBucketNotFoundd". Its reasons: ${Object.keys(reasons).join(", ")}.\n`,
        ],
        [["--nonsense"], "error: unknown option '--nonsense'\n"],
    ] as const) {
        it(`ends with 3 at ${argv.join(" ")}`, () => {
            assert.deepEqual(run(...argv), { status: 3, stdout: "", stderr: complaint });
        });
    }

    it("ends with 0 after its help", () => {
        const { status, stdout } = run("--help");
        assert.equal(status, 0);
        assert.match(
            stdout,
            /Exit code: 0 it works, 1 it is broken, 2 .*, 3 the diagnosis could not run\.\n/,
        );
    });
});
