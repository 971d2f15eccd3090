import { rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { deployedResources } from "../../../operations/preview/deployedResources";
import type { StackPreview } from "../../../operations/preview/meaning/resources";
import type { Deployment, Settings } from "../../support/deployment";

let files = 0;

const states = new Map<string, ReturnType<typeof deployedResources>>();

/** What a stack holds, which no preview changes. */
function stateOf({ stack: { name, workspace } }: Deployment): ReturnType<typeof deployedResources> {
    const found = states.get(name) ?? deployedResources(workspace, name);
    states.set(name, found);
    return found;
}

/** Previews a stack with other settings than it is deployed with, which stay as they are. */
export async function previewWith(deployment: Deployment, settings: Settings): Promise<StackPreview> {
    const { stack } = deployment;
    const { name, workspace } = stack;
    const { name: project } = await workspace.projectSettings();
    const config = Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [`${project}:${key}`, value]),
    );
    files += 1;
    const configFile = path.join(workspace.workDir, `${name}.${files}.yaml`);
    await writeFile(configFile, JSON.stringify({ config }));
    const events: EngineEvent[] = [];
    const failure = await stack
        .preview({
            configFile,
            color: "never",
            suppressProgress: true,
            onEvent: (event) => {
                events.push(event);
            },
        })
        .then(
            () => undefined,
            (error: unknown) => String(error),
        );
    await rm(configFile);
    return {
        stack: name,
        events,
        ...(failure !== undefined && { failure, deployed: await stateOf(deployment) }),
    };
}

/** Does what is to be done, a few things at a time. */
export async function inTurns(tasks: readonly (() => Promise<void>)[]): Promise<void> {
    const waiting = [...tasks];
    const work = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            await next();
        }
    };
    await Promise.all([work(), work(), work()]);
}
