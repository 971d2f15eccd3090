import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { parseCommandLine } from "../../../../operations/diagnose/commandLine";
import { notes } from "../../../../operations/diagnose/notes";
import { permissions } from "../../../../operations/diagnose/read/permissions";
import { projectDirectory } from "../../../../operations/project";

const nobody = { profile: undefined, role: undefined, externalId: undefined };
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
            "--key k --version-id v --sample 1000000 --reason DstBucketNotFound --events-queue https://queue";
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
            eventsQueue: "https://queue",
        });
    });

    it("takes two buckets in the place of stacks", () => {
        const { pair } = parseCommandLine(["--source-bucket", "here", "--destination-bucket", "there"]);
        assert.deepEqual(pair, { buckets: { source: "here", destination: "there" } });
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
