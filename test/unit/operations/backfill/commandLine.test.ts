import * as assert from "node:assert/strict";
import { parseCommandLine } from "../../../../operations/backfill/commandLine";
import { notes } from "../../../../operations/backfill/notes";
import { permissions } from "../../../../operations/backfill/permissions";
import { projectDirectory } from "../../../../operations/project";

const nobody = { profile: undefined, role: undefined, externalId: undefined };

class Ended extends Error {}

/** What a command line that is wrong ends with, and what it prints. */
function refusalOf(...argv: readonly string[]): readonly [code: number, complaint: string] {
    const written: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    let code = 0;
    process.stderr.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
    try {
        parseCommandLine(argv, (exitCode) => {
            code = exitCode;
            throw new Ended();
        });
    } catch (error) {
        if (!(error instanceof Ended)) {
            throw error;
        }
    } finally {
        process.stderr.write = write;
    }
    return [code, written.join("")];
}

describe("the command line of backfill", () => {
    const defaults = {
        stacks: { source: "source", destination: "destination" },
        source: nobody,
        destination: nobody,
        projectDirectory,
        statuses: ["NONE", "FAILED"],
        prefix: undefined,
        rule: undefined,
        createdAfter: undefined,
        createdBefore: undefined,
        retry: undefined,
        job: undefined,
        priority: 10,
        dryRun: false,
        yes: false,
        again: false,
        force: false,
        check: 20,
        failed: undefined,
        json: false,
        timeoutSeconds: 60,
    };

    it("needs nothing", () => {
        assert.deepEqual(parseCommandLine([]), defaults);
    });

    it("takes a selection, and all that a job is made by", () => {
        const line =
            "--source acme/p/s --source-profile sp --destination d --destination-role dr --destination-external-id de -C / " +
            "--status COMPLETED,NONE --prefix logs/ --created-after 2026-01-31 --created-before 2026-02-28T12:30+09:00 " +
            "--priority 0 --check 0 --failed f.csv --dry-run --yes --again --force --json --timeout 5";
        assert.deepEqual(parseCommandLine(line.split(" ")), {
            ...defaults,
            stacks: { source: "acme/p/s", destination: "d" },
            source: { ...nobody, profile: "sp" },
            destination: { profile: undefined, role: "dr", externalId: "de" },
            projectDirectory: "/",
            statuses: ["NONE", "COMPLETED"],
            prefix: "logs/",
            createdAfter: new Date("2026-01-31T00:00:00Z"),
            createdBefore: new Date("2026-02-28T03:30:00Z"),
            priority: 0,
            dryRun: true,
            yes: true,
            again: true,
            force: true,
            check: 0,
            failed: "f.csv",
            json: true,
            timeoutSeconds: 5,
        });
    });

    it("takes a job to follow, one to try again, and a rule", () => {
        for (const [option, value] of [
            ["job", "job-1"],
            ["retry", "job-1"],
            ["rule", "logs"],
        ] as const) {
            assert.deepEqual(parseCommandLine([`--${option}`, value]), { ...defaults, [option]: value });
        }
    });

    const statuses = "Allowed: NONE, FAILED, COMPLETED, REPLICA, or several of them with commas between.";
    const dates =
        "Allowed: a date as 2026-01-31, or with a time as 2026-01-31T12:00, 2026-01-31T12:00:30+09:00.";
    for (const [argv, complaint] of [
        [["--status", "NONE,none"], `'--status <statuses>' argument 'NONE,none' is invalid. ${statuses}`],
        [["--status", ""], `'--status <statuses>' argument '' is invalid. ${statuses}`],
        [
            ["--created-after", "2026-02-30"],
            `'--created-after <date>' argument '2026-02-30' is invalid. ${dates}`,
        ],
        [
            ["--created-after", "yesterday"],
            `'--created-after <date>' argument 'yesterday' is invalid. ${dates}`,
        ],
        [
            ["--created-before", "2026-01-01T25:00"],
            `'--created-before <date>' argument '2026-01-01T25:00' is invalid. ${dates}`,
        ],
        [
            ["--prefix", ""],
            "'--prefix <prefix>' argument '' is invalid. Allowed: the beginning of a key, 1 to 1024 bytes. For the whole bucket, leave it out.",
        ],
        [
            ["--job", "no such"],
            "'--job <id>' argument 'no such' is invalid. Allowed: the id of a job, as 0123abcd-4567-89ef-0123-456789abcdef.",
        ],
        [
            ["--priority", "-1"],
            "'--priority <n>' argument '-1' is invalid. Allowed: a whole number, 0 to 2147483647.",
        ],
        [
            ["--check", "1001"],
            "'--check <n>' argument '1001' is invalid. Allowed: a whole number, 0 to 1000.",
        ],
        [["--check", ""], "'--check <n>' argument '' is invalid. Allowed: a whole number, 0 to 1000."],
        [["--rule", "r", "--prefix", "p"], "'--rule <id>' cannot be used with option '--prefix <prefix>'"],
        [["--job", "job-1", "--yes"], "'--job <id>' cannot be used with option '--yes'"],
        [["--job", "job-1", "--retry", "job-2"], "'--job <id>' cannot be used with option '--retry <job>'"],
        [
            ["--retry", "job-1", "--status", "NONE"],
            "'--retry <job>' cannot be used with option '--status <statuses>'",
        ],
    ] as const) {
        it(`ends with 3 at ${argv.join(" ")}`, () => {
            assert.deepEqual(refusalOf(...argv), [3, `error: option ${complaint}\n`]);
        });
    }

    it("ends with 3 where nothing is between two dates", () => {
        assert.deepEqual(refusalOf("--created-after", "2026-02-01", "--created-before", "2026-02-01"), [
            3,
            "error: --created-after 2026-02-01T00:00:00.000Z is not before --created-before 2026-02-01T00:00:00.000Z, so that " +
                "nothing is between them.\n",
        ]);
    });

    it("lists every permission, and every exit code", () => {
        const listed = new Set(notes.match(/\b(s3|iam|kms):\w+/g));
        const all = [...permissions.source, ...permissions.destination].map(({ action }) => action);
        assert.deepEqual([...listed].toSorted(), [...new Set(all)].toSorted());
        assert.match(notes, /Exit code: 0 [^]+; 1 [^]+; 2 [^]+; 3 the command could not run\.$/);
        assert.ok(notes.split("\n").every((line) => line.length <= 120));
    });
});
