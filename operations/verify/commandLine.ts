import { Command, InvalidArgumentError } from "commander";
import { addCredentialOptions, credentialsIn, type RawCredentialOptions } from "../aws/credentialOptions";
import { callersPath } from "../callersPath";
import { projectDirectory } from "../project";
import type { SideOptions } from "./connect";
import type { Side } from "../aws/side";

export interface VerifyOptions extends Readonly<Record<Side, SideOptions>> {
    /** The folder of Pulumi.yaml and of the stacks' settings. */
    readonly projectDirectory: string;
    readonly timeoutSeconds: number;
    readonly json: boolean;
}

/** As commander collects them. */
interface RawOptions extends RawCredentialOptions {
    source: string;
    destination: string;
    cwd?: string;
    timeout: number;
    json?: true;
}

export const notes = `
Credentials of a side are those that its flags name, else those of its stack's settings profile and assumeRole, else the
environment's. They are checked against the stack's accountId before anything is written. They need:
  source       s3:GetReplicationConfiguration, s3:GetBucketAcl, s3:ListBucket, s3:ListBucketVersions and
               s3:ListBucketMultipartUploads on the bucket; s3:PutObject, s3:PutObjectTagging, s3:AbortMultipartUpload,
               s3:GetObjectVersion, s3:GetObjectVersionTagging, s3:DeleteObject and s3:DeleteObjectVersion on its objects
  destination  s3:GetBucketAcl and s3:ListBucketVersions on the bucket; s3:GetObjectVersion, s3:GetObjectVersionTagging
               and s3:DeleteObjectVersion on its objects
  both         where the bucket is encrypted under a KMS key of yours: kms:Decrypt, at the source kms:GenerateDataKey too
A role named by a flag has to trust whoever calls: the profile's or the environment's identity.

Everything is written under <prefix of a rule>replication-probe/<id>/ and removed at the end, also after a failure or Ctrl-C.
A call that AWS is too busy for, or whose connection breaks or stalls, is made again as long as its step has time.
The removal has a time of its own: at most 70 seconds.
Exit code: 0 where all was seen to work, 1 otherwise. "verdict" in --json says whether the replication was seen to fail
("fails"), or could not be checked ("unknown"), since calls failed.`;

export function parseCommandLine(argv: readonly string[]): VerifyOptions {
    const command = new Command("npm run verify --")
        .description("Proves on the deployed buckets that replication works.")
        .option("--source <stack>", "the source's stack: name, org/name or org/project/name", "source")
        .option("--destination <stack>", "the destination's stack", "destination");
    for (const side of ["source", "destination"] as const) {
        addCredentialOptions(command, side);
    }
    command
        .option(
            "--timeout <seconds>",
            "how long a step may take, as one that waits until an object is replicated",
            parseSeconds,
            900,
        )
        .option("-C, --cwd <folder>", "the folder of Pulumi.yaml, as for pulumi (default: this project's)")
        .option("--json", "print one JSON document instead of a table")
        .addHelpText("after", notes);
    const raw = command.parse([...argv], { from: "user" }).opts<RawOptions>();
    const { source, destination } = credentialsIn(raw);
    return {
        source: { stack: raw.source, ...source },
        destination: { stack: raw.destination, ...destination },
        projectDirectory: callersPath(raw.cwd ?? projectDirectory),
        timeoutSeconds: raw.timeout,
        json: raw.json ?? false,
    };
}

/** A day is more than any replication should take, and below what a timer can count. */
const longestTimeout = 86_400;

export function parseSeconds(text: string): number {
    const seconds = Number(text);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestTimeout) {
        throw new InvalidArgumentError(`Allowed: whole seconds, 1 to ${longestTimeout}.`);
    }
    return seconds;
}
