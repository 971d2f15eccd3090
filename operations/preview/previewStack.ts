import { Stack, type EngineEvent, type PulumiCommand } from "@pulumi/pulumi/automation";
import { messageOf } from "../operationError";
import { openProject } from "../project";
import { deployedResources } from "./deployedResources";
import type { StackPreview } from "./meaning/resources";
import { nameOf } from "./resourceChange";
import { readSecretValues, type SecretValues } from "./secretValues";
import { visible } from "../visible";

/** Credentials in the environment, which would win over a profile; empty, they count as not set. */
const withoutKeys = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" };

export interface PreviewRequest {
    readonly stack: string;
    readonly projectDirectory: string;
    readonly pulumiCommand: PulumiCommand;
    /** The AWS profile to preview with; by default what the stack's settings or the environment say. */
    readonly profile?: string;
}

/** What the engine told of a stack. Nothing of it may be printed before these secrets are out of it. */
export interface PreviewedStack {
    readonly preview: StackPreview;
    readonly secrets: SecretValues;
}

/** Previews a stack. A preview that fails is a result too: its events tell how far it came. */
export async function previewStack(
    { stack, projectDirectory, pulumiCommand, profile }: PreviewRequest,
    tell: (resource: string) => void,
): Promise<PreviewedStack> {
    const environment = profile === undefined ? {} : { ...withoutKeys, AWS_PROFILE: profile };
    const workspace = await openProject(projectDirectory, environment, pulumiCommand);
    // To select a stack would change which one the user's own commands are for. The preview names its stack anyway.
    const unselected = await Stack.select(
        stack,
        Object.assign(workspace, { selectStack: () => Promise.resolve() }),
    );

    const events: EngineEvent[] = [];
    const stderr: string[] = [];
    const secrets = readSecretValues(unselected);
    const failure = await unselected
        .preview({
            color: "never",
            suppressProgress: true,
            onError: (text) => stderr.push(text),
            onEvent: (event) => {
                events.push(event);
                const seen = event.resourcePreEvent?.metadata;
                if (seen && seen.op !== "same") {
                    tell(visible(`${seen.op} ${nameOf(seen.urn)}`));
                }
            },
        })
        .then(
            () => undefined,
            // What goes wrong before there are events is on stderr alone.
            (error: unknown) => stderr.join("").trim() || messageOf(error),
        );
    // What a failed preview did not get to stays as it is, and counts: writes may fail by what the other stack changes.
    const deployed = failure === undefined ? [] : await deployedResources(workspace, stack);
    return { preview: { stack, events, failure, deployed }, secrets: await secrets };
}
