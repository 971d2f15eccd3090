import * as v from "valibot";
import { OperationError } from "../operationError";
import type { Side } from "../aws/side";

const text = v.pipe(v.string("a text"), v.nonEmpty("a text"));
const like = (pattern: RegExp, allowed: string) => v.pipe(v.string(allowed), v.regex(pattern, allowed));
const accountId = like(/^\d{12}$/, "the 12 digits of an AWS account id");
const bucketArn = like(/^arn:[^:]+:s3:::[^/]+$/, "the ARN of a bucket");

const bucketOutputs = {
    bucketArn,
    bucketName: text,
    accountId,
    region: text,
    /** The address of every AWS service, where it is not AWS's own. */
    endpoint: v.optional(text),
};

/** A destination as the source was told of it. */
const destinationOfSource = v.object({ bucketArn, accountId });

const destinationSchema = v.object(bucketOutputs);
const sourceSchema = v.pipe(
    v.object({
        ...bucketOutputs,
        roleArn: like(/^arn:[^:]+:iam::\d{12}:role\/.+$/, "the ARN of a role"),
        // One of the two; a source without either is told of the first.
        destination: v.optional(destinationOfSource),
        destinations: v.optional(v.record(v.string(), destinationOfSource)),
    }),
    v.transform(({ destination, destinations, ...source }) => ({
        ...source,
        destinations: [...(destination ? [destination] : []), ...Object.values(destinations ?? {})],
    })),
);

export type DestinationOutputs = v.InferOutput<typeof destinationSchema>;
export type SourceOutputs = v.InferOutput<typeof sourceSchema>;

/** What is read of deployed stacks. */
export interface DeployedStacks {
    outputs(stack: string): Promise<Readonly<Record<string, unknown>>>;
    /** The stack's settings, without the project's name before the key, and without those that are not set. */
    settings(stack: string): Promise<Readonly<Record<string, string>>>;
}

/** Reads both stacks' outputs, and checks that they are of one another. */
export async function readOutputs(
    stacks: DeployedStacks,
    names: Readonly<Record<Side, string>>,
): Promise<{ readonly source: SourceOutputs; readonly destination: DestinationOutputs }> {
    const [source, destination] = await Promise.all([
        readSourceOutputs(stacks, names.source),
        readDestinationOutputs(stacks, names.destination),
    ]);
    requirePair(source, destination, names);
    return { source, destination };
}

/** Reads the source's outputs alone. */
export async function readSourceOutputs(
    stacks: Pick<DeployedStacks, "outputs">,
    stack: string,
): Promise<SourceOutputs> {
    return parse(sourceSchema, "source", stack, await stacks.outputs(stack));
}

/** Reads the destination's outputs alone. */
export async function readDestinationOutputs(
    stacks: Pick<DeployedStacks, "outputs">,
    stack: string,
): Promise<DestinationOutputs> {
    return parse(destinationSchema, "destination", stack, await stacks.outputs(stack));
}

/** Refuses stacks that are not of one another. */
export function requirePair(
    source: Pick<SourceOutputs, "destinations">,
    destination: Pick<DestinationOutputs, "bucketArn">,
    names: Readonly<Record<Side, string>>,
): void {
    const arns = source.destinations.map(({ bucketArn: arn }) => arn);
    if (!arns.includes(destination.bucketArn)) {
        throw new OperationError(
            `Stack ${names.source} replicates to ${arns.join(" and ") || "nothing"}, and stack ${names.destination} is ` +
                `${destination.bucketArn}. Name the destination's stack: --destination <stack>, or deploy the source ` +
                `again: pulumi up --stack ${names.source}`,
        );
    }
}

function parse<T extends typeof sourceSchema | typeof destinationSchema>(
    schema: T,
    side: Side,
    stack: string,
    outputs: Readonly<Record<string, unknown>>,
): v.InferOutput<T> {
    const result = v.safeParse(schema, outputs);
    if (result.success) {
        return result.output;
    }
    const [issue] = result.issues;
    const output = v.getDotPath(issue);
    const got =
        issue.input === undefined
            ? "is missing"
            : `is ${JSON.stringify(issue.input)}; allowed: ${issue.message}`;
    throw new OperationError(
        `The output ${output} of stack ${stack} ${got}.\n` +
            `Deploy it: pulumi up --stack ${stack}\n` +
            `If the ${side} is another stack, name it: --${side} <stack>`,
    );
}
