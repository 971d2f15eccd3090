import { S3Client, type ReplicationConfiguration } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { randomUUID } from "node:crypto";
import { clientConfig } from "../aws/clientConfig";
import { OperationError } from "../operationError";
import type { Bucket } from "./bucket";
import { chooseCredentials, type CredentialChoice, type CredentialOptions } from "../aws/credentials";
import { prefixRemarks } from "./remarks";
import {
    chooseRule,
    probesUnder,
    requireReplication,
    type Intention,
    type ProbeRule,
} from "./replicationRule";
import { S3Bucket } from "./s3Bucket";
import { identify, ofAnotherAccount } from "../aws/identity";
import type { Side } from "../aws/side";
import { readOutputs, type DeployedStacks, type DestinationOutputs } from "../stacks/stackOutputs";
import { bound, orEnd, within } from "../aws/time";

/** A side as the command line names it. */
export interface SideOptions extends CredentialOptions {
    readonly stack: string;
}

export interface ConnectOptions extends Readonly<Record<Side, SideOptions>> {
    readonly stacks: DeployedStacks;
    /** How long a step may take, as one that waits until an object is replicated. */
    readonly timeoutSeconds: number;
    /** Ends calls and waits. */
    readonly signal: AbortSignal;
}

/** All that the steps need: both buckets, what connects them, and where the probes go. */
export interface Context {
    readonly source: Bucket;
    readonly destination: Bucket;
    readonly stacks: Readonly<Record<Side, string>>;
    readonly intended: Intention;
    /** The source's replication configuration as S3 has it. */
    readonly replication: ReplicationConfiguration;
    readonly rule: ProbeRule;
    /** What every key of this run starts with, and no other object's. */
    readonly prefix: string;
    /** What is to be told beside the steps. */
    readonly remarks: readonly string[];
    readonly timeoutSeconds: number;
    readonly signal: AbortSignal;
}

/** How long the Pulumi CLI is given to read both stacks. */
const secondsToRead = 60;

/** How long AWS is given to answer who the credentials are, at most: where it cannot be reached, that is told soon. */
const secondsToConnect = 30;

/** Finds both sides by their stacks' outputs and proves whose credentials are at hand, before anything is written. */
export async function connect(options: ConnectOptions): Promise<Context> {
    const { timeoutSeconds, signal } = options;
    // The CLI does not heed the signal. It only reads, and may be left alone.
    const read = () => orEnd(readStacks(options), bound());
    const deployed = await within(secondsToRead, "The stacks' outputs", read, signal);
    return within(
        Math.min(timeoutSeconds, secondsToConnect),
        "The first answers of AWS",
        () => connectSides(options, deployed),
        signal,
    );
}

/** What the stacks say: where both sides are, and with what credentials to go there. */
async function readStacks(options: ConnectOptions) {
    const { source, destination, stacks } = options;
    const outputs = await readOutputs(stacks, { source: source.stack, destination: destination.stack });
    const choose = (side: Side) =>
        chooseCredentials(side, options[side], () => stacks.settings(options[side].stack));
    return {
        source: { ...outputs.source, credentials: await choose("source") },
        destination: { ...outputs.destination, credentials: await choose("destination") },
    };
}

async function connectSides(
    options: ConnectOptions,
    outputs: Awaited<ReturnType<typeof readStacks>>,
): Promise<Context> {
    const stacks = { source: options.source.stack, destination: options.destination.stack };
    const [source, destination] = await Promise.all([
        connectSide("source", options, outputs.source),
        connectSide("destination", options, outputs.destination),
    ]);
    const intended = {
        roleArn: outputs.source.roleArn,
        destinationBucketArn: outputs.destination.bucketArn,
        destinationAccountId: outputs.destination.accountId,
        otherDestinations: outputs.source.destinations.filter(
            ({ bucketArn }) => bucketArn !== outputs.destination.bucketArn,
        ),
    };
    const holder = { bucketName: source.name, stack: stacks.source };
    const replication = requireReplication(await source.replication(), holder);
    const rule = chooseRule(replication, intended.destinationBucketArn, holder);
    return {
        source,
        destination,
        stacks,
        intended,
        replication,
        rule,
        prefix: `${probesUnder(rule.prefix)}${randomUUID()}/`,
        remarks: await prefixRemarks(source, replication),
        timeoutSeconds: options.timeoutSeconds,
        signal: options.signal,
    };
}

async function connectSide(
    side: Side,
    options: ConnectOptions,
    outputs: DestinationOutputs & { readonly credentials: CredentialChoice },
): Promise<Bucket> {
    const { stack } = options[side];
    const { bucketName, accountId, region, credentials: choice } = outputs;
    const config = clientConfig(
        { region, endpoint: outputs.endpoint, credentials: choice },
        options.timeoutSeconds,
    );
    await requireAccount(side, stack, accountId, choice, new STSClient(config));
    return new S3Bucket(new S3Client(config), side, bucketName, accountId, region);
}

async function requireAccount(
    side: Side,
    stack: string,
    expected: string,
    choice: CredentialChoice,
    sts: STSClient,
): Promise<void> {
    const identity = await identify(side, sts, choice, `account ${expected}`);
    const problem = ofAnotherAccount(side, identity, { accountId: expected, stack });
    if (problem !== undefined) {
        throw new OperationError(problem);
    }
}
