import * as v from "valibot";
import { bucketArnOf, partOfArn } from "../../../components/policies/arn";
import { OperationError } from "../../operationError";
import { withSetting } from "../../diagnose/commands";
import type { Facts } from "../../diagnose/facts";

const outputSchema = v.object({
    roleArn: v.pipe(
        v.string("the ARN of a role"),
        v.regex(/^arn:[^:]+:iam::\d{12}:role\/.+$/, "the ARN of a role"),
    ),
    bucketName: v.pipe(v.string("the name of a bucket"), v.nonEmpty("the name of a bucket")),
    prefix: v.pipe(
        v.string("a text that is empty or ends with /"),
        v.regex(/^$|\/$/, "a text that is empty or ends with /"),
    ),
    kmsKeyArn: v.optional(
        v.pipe(v.string("the ARN of a KMS key"), v.startsWith("arn:", "the ARN of a KMS key")),
    ),
});

/** What a job is run with: the role that Batch Operations assumes, and where manifests and reports lie. */
export interface BatchPlace extends v.InferOutput<typeof outputSchema> {
    readonly bucketArn: string;
}

/** Reads the output `backfill` of the source's stack; where there is none, an error says how to get it. */
export function batchPlaceIn(
    outputs: Readonly<Record<string, unknown>>,
    facts: Pick<Facts, "stacks" | "projectFolder" | "profiles">,
): BatchPlace {
    const stack = facts.stacks?.source?.name ?? "source";
    const { backfill } = outputs;
    if (backfill === undefined) {
        throw new OperationError(
            `Stack ${stack} has no role and no bucket for backfills: its setting backfill is not set. Set it and deploy:\n` +
                (withSetting(facts, "source", "backfill.expirationDays", "30") ?? ""),
        );
    }
    const result = v.safeParse(outputSchema, backfill);
    if (!result.success) {
        const [issue] = result.issues;
        throw new OperationError(
            `The output backfill of stack ${stack} is not as this command knows it: ${v.getDotPath(issue) ?? "it"} is ` +
                `${JSON.stringify(issue.input)}; allowed: ${issue.message}. Deploy it: pulumi up --stack ${stack}`,
        );
    }
    const partition = partOfArn(result.output.roleArn, "partition");
    return { ...result.output, bucketArn: bucketArnOf(partition, result.output.bucketName) };
}
