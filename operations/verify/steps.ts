import { messageOf, OperationError } from "../operationError";
import type { Context } from "./connect";
import { deviations, notProbed } from "./replicationRule";
import { deletion } from "./steps/deletion";
import { overwrite } from "./steps/overwrite";
import { ownership } from "./steps/ownership";
import { Trial } from "./trial";
import { reasonOf } from "./failureReason";
import { waitUntilInEffect, type Tell } from "./waiting";

/** One thing that is proven. */
export interface Step {
    readonly id: string;
    /** What holds where the step passes. */
    readonly name: string;
    /** The step without which this one has nothing to look at. */
    readonly needs?: string;
    /** Returns what was seen; throws where it was something else. `tell` is told meanwhile what is waited for. */
    run(tell?: Tell): Promise<string> | string;
}

/** What proves that replication works, in order. The probes stay until `removeProbes`. */
export function verifySteps(context: Context): readonly Step[] {
    const trial = new Trial(context);
    const { first, plain, multipart, unicode, empty } = trial.probes;
    return [
        {
            id: "configuration",
            name: "The replication configuration is as deployed",
            run: () => configuration(context),
        },
        {
            id: "effect",
            name: "The configuration is in effect",
            run: async (tell) => {
                const objects = await waitUntilInEffect(context, () => trial.write(first), tell);
                return objects === 1 ? "a rule applies to the first object" : `after ${objects} objects`;
            },
        },
        {
            // All at once, since AWS replicates them side by side.
            id: "upload",
            name: "The source account writes objects",
            needs: "effect",
            run: async () => {
                await trial.writeAll([plain, multipart, unicode, empty]);
                return `4 objects under ${context.prefix}`;
            },
        },
        {
            id: "arrival",
            name: "An object arrives",
            needs: "upload",
            run: async (tell) => {
                await trial.replicated(plain, tell);
                await trial.latestReplica(plain);
                // That a rule applied to it does not mean that it arrived.
                await firstReplicated(trial, tell);
                return `COMPLETED; ${context.destination.name} has ${trial.keyOf(plain)}`;
            },
        },
        {
            id: "owner",
            name: "The replica belongs to the destination account",
            needs: "arrival",
            run: () => ownership(trial),
        },
        {
            id: "equality",
            name: "Content, headers, metadata, tags and storage class are equal",
            needs: "arrival",
            run: async () => {
                const read = await trial.arrived(plain);
                return (
                    `${read.body.length} bytes of ${read.contentType}, ${count(read.headers)} more headers, ` +
                    `${count(read.metadata)} metadata, ${count(plain.content.tags)} tags; ${read.storageClass}; ` +
                    `status ${read.replicationStatus}`
                );
            },
        },
        {
            id: "multipart",
            name: "A multipart upload arrives",
            needs: "arrival",
            run: async (tell) => {
                const { body } = await trial.arrived(multipart, tell);
                return `${multipart.parts} parts, ${body.length} bytes, equal`;
            },
        },
        {
            id: "unicode",
            name: "A key beyond ASCII arrives",
            needs: "arrival",
            run: async (tell) => {
                await trial.arrived(unicode, tell);
                return unicode.name;
            },
        },
        {
            id: "empty",
            name: "An empty object arrives",
            needs: "arrival",
            run: async (tell) => `${(await trial.arrived(empty, tell)).body.length} bytes`,
        },
        {
            id: "overwrite",
            name: "An overwrite arrives, and the old version stays",
            needs: "arrival",
            run: (tell) => overwrite(trial, tell),
        },
        {
            id: "deletion",
            name: context.rule.deleteMarkers
                ? "A deletion arrives as a delete marker, and the old versions stay"
                : "A deletion does not arrive, as the rule has it",
            needs: "arrival",
            run: (tell) => deletion(trial, tell),
        },
    ];
}

function count(members: object): number {
    return Object.keys(members).length;
}

async function firstReplicated(trial: Trial, tell?: Tell): Promise<void> {
    try {
        await trial.replicated(trial.probes.first, tell);
    } catch (error) {
        throw reasonOf(error) === "replication"
            ? new OperationError(`the object written first, before this one: ${messageOf(error)}`)
            : error;
    }
}

function configuration({ replication, intended, rule, stacks }: Context): string {
    const problems = deviations(replication, intended);
    if (problems.length > 0) {
        throw new OperationError(
            `${problems.join("; ")}. Put it right: pulumi up --refresh --stack ${stacks.source}`,
        );
    }
    const { roleArn, destinationBucketArn, destinationAccountId } = intended;
    return (
        `${roleArn} to ${destinationBucketArn}, replicas owned by ${destinationAccountId}; ` +
        `probed: rule ${rule.id} (${rule.prefix === "" ? "every object" : rule.prefix})` +
        notProbed(replication, rule)
            .map((id) => `, not rule ${id}`)
            .join("")
    );
}
