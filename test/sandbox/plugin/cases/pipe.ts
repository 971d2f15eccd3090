import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION } from "../surroundings";
import { refused, type Case } from "./case";

const Name = "replication";
const arn = `arn:aws:pipes:${REGION}:${ACCOUNT}:pipe/${Name}`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const queue = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const bus = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;

const updated = {
    name: Name,
    description: "second",
    desiredState: "STOPPED",
    roleArn: role("second"),
    source: queue("events"),
    target: bus("second"),
    tags: { cost: "42" },
};

/** Without parameters of source and target, of which the emulator keeps none: `pipes.test.ts` has them. */
export const pipeCase: Case = {
    type: "aws:pipes/pipe:Pipe",
    id: Name,
    prepare: () => Promise.resolve(),
    inputs: {
        name: Name,
        roleArn: role("first"),
        source: queue("events"),
        target: bus("default"),
        tags: { team: "storage" },
    },
    defaults: {
        description: "Managed by Terraform",
        desiredState: "RUNNING",
        __defaults: ["description", "desiredState"],
    },
    outputs: { arn, region: REGION, tagsAll: { team: "storage" } },
    volatile: [],
    previewed: {
        arn: UNKNOWN,
        sourceParameters: UNKNOWN,
        region: REGION,
        tagsAll: { team: "storage" },
    },
    drift: async ({ pipes }) => {
        await pipes.updatePipe({
            Name,
            Description: "by hand",
            DesiredState: "STOPPED",
            RoleArn: role("by-hand"),
            Target: bus("by-hand"),
        });
        await pipes.tagResource({ resourceArn: arn, tags: { team: "else", "by-hand": "yes" } });
    },
    drifted: {
        description: "update",
        desiredState: "update",
        roleArn: "update",
        target: "update",
        "tags.team": "update",
        "tags.by-hand": "delete",
    },
    update: updated,
    updated: {
        description: "update",
        desiredState: "update",
        roleArn: "update",
        target: "update",
        "tags.team": "delete",
        "tags.cost": "add",
    },
    seen: async ({ pipes }) => {
        const found = await pipes.describePipe({ Name });
        return [found.Description, found.CurrentState, found.RoleArn, found.Source, found.Target, found.Tags];
    },
    sees: ["second", "STOPPED", role("second"), queue("events"), bus("second"), { cost: "42" }],
    replacement: { ...updated, name: "another", source: queue("others") },
    replaced: { name: "update-replace", source: "update-replace" },
    imported: { region: REGION },
    gone: ({ pipes }) => refused(pipes.describePipe({ Name }), "NotFoundException"),
};
