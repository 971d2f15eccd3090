import { S3Client, type ReplicationConfiguration } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { randomUUID } from "node:crypto";
import { OperationError } from "../operationError";
import { awsCallError } from "./awsCallError";
import type { Bucket } from "./bucket";
import {
    chooseCredentials,
    credentialsOf,
    type CredentialChoice,
    type CredentialOptions,
} from "./credentials";
import { chooseRule, requireReplication, type Intention, type ProbeRule } from "./replicationRule";
import { S3Bucket } from "./s3Bucket";
import { credentialFlags, type Side } from "./side";
import { readOutputs, type DeployedStacks, type DestinationOutputs } from "./stackOutputs";

/** A side as the command line names it. */
export interface SideOptions extends CredentialOptions {
    readonly stack: string;
}

export interface ConnectOptions extends Readonly<Record<Side, SideOptions>> {
    readonly stacks: DeployedStacks;
    /** How long to wait for any one object to be replicated. */
    readonly timeoutSeconds: number;
    /** Ends waits and uploads. */
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
    readonly timeoutSeconds: number;
    readonly signal: AbortSignal;
}

/** Finds both sides by their stacks' outputs and proves whose credentials are at hand, before anything is written. */
export async function connect(options: ConnectOptions): Promise<Context> {
    const stacks = { source: options.source.stack, destination: options.destination.stack };
    const outputs = await readOutputs(options.stacks, stacks);
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
        prefix: `${rule.prefix}replication-probe/${randomUUID()}/`,
        timeoutSeconds: options.timeoutSeconds,
        signal: options.signal,
    };
}

async function connectSide(
    side: Side,
    options: ConnectOptions,
    outputs: DestinationOutputs,
): Promise<Bucket> {
    const { stack } = options[side];
    const { bucketName, accountId, region } = outputs;
    const endpoint = outputs.endpoint ?? process.env.AWS_ENDPOINT_URL;
    const choice = await chooseCredentials(side, options[side], () => options.stacks.settings(stack));
    const config = { region, endpoint, credentials: credentialsOf(choice, { region, endpoint }) };

    await requireAccount(side, stack, accountId, choice, new STSClient(config));
    // An address that is not AWS's own has no bucket names in its host name.
    const client = new S3Client({ ...config, forcePathStyle: endpoint !== undefined });
    const target = `bucket ${bucketName} of account ${accountId}`;
    client.middlewareStack.add(
        (next, { commandName = "" }) =>
            async (call) => {
                try {
                    return await next(call);
                } catch (error) {
                    const operation = commandName.replace(/Command$/, "");
                    throw awsCallError({ side, service: "s3", operation, target }, error);
                }
            },
        { step: "initialize", name: "explainErrors" },
    );
    return new S3Bucket(client, side, bucketName, accountId, region, options.signal);
}

async function requireAccount(
    side: Side,
    stack: string,
    expected: string,
    { assumeRole }: CredentialChoice,
    sts: STSClient,
): Promise<void> {
    const identity = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
        // Everybody may ask who they are; a role that is assumed for it may be refused.
        const call =
            assumeRole === undefined
                ? { operation: "GetCallerIdentity", target: `account ${expected}` }
                : { operation: "AssumeRole", target: assumeRole.roleArn };
        throw awsCallError({ side, service: "sts", ...call }, error);
    });
    if (identity.Account !== expected) {
        throw new OperationError(
            `The credentials of the ${side} are of account ${identity.Account} (${identity.Arn}); expected: account ` +
                `${expected}, which stack ${stack} is deployed to. Name others: ${credentialFlags(side)}`,
        );
    }
}
