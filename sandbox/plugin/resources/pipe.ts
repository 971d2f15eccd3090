import { PIPE_NOT_YET_SEEN, unlessGone, untilConsistent } from "../aws/errors";
import { changeTags, fromTagMap } from "../aws/tags";
import { NotYet, untilDone } from "../aws/waiting";
import { defineResource, type Account } from "../resourceType";
import { oneOf, optional, required, string, stringMap } from "../schema";
import {
    changedSource,
    changedTarget,
    fromSource,
    fromTarget,
    sourceParameters,
    targetParameters,
    toSource,
    toTarget,
} from "./pipeParameters";

const NO_PIPE = ["NotFoundException"];
const official = "install the official plug-in to use it";

/** As long as the official plug-in waits. */
const MINUTES = 30;

/** A pipe from a queue to an event bus; other sources, targets and enrichment are left to the official plug-in. */
export const pipe = defineResource({
    token: "aws:pipes/pipe:Pipe",
    inputs: {
        name: optional(string(), { replaces: true, autoName: { maxLength: 64, lowerCase: false } }),
        // The official plug-in takes this text over from Terraform's provider.
        description: optional(string(), { default: "Managed by Terraform" }),
        desiredState: optional(oneOf("RUNNING", "STOPPED"), { default: "RUNNING" }),
        roleArn: required(string()),
        source: required(string(), { replaces: true }),
        sourceParameters: optional(sourceParameters, { computed: true }),
        target: required(string()),
        targetParameters: optional(targetParameters),
        region: optional(string(), { replaces: true, computed: true }),
        tags: optional(stringMap()),
    },
    outputs: ["arn", "sourceParameters"],
    unsupported: {
        enrichment: official,
        enrichmentParameters: official,
        kmsKeyIdentifier: official,
        logConfiguration: official,
        namePrefix: "give `name`, or leave both out for a made-up name",
    },
    async create(account, wanted) {
        const pipes = await account.pipes();
        const made = await pipes.createPipe({
            Name: wanted.name,
            Description: wanted.description,
            DesiredState: wanted.desiredState,
            RoleArn: wanted.roleArn,
            Source: wanted.source,
            SourceParameters: wanted.sourceParameters && toSource(wanted.sourceParameters),
            Target: wanted.target,
            TargetParameters: wanted.targetParameters && toTarget(wanted.targetParameters),
            Tags: wanted.tags,
        });
        return made.Name ?? wanted.name ?? "";
    },
    complete: untilSettled,
    async read(account, name, known) {
        const pipes = await account.pipes();
        const found = await unlessGone(NO_PIPE, () => pipes.describePipe({ Name: name }));
        if (found === undefined) {
            return undefined;
        }
        const tags = fromTagMap(found.Tags);
        // AWS tells the source parameters of every pipe from a queue, if only as their defaults. The emulator keeps
        // no parameters and tells none, which is no news of them: what was asked for stays. Else each refresh would
        // find that somebody had taken them away.
        const told = found.SourceParameters !== undefined;
        return {
            name,
            arn: found.Arn,
            description: found.Description,
            desiredState: found.DesiredState,
            roleArn: found.RoleArn,
            source: found.Source,
            sourceParameters: told ? fromSource(found.SourceParameters) : known.sourceParameters,
            target: found.Target,
            targetParameters: told ? fromTarget(found.TargetParameters) : known.targetParameters,
            tags,
            tagsAll: tags,
        };
    },
    async update(account, { id: Name, inputs: wanted, olds, changed }) {
        const pipes = await account.pipes();
        // As the official plug-in: a pipe that failed is asked to be updated without a change, and then nothing is sent.
        if ([...changed].some((name) => name !== "tags")) {
            await pipes.updatePipe({
                Name,
                Description: wanted.description,
                DesiredState: wanted.desiredState,
                RoleArn: wanted.roleArn,
                SourceParameters: wanted.sourceParameters && changedSource(wanted.sourceParameters),
                Target: wanted.target,
                TargetParameters: changedTarget(wanted.targetParameters ?? {}),
            });
            await untilSettled(account, Name);
        }
        if (changed.has("tags")) {
            const resourceArn = (await pipes.describePipe({ Name })).Arn;
            await changeTags(olds.tags, wanted.tags, {
                put: (tags) => pipes.tagResource({ resourceArn, tags }),
                remove: (tagKeys) => pipes.untagResource({ resourceArn, tagKeys }),
            });
        }
    },
    async delete(account, name) {
        const pipes = await account.pipes();
        await unlessGone(NO_PIPE, () => pipes.deletePipe({ Name: name }));
        await untilGone(account, name);
    },
});

/** EventBridge tries role, source and target only after it has answered: they may make the pipe fail. */
async function untilSettled(account: Account, name: string): Promise<void> {
    const pipes = await account.pipes();
    await untilDone(MINUTES, [], account.stopping, async () => {
        const found = await untilConsistent([PIPE_NOT_YET_SEEN], account.stopping, () =>
            pipes.describePipe({ Name: name }),
        );
        refuseFailure(found, /_FAILED$/);
        if (found.CurrentState !== "RUNNING" && found.CurrentState !== "STOPPED") {
            throw new NotYet(`the pipe is still ${found.CurrentState}`);
        }
    });
}

async function untilGone(account: Account, name: string): Promise<void> {
    const pipes = await account.pipes();
    await untilDone(MINUTES, [], account.stopping, async () => {
        const found = await unlessGone(NO_PIPE, () => pipes.describePipe({ Name: name }));
        if (found !== undefined) {
            refuseFailure(found, /^DELETE_.*FAILED$/);
            throw new NotYet(`the pipe is still ${found.CurrentState}`);
        }
    });
}

function refuseFailure(found: { CurrentState?: string; StateReason?: string }, failure: RegExp): void {
    const { CurrentState: state = "", StateReason: reason = "AWS gives no reason" } = found;
    if (failure.test(state)) {
        throw new Error(`the pipe is in the state ${state}: ${reason}`);
    }
}
