import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import type { ReplicationDestination } from "../components/replicationDestination";
import { featuresOf, soleDestination } from "../components/rules/rules";
import { incompatibility } from "../components/target/compatibility";
import { targetEntries, targetSchema } from "../components/target/schema";
import { judgedOnce, safeParse } from "../components/validation/check";
import { display } from "../components/validation/error";
import {
    accountIdFormat,
    bucketNameFormat,
    regionFormat,
    roleNameFormat,
    rolePathFormat,
} from "../components/validation/formats";
import { invokeFailure } from "../components/validation/invokeError";
import type { Known } from "../components/validation/pending";
import { issuePath, needed, onOff } from "../components/validation/schema";
import { commandOf } from "./settings/command";
import { fileInUse } from "./settings/file";
import type { SourceSettings } from "./settings/schema";

/**
 * What the destination tells the source: the stack output `replicationDestination`. Name and shape are a contract between
 * two deployments of possibly different versions: members may be added, none is renamed or removed.
 */
const handshakeOutput = "replicationDestination";

/** A destination as a stack's output. A stack says all that a destination may say of itself. */
const handshakeSchema = v.object(
    {
        ...targetEntries,
        bucketName: needed(bucketNameFormat),
        region: needed(regionFormat),
        sourceAccountId: needed(accountIdFormat),
        replicationRoleName: needed(roleNameFormat),
        replicationRolePath: v.optional(rolePathFormat, "/"),
        deleteMarkerReplication: needed(onOff),
        replicaModificationSync: v.optional(onOff, false),
        objectLock: v.optional(onOff, false),
    },
    "an object",
);

/** The hand-shake as the destination puts it out, member by member: some are known before others. */
export function handshakeOf(destination: ReplicationDestination): Readonly<Record<string, unknown>> {
    const members = ["bucketName", ...Object.keys(targetEntries)].map(
        (member) => [member, Reflect.get(destination, member)] as const,
    );
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** The hand-shake as the source reads it. */
type Handshake = Known<v.InferOutput<typeof handshakeSchema>>;

/**
 * Reads the destination's hand-shake, before any resource of the source is made, and checks that it was meant for this
 * source. Its errors say which stack to deploy.
 */
export async function readHandshake(
    settings: SourceSettings,
    destinationStack: string,
    destination?: string,
): Promise<Handshake> {
    const stack = fullStackName(destinationStack);
    await requireStack(stack, destination);
    const details = await new pulumi.StackReference(stack).getOutputDetails(handshakeOutput);
    // The other stack may have made it a secret; nothing in it is one.
    const output: unknown = details.value ?? details.secretValue;
    if (output === undefined) {
        throw refusal(
            stack,
            "there is no such output: it is not a destination, or was not deployed to the end",
            deployIt(stack, destination),
        );
    }
    const result = safeParse(judgedOnce(handshakeSchema, targetSchema), output);
    if (!result.success) {
        const [issue] = result.issues;
        const place = `${issuePath(issue).slice(1)} ${display(issue.input)}`.trim();
        throw refusal(stack, `it has ${place}; allowed: ${issue.message}`, deployIt(stack, destination));
    }
    const problem = incompatibility(result.output, {
        accountId: settings.accountId,
        roleName: settings.replicationRoleName,
        rolePath: settings.replicationRolePath,
        objectLock: settings.objectLock,
        // The keys are for the component to judge: it knows what rules are under the source's key.
        features: {
            ...featuresOf(settings.rules ?? [], destination ?? soleDestination),
            kmsEncryptedObjects: false,
        },
    });
    if (problem !== undefined) {
        const { member, allowed, advice = "" } = problem;
        throw refusal(
            stack,
            `it has ${member} ${display(result.output[member])}; allowed: ${allowed}`,
            `${advice} After a change there: pulumi up --stack ${stack}`.trim(),
        );
    }
    return result.output;
}

/**
 * The engine ends a program that refers to a missing stack, with a message that does not help. A call that asks for the stack
 * gets an error that can be explained.
 */
async function requireStack(stack: string, destination: string | undefined): Promise<void> {
    try {
        await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: stack });
    } catch (error) {
        throw refusal(stack, invokeFailure(error), deployIt(stack, destination));
    }
}

/** What to do where the destination is missing, or is another one. */
function deployIt(stack: string, destination: string | undefined): string {
    const path = destination === undefined ? ["destinationStack"] : ["destinations", destination, "stack"];
    const name = commandOf([{ path, asked: "plain" }], fileInUse().option);
    return (
        `Deploy the destination first: pulumi up --stack ${stack}\n` +
        `If the destination is another stack, one of pulumi stack ls --all, type its name when asked: ${name}`
    );
}

function refusal(stack: string, problem: string, advice: string): pulumi.RunError {
    return new pulumi.RunError(`The output ${handshakeOutput} of stack ${stack}: ${problem}.\n${advice}`);
}

/**
 * A stack's name with organization and project, as a stack reference needs it. Where they are left out, they are those of this
 * stack. Backends without organizations call theirs `organization`.
 */
function fullStackName(name: string): string {
    const parts = name.split("/");
    const stack = parts.at(-1);
    const project = parts.length === 3 ? parts[1] : pulumi.getProject();
    const organization = parts.length > 1 ? parts[0] : pulumi.getOrganization();
    return `${organization}/${project}/${stack}`;
}
