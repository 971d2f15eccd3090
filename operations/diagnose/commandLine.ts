import { Command, InvalidArgumentError } from "commander";
import { callersPath } from "../callersPath";
import { addCredentialOptions, credentialsIn, type RawCredentialOptions } from "../aws/credentialOptions";
import type { CredentialOptions } from "../aws/credentials";
import type { Side } from "../aws/side";
import { projectDirectory } from "../project";
import { parseSeconds } from "../verify/commandLine";
import { queueUrlIn, type QueueUrl } from "./events/queueUrl";
import { explain } from "./judge/explain";
import { reasons } from "./judge/reasons";
import { notes } from "./notes";
import type { NamedPair } from "./read/found";

export interface DiagnoseOptions extends Readonly<Record<Side, CredentialOptions>> {
    readonly pair: NamedPair;
    /** The folder of Pulumi.yaml and of the stacks' settings. */
    readonly projectDirectory: string;
    readonly timeoutSeconds: number;
    readonly json: boolean;
    /** Where a page is written. */
    readonly html?: string;
    /** The object that is asked about. */
    readonly key?: string;
    readonly versionId?: string;
    /** How many versions are looked at under each rule. */
    readonly sample?: number;
    /** One of AWS's reasons that is to be explained. */
    readonly reason?: string;
    /** A queue of failure events. */
    readonly eventsQueue?: QueueUrl;
}

/** As commander collects them. */
interface RawOptions extends RawCredentialOptions {
    source: string;
    sourceBucket?: string;
    destination: string;
    destinationBucket?: string;
    cwd?: string;
    timeout: number;
    json?: true;
    html?: string;
    key?: string;
    versionId?: string;
    sample?: number;
    reason?: string;
    eventsQueue?: QueueUrl;
}

/** The exit code where the diagnosis could not run. */
export const couldNotRun = 3;

/** Reads the command line. What is wrong with it is printed, and ends the process. */
export function parseCommandLine(
    argv: readonly string[],
    exit: (code: number) => never = (code) => process.exit(code),
): DiagnoseOptions {
    const command = commandOf().exitOverride(({ exitCode }) => exit(exitCode === 0 ? 0 : couldNotRun));
    const raw = command.parse([...argv], { from: "user" }).opts<RawOptions>();
    if (raw.versionId !== undefined && raw.key === undefined) {
        command.error("error: --version-id goes with an object: name it too, --key <key>.");
    }
    return {
        pair: pairOf(command, raw),
        ...credentialsIn(raw),
        projectDirectory: callersPath(raw.cwd ?? projectDirectory),
        timeoutSeconds: raw.timeout,
        json: raw.json ?? false,
        html: raw.html,
        key: raw.key,
        versionId: raw.versionId,
        sample: raw.sample,
        reason: raw.reason,
        eventsQueue: raw.eventsQueue,
    };
}

function commandOf(): Command {
    const command = new Command("npm run diagnose --")
        .description("Says why a pair of buckets does not replicate, and how to mend it. It changes nothing.")
        .option("--source <stack>", "the source's stack: name, org/name or org/project/name", "source")
        .option("--destination <stack>", "the destination's stack", "destination");
    for (const side of ["source", "destination"] as const) {
        command.option(`--${side}-bucket <name>`, `the ${side}'s bucket, of a pair that is not of stacks`);
        addCredentialOptions(command, side);
    }
    return command
        .option(
            "--key <key>",
            "say of this object why it is not at the destination, or not as it is here",
            parseKey,
        )
        .option("--version-id <id>", "the version of that object; without it, the newest")
        .option("--sample <n>", "look at the newest n versions under each rule", parseSample)
        .option("--reason <reason>", "explain one of AWS's reasons, as DstPutObjectNotPermitted", parseReason)
        .option(
            "--events-queue <url>",
            "read failure events from this queue, and leave them in it",
            parseQueue,
        )
        .option("--timeout <seconds>", "how long AWS is given for all answers", parseSeconds, 60)
        .option("-C, --cwd <folder>", "the folder of Pulumi.yaml, as for pulumi (default: this project's)")
        .option("--json", "print one JSON document instead of a table")
        .option("--html <file>", "write a page besides")
        .addHelpText("after", notes);
}

function pairOf(command: Command, raw: RawOptions): NamedPair {
    const { sourceBucket, destinationBucket } = raw;
    if (sourceBucket === undefined && destinationBucket === undefined) {
        return { stacks: { source: raw.source, destination: raw.destination } };
    }
    const stack = (["source", "destination"] as const).find(
        (side) => command.getOptionValueSource(side) === "cli",
    );
    if (stack !== undefined) {
        command.error(
            `error: --${stack} names a stack, and a bucket is named too. Name two stacks, or two buckets: ` +
                "--source-bucket <name> --destination-bucket <name>.",
        );
    }
    if (sourceBucket === undefined || destinationBucket === undefined) {
        const [given, missing] =
            sourceBucket === undefined ? ["destination", "source"] : ["source", "destination"];
        return command.error(
            `error: --${given}-bucket goes with the other bucket: name it too, --${missing}-bucket <name>.`,
        );
    }
    return { buckets: { source: sourceBucket, destination: destinationBucket } };
}

const largestSample = 1_000_000;

function parseSample(text: string): number {
    const versions = Number(text);
    if (!Number.isInteger(versions) || versions < 1 || versions > largestSample) {
        throw new InvalidArgumentError(`Allowed: a whole number, 1 to ${largestSample}.`);
    }
    return versions;
}

/** An empty one is that of no object, and what an unset variable of a shell comes to. */
function parseKey(text: string): string {
    if (text === "") {
        throw new InvalidArgumentError("Allowed: the key of an object, which is not empty.");
    }
    return text;
}

function parseReason(text: string): string {
    if (!Object.hasOwn(reasons, text)) {
        throw new InvalidArgumentError(explain(text, []).text);
    }
    return text;
}

function parseQueue(text: string): QueueUrl {
    const queue = queueUrlIn(text);
    if (queue === undefined) {
        throw new InvalidArgumentError(
            "Allowed: the URL of a queue, as https://sqs.eu-west-1.amazonaws.com/111111111111/failures.",
        );
    }
    return queue;
}
