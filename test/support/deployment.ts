import { readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { execa } from "execa";
import * as v from "valibot";
import { selectStack, type StackOptions } from "../../sandbox/pulumi";
import type { Sandbox } from "../../sandbox/sandbox";
import { operationOf, readEvents, titleOf, type Operation } from "./operation";

/** A setting as a stack file has it, of whatever type. */
export type Settings = Readonly<Record<string, unknown>>;

const stateSchema = v.object({
    deployment: v.object({
        resources: v.optional(
            v.array(v.object({ urn: v.string(), dependencies: v.optional(v.array(v.string()), []) })),
        ),
    }),
});

type OperationName = "up" | "preview" | "refresh" | "destroy";

interface OperationOptions {
    /** Whether the engine looks at AWS first. */
    readonly refresh?: boolean;
    readonly expectNoChanges?: boolean;
    /** The resources that are looked at, by their names; none of the others is touched. Default: all. */
    readonly only?: readonly string[];
}

/** A stack of the sandbox, and what the engine does with it, as data. */
export class Deployment {
    private constructor(
        readonly stack: Stack,
        private readonly sandbox: Sandbox,
    ) {}

    /** The program's own stack of that name, with its own stack file or these settings instead of it. */
    static async of(
        sandbox: Sandbox,
        stackName: string,
        settings?: Settings,
        options: StackOptions = {},
    ): Promise<Deployment> {
        const deployment = new Deployment(await selectStack(sandbox, stackName, options), sandbox);
        if (settings !== undefined) {
            await deployment.settings(settings);
        }
        return deployment;
    }

    async settings(settings: Settings): Promise<void> {
        const { name: project } = await this.stack.workspace.projectSettings();
        const config = Object.fromEntries(
            Object.entries(settings).map(([key, value]) => [`${project}:${key}`, value]),
        );
        // Every JSON text is YAML too.
        await this.stackFile(JSON.stringify({ config }, undefined, 2));
    }

    async stackFile(text: string): Promise<void> {
        const { name, workspace } = this.stack;
        await writeFile(path.join(workspace.workDir, `Pulumi.${name}.yaml`), text);
    }

    up(options?: OperationOptions): Promise<Operation> {
        return this.succeeded("up", options);
    }

    preview(options?: OperationOptions): Promise<Operation> {
        return this.succeeded("preview", options);
    }

    refresh(): Promise<Operation> {
        return this.succeeded("refresh");
    }

    destroy(): Promise<Operation> {
        return this.succeeded("destroy");
    }

    /** An operation that the program, the engine or AWS must refuse; it is an error if none does. */
    async refused(name: OperationName): Promise<Operation> {
        const operation = await this.run(name);
        if (!operation.failed) {
            throw new Error(
                [`${name} of ${this.stack.name} was not refused.`, ...operation.sequence].join("\n"),
            );
        }
        return operation;
    }

    /** The names of the resources in the state, providers and the stack itself included. */
    async resources(): Promise<string[]> {
        return (await this.state()).map(({ urn }) => titleOf(urn)).sort();
    }

    /** What a resource depends on, by which the engine orders creation and deletion. */
    async dependenciesOf(resource: string): Promise<string[]> {
        const found = (await this.state()).find(({ urn }) => titleOf(urn) === resource);
        if (found === undefined) {
            throw new Error(`the state has no ${resource}`);
        }
        return found.dependencies.map(titleOf).sort();
    }

    async outputs(): Promise<Record<string, unknown>> {
        const outputs = await this.stack.outputs();
        return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    }

    private async state() {
        return v.parse(stateSchema, await this.stack.exportStack()).deployment.resources ?? [];
    }

    private async succeeded(name: OperationName, options?: OperationOptions): Promise<Operation> {
        const operation = await this.run(name, options);
        if (operation.failed) {
            throw new Error([...operation.diagnostics, ...operation.sequence].join("\n"));
        }
        return operation;
    }

    /** One call of the command: the Automation API makes four of an update, for outputs and history besides. */
    private async run(name: OperationName, options: OperationOptions = {}): Promise<Operation> {
        const { workDir, envVars } = this.stack.workspace;
        const log = path.join(workDir, `${this.stack.name}.events`);
        await rm(log, { force: true });
        const flags = [
            ...(name === "preview" ? [] : ["--yes", "--skip-preview"]),
            ...(options.refresh ? ["--refresh"] : []),
            ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
            ...(options.only ?? []).flatMap((resource) => ["--target", `**::${resource}`]),
        ];
        const { failed, stderr } = await execa(
            this.sandbox.toolchain.engine.path,
            [
                name,
                ...flags,
                "--non-interactive",
                "--color=never",
                "--event-log",
                log,
                "--stack",
                this.stack.name,
            ],
            // The engine has this flag in its debug commands alone, as the Automation API knows.
            { cwd: workDir, env: { ...envVars, PULUMI_DEBUG_COMMANDS: "true" }, reject: false },
        );
        const events = readEvents(await readFile(log, "utf8").catch(() => ""));
        return operationOf(events, failed ? stderr : undefined);
    }
}
