import { rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { StackPreview } from "../../../operations/preview/meaning/resources";
import type { Deployment, Settings } from "../../support/deployment";

let files = 0;

/** Previews a stack with other settings than it is deployed with, which stay as they are. */
export async function previewWith({ stack }: Deployment, settings: Settings): Promise<StackPreview> {
    const { name, workspace } = stack;
    const { name: project } = await workspace.projectSettings();
    const config = Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [`${project}:${key}`, value]),
    );
    files += 1;
    const configFile = path.join(workspace.workDir, `Changed.${name}.${files}.yaml`);
    await writeFile(configFile, JSON.stringify({ config }));
    const events: EngineEvent[] = [];
    const stderr: string[] = [];
    const failure = await stack
        .preview({
            configFile,
            color: "never",
            suppressProgress: true,
            onError: (text) => stderr.push(text),
            onEvent: (event) => events.push(event),
        })
        .then(
            () => ({}),
            () => ({ failure: stderr.join("") }),
        );
    await rm(configFile);
    return { stack: name, events, ...failure };
}
