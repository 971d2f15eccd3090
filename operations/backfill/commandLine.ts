import { Command, InvalidArgumentError, Option } from "commander";
import { addCredentialOptions, credentialsIn, type RawCredentialOptions } from "../aws/credentialOptions";
import type { CredentialOptions } from "../aws/credentials";
import type { Side } from "../aws/side";
import { callersPath } from "../callersPath";
import { projectDirectory } from "../project";
import { parseSeconds } from "../verify/commandLine";
import { couldNotRun } from "./exitCodes";
import { notes } from "./notes";
import { statuses, type Status } from "./plan/selection";

export interface BackfillOptions extends Readonly<Record<Side, CredentialOptions>> {
    readonly stacks: Readonly<Record<Side, string>>;
    /** The folder of Pulumi.yaml and of the stacks' settings. */
    readonly projectDirectory: string;
    readonly statuses: readonly Status[];
    readonly prefix?: string;
    /** The id of a rule, whose prefix is meant. */
    readonly rule?: string;
    readonly createdAfter?: Date;
    readonly createdBefore?: Date;
    /** A job whose failed versions are to be replicated again. */
    readonly retry?: string;
    /** A job that is to be followed. */
    readonly job?: string;
    readonly priority: number;
    readonly dryRun: boolean;
    /** Whether nobody is asked before a job is created. */
    readonly yes: boolean;
    /** Whether a job may be made although one of the same selection has ended. */
    readonly again: boolean;
    /** Whether a job may be made although the diagnosis finds something broken. */
    readonly force: boolean;
    /** How many replicated objects are compared with their replicas. */
    readonly check: number;
    /** Where a list of the failed is written. */
    readonly failed?: string;
    readonly json: boolean;
    readonly timeoutSeconds: number;
}

/** As commander collects them. */
interface RawOptions
    extends
        RawCredentialOptions,
        Pick<
            BackfillOptions,
            | "prefix"
            | "rule"
            | "createdAfter"
            | "createdBefore"
            | "retry"
            | "job"
            | "priority"
            | "check"
            | "failed"
        > {
    source: string;
    destination: string;
    cwd?: string;
    status: readonly Status[];
    dryRun?: true;
    yes?: true;
    again?: true;
    force?: true;
    json?: true;
    timeout: number;
}

/** Reads the command line. What is wrong with it is printed, and ends the process. */
export function parseCommandLine(
    argv: readonly string[],
    exit: (code: number) => never = (code) => process.exit(code),
): BackfillOptions {
    const command = commandOf().exitOverride(({ exitCode }) => exit(exitCode === 0 ? 0 : couldNotRun));
    const raw = command.parse([...argv], { from: "user" }).opts<RawOptions>();
    const { createdAfter, createdBefore } = raw;
    if (createdAfter && createdBefore && createdAfter >= createdBefore) {
        command.error(
            `error: --created-after ${createdAfter.toISOString()} is not before --created-before ` +
                `${createdBefore.toISOString()}, so that nothing is between them.`,
        );
    }
    return {
        stacks: { source: raw.source, destination: raw.destination },
        ...credentialsIn(raw),
        projectDirectory: callersPath(raw.cwd ?? projectDirectory),
        statuses: raw.status,
        prefix: raw.prefix,
        rule: raw.rule,
        createdAfter,
        createdBefore,
        retry: raw.retry,
        job: raw.job,
        priority: raw.priority,
        dryRun: raw.dryRun ?? false,
        yes: raw.yes ?? false,
        again: raw.again ?? false,
        force: raw.force ?? false,
        check: raw.check,
        failed: raw.failed,
        json: raw.json ?? false,
        timeoutSeconds: raw.timeout,
    };
}

/** What selects versions. A job that is there already, and the failed of a job, have their own. */
const ofSelection = ["status", "prefix", "rule", "createdAfter", "createdBefore"];
/** What a job is made by. */
const ofCreation = ["priority", "dryRun", "yes", "again", "force"];

function commandOf(): Command {
    const command = new Command("npm run backfill --")
        .description(
            "Replicates objects that live replication has left: those that were there before it, and those that failed. " +
                "It makes a job of S3 Batch Replication, follows it and reads its report.",
        )
        .option("--source <stack>", "the source's stack: name, org/name or org/project/name", "source")
        .option("--destination <stack>", "the destination's stack", "destination");
    for (const side of ["source", "destination"] as const) {
        addCredentialOptions(command, side);
    }
    return command
        .addOption(
            new Option("--status <statuses>", "which versions, by their replication status")
                .argParser(parseStatuses)
                .default(["NONE", "FAILED"] satisfies Status[], "NONE,FAILED"),
        )
        .option("--prefix <prefix>", "only objects whose keys begin so", parsePrefix)
        .addOption(
            new Option("--rule <id>", "only objects under the prefix of this rule").conflicts("prefix"),
        )
        .option(
            "--created-after <date>",
            "only versions created after it, as 2026-01-31 or 2026-01-31T12:00Z",
            parseDate,
        )
        .option(
            "--created-before <date>",
            "only versions created before it; both in UTC unless they say otherwise",
            parseDate,
        )
        .addOption(
            new Option("--retry <job>", "exactly the versions that failed in this job")
                .argParser(parseJobId)
                .conflicts(ofSelection),
        )
        .addOption(
            new Option("--job <id>", "follow this job, and start none")
                .argParser(parseJobId)
                .conflicts([...ofSelection, ...ofCreation, "retry"]),
        )
        .option("--dry-run", "say what would be done, and end")
        .option("--yes", "start the job without asking")
        .option(
            "--again",
            "start a job although one of the same selection has ended; else that one's result is told",
        )
        .option("--force", "start it although the diagnosis finds something broken")
        .option(
            "--priority <n>",
            "the job's, among the account's others: the higher, the sooner",
            parsePriority,
            10,
        )
        .option("--check <n>", "compare n replicated objects with their replicas at the end", parseCheck, 20)
        .option("--failed <file>", "also write a list of the failed versions (CSV)")
        .option(
            "--timeout <seconds>",
            "how long AWS is given for an answer; the job has all the time",
            parseSeconds,
            60,
        )
        .option("-C, --cwd <folder>", "the folder of Pulumi.yaml, as for pulumi (default: this project's)")
        .option("--json", "print one JSON document instead of text")
        .addHelpText("after", notes);
}

function parseStatuses(text: string): readonly Status[] {
    const given = new Set(text.split(",").map((each) => each.trim()));
    const known = statuses.filter((status) => given.has(status));
    if (known.length !== given.size) {
        throw new InvalidArgumentError(
            `Allowed: ${statuses.join(", ")}, or several of them with commas between.`,
        );
    }
    return known;
}

const longestKey = 1024;

/** An empty one is what an unset variable of a shell comes to, and would mean the whole bucket. */
function parsePrefix(text: string): string {
    if (text === "" || Buffer.byteLength(text) > longestKey) {
        throw new InvalidArgumentError(
            `Allowed: the beginning of a key, 1 to ${longestKey} bytes. For the whole bucket, leave it out.`,
        );
    }
    return text;
}

const isoDate = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time without a zone is UTC: of this machine's nobody else who repeats the command knows. */
function parseDate(text: string): Date {
    const [, day = "", time = "T00:00", zone = "Z"] = isoDate.exec(text) ?? [];
    const [date, midnight] = [new Date(`${day}${time}${zone}`), new Date(`${day}T00:00Z`)];
    const isDate = [date, midnight].every((each) => !Number.isNaN(each.getTime()));
    // JavaScript takes the 30th of February for the 2nd of March.
    if (!isDate || !midnight.toISOString().startsWith(day)) {
        throw new InvalidArgumentError(
            "Allowed: a date as 2026-01-31, or with a time as 2026-01-31T12:00, 2026-01-31T12:00:30+09:00.",
        );
    }
    return date;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_DescribeJob.html */
function parseJobId(text: string): string {
    if (!/^[\w-]{5,36}$/.test(text)) {
        throw new InvalidArgumentError("Allowed: the id of a job, as 0123abcd-4567-89ef-0123-456789abcdef.");
    }
    return text;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html */
const highestPriority = 2_147_483_647;

function parsePriority(text: string): number {
    return wholeNumber(text, highestPriority);
}

const largestCheck = 1000;

function parseCheck(text: string): number {
    return wholeNumber(text, largestCheck);
}

function wholeNumber(text: string, largest: number): number {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(number <= largest)) {
        throw new InvalidArgumentError(`Allowed: a whole number, 0 to ${largest}.`);
    }
    return number;
}
