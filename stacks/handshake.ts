import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import {
    accountIdRule,
    bucketArnRule,
    bucketNameRule,
    kmsKeyArnRule,
    regionRule,
    roleNameRule,
    rolePathRule,
} from "../components/validation/formats";
import { display, onOff, ruled } from "../components/validation/check";
import { invokeFailure } from "../components/validation/invokeError";
import { issuePath } from "../components/validation/issuePath";
import { misfit } from "../components/target/compatibility";
import { useOf } from "../components/rules/rules";
import type { SourceSettings } from "./settings/schema";

/**
 * What the destination tells the source: the stack output `replicationDestination`. Name and shape are a contract between
 * two deployments of possibly different versions: members may be added, none is renamed or removed.
 */
export const handShakeOutput = "replicationDestination";

/** A member that is missing is judged as any other that is wrong, so that the answer tells what is allowed. */
const needed = <T extends v.GenericSchema>(schema: T) =>
    v.pipe(
        v.optional(v.unknown(), () => undefined),
        schema,
    );

const handShakeSchema = v.object(
    {
        bucketArn: needed(ruled(bucketArnRule)),
        bucketName: needed(ruled(bucketNameRule)),
        /** The account that owns the bucket. */
        accountId: needed(ruled(accountIdRule)),
        region: needed(ruled(regionRule)),
        /** The account and the role that the bucket policy was made for. */
        sourceAccountId: needed(ruled(accountIdRule)),
        replicationRoleName: needed(ruled(roleNameRule)),
        replicationRolePath: v.optional(ruled(rolePathRule), "/"),
        /** Whether the bucket policy allows delete markers. */
        deleteMarkerReplication: needed(onOff),
        /** Whether the bucket replicates back to the source, and syncs modifications of replicas. */
        replicaModificationSync: v.optional(onOff, false),
        objectLock: v.optional(onOff, false),
        /** The key of the replicas, and whether this bucket and the source use S3 Bucket Keys. */
        kmsKeyArn: v.optional(ruled(kmsKeyArnRule)),
        bucketKey: v.optional(onOff),
        sourceBucketKey: v.optional(onOff),
    },
    "an object",
);

/** The hand-shake as the source reads it. */
export type HandShake = v.InferOutput<typeof handShakeSchema>;

/** The hand-shake as the destination puts it out. */
export type HandShakeOutput = {
    readonly [Member in keyof HandShake]:
        pulumi.Output<NonNullable<HandShake[Member]>> | AbsentIn<HandShake, Member>;
};
/** A member that may be missing may be missing as an output too. */
type AbsentIn<T, Member extends keyof T> = undefined extends T[Member] ? undefined : never;

/**
 * Reads the destination's hand-shake, before any resource of the source is made, and checks that it was meant for this
 * source. Every error says which stack to deploy.
 */
export async function readHandShake(
    settings: SourceSettings,
    destinationStack: string,
    destination?: string,
): Promise<HandShake> {
    const stack = fullStackName(destinationStack);
    await requireStack(stack, destination);
    const details = await new pulumi.StackReference(stack).getOutputDetails(handShakeOutput);
    // The other stack may have made a secret of it; nothing in it is one.
    const output: unknown = details.value ?? details.secretValue;
    if (output === undefined) {
        throw refusal(
            stack,
            "there is no such output: it is not a destination, or was not deployed to the end",
            deployIt(stack, destination),
        );
    }
    const result = v.safeParse(handShakeSchema, output);
    if (!result.success) {
        const [issue] = result.issues;
        const place = `${issuePath(issue).slice(1)} ${display(issue.input)}`.trim();
        throw refusal(stack, `it has ${place}; allowed: ${issue.message}`, deployIt(stack, destination));
    }
    const problem = misfit(result.output, {
        accountId: settings.accountId,
        roleName: settings.replicationRoleName,
        rolePath: settings.replicationRolePath,
        objectLock: settings.objectLock,
        use: useOf(settings.rules ?? [], destination ?? ""),
    });
    if (problem !== undefined) {
        const { member, allowed, advice } = problem;
        throw refusal(
            stack,
            `it has ${member} ${display(result.output[member])}; allowed: ${allowed}`,
            `${advice} After a change there: pulumi up --stack ${stack}`,
        );
    }
    return result.output;
}

/**
 * The engine ends a program that refers to a stack that is not there, with a message that does not help. Asked in a call,
 * it answers.
 */
async function requireStack(stack: string, destination: string | undefined): Promise<void> {
    try {
        await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: stack });
    } catch (error) {
        throw refusal(stack, invokeFailure(error), deployIt(stack, destination));
    }
}

/** What to do where the destination is not there, or is another. */
function deployIt(stack: string, destination: string | undefined): string {
    const own = pulumi.getStack();
    const setting =
        destination === undefined ? "destinationStack" : `--path destinations.${destination}.stack`;
    return (
        `Deploy the destination first: pulumi up --stack ${stack}\n` +
        `If the destination is another stack, name it: pulumi config set --stack ${own} ${setting} <stack>`
    );
}

function refusal(stack: string, problem: string, advice: string): pulumi.RunError {
    return new pulumi.RunError(`The output ${handShakeOutput} of stack ${stack}: ${problem}.\n${advice}`);
}

/**
 * A stack's name with organization and project, as a stack reference needs it. Where they are left out they are this
 * stack's own; the backends without organizations call theirs `organization`.
 */
function fullStackName(name: string): string {
    const parts = name.split("/");
    const stack = parts.at(-1);
    const project = parts.length === 3 ? parts[1] : pulumi.getProject();
    const organization = parts.length > 1 ? parts[0] : pulumi.getOrganization();
    return `${organization}/${project}/${stack}`;
}
