import { cp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { S3 } from "@aws-sdk/client-s3";
import { S3Control } from "@aws-sdk/client-s3-control";
import { IAM } from "@aws-sdk/client-iam";
import { execa } from "execa";
import { projectRoot, runPaths } from "../../sandbox/paths";
import { copyProject } from "../../sandbox/project";
import { startProxy, type PassingCall, type Proxy } from "../../sandbox/proxy/proxy";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { nameOf } from "./injection";
import { descendantsOf, endAll } from "./processes";

/** In the order in which they are deployed. */
export const stacks = ["destination", "source"] as const;
export type Stack = (typeof stacks)[number];

/** What a call meets; where it does nothing with it, the call passes. */
export type Meeting = (call: PassingCall) => Promise<"met" | "passes">;

/** How a command ended. */
export interface Ended {
    readonly exitCode: number | undefined;
    readonly stdout: string;
    readonly stderr: string;
    /** It had not ended by itself in its time. */
    readonly hung: boolean;
}

/** A sandbox with the project's two stacks, and everything that they call goes through a proxy that can break it. */
export class FaultWorld {
    #proxy: Proxy | undefined;
    #meeting: Meeting | undefined;
    #calls: string[] = [];
    readonly #agent: Agent;

    private constructor(
        readonly sandbox: Sandbox,
        private readonly stopping: AbortSignal,
    ) {
        this.#agent = new Agent({ ca: readFileSync(runPaths(sandbox.directory).ca), keepAlive: true });
    }

    static async open(stopping: AbortSignal): Promise<FaultWorld> {
        const sandbox = await startSandbox();
        const world = new FaultWorld(sandbox, stopping);
        try {
            await copyProject(sandbox.directory, projectRoot, stacks);
            world.#proxy = await startProxy(sandbox, (call) => world.#meet(call));
            for (const stack of stacks) {
                await world.pulumi(stack, ["stack", "init", "--non-interactive"]);
            }
            await world.keep("empty");
            return world;
        } catch (error) {
            await world.close();
            throw error;
        }
    }

    /** The folder of Pulumi.yaml. */
    get folder(): string {
        return runPaths(this.sandbox.directory).project;
    }

    /** The folder of the backend of local files. */
    get backend(): string {
        return runPaths(this.sandbox.directory).state;
    }

    async #meet(call: PassingCall): Promise<void> {
        this.#calls.push(nameOf(call));
        if ((await this.#meeting?.(call)) !== "met") {
            call.answer(await call.pass());
        }
    }

    /** What the calls meet from now on; nothing where it is left out. */
    set meeting(meeting: Meeting | undefined) {
        this.#meeting = meeting;
    }

    /** The calls since the last time that this was asked. */
    takeCalls(): string[] {
        const taken = this.#calls;
        this.#calls = [];
        return taken;
    }

    env(stack: Stack): Record<string, string> {
        return this.#proxy?.env(this.sandbox.env(stack)) ?? {};
    }

    /** Keeps the stacks' state under a name, to go back to. */
    async keep(name: string): Promise<void> {
        await rm(`${this.backend}-${name}`, { recursive: true, force: true });
        await cp(this.backend, `${this.backend}-${name}`, { recursive: true });
    }

    async goBackTo(name: string): Promise<void> {
        await rm(this.backend, { recursive: true, force: true });
        await cp(`${this.backend}-${name}`, this.backend, { recursive: true });
    }

    /** Empties the accounts and forgets what was deployed. */
    async reset(): Promise<void> {
        await new Promise<void>((resolve, reject) => {
            const url = `${this.sandbox.endpoint}/_ministack/reset`;
            request(url, { method: "POST", agent: this.#agent }, (answer) =>
                answer.resume().once("end", resolve),
            )
                .once("error", reject)
                .end();
        });
        await this.goBackTo("empty");
    }

    /** An account by hand, past the proxy. */
    as(stack: Stack): { readonly s3: S3; readonly iam: IAM; readonly control: S3Control } {
        const { accountId, region } = this.sandbox.accounts[stack];
        const settings = {
            region,
            endpoint: this.sandbox.endpoint,
            credentials: { accessKeyId: accountId, secretAccessKey: "sandbox" },
            requestHandler: { httpsAgent: this.#agent },
        };
        // Without the account in the host name.
        const endpointProvider = () => ({ url: new URL(this.sandbox.endpoint) });
        return {
            s3: new S3({ ...settings, forcePathStyle: true }),
            iam: new IAM(settings),
            control: new S3Control({ ...settings, endpointProvider }),
        };
    }

    /** Runs `pulumi` on a stack. Whoever wants to disturb it is given its process. */
    pulumi(
        stack: Stack,
        args: readonly string[],
        options: { readonly seconds?: number; readonly started?: (pid: number) => void } = {},
    ): Promise<Ended> {
        const { path } = this.sandbox.toolchain.engine;
        return this.run(path, [...args, "--color", "never", "--stack", stack], this.env(stack), options);
    }

    /** Runs commands of a document as a person would, who says yes to what they ask. */
    shell(stack: Stack, commands: string): Promise<Ended> {
        const env = { ...this.env(stack), PULUMI_SKIP_CONFIRMATIONS: "true" };
        return this.run("sh", ["-e", "-c", commands], env, {});
    }

    async run(
        file: string,
        args: readonly string[],
        env: Readonly<Record<string, string>>,
        {
            seconds = 120,
            started = () => undefined,
            cwd = this.folder,
        }: {
            readonly seconds?: number;
            readonly started?: (pid: number) => void;
            readonly cwd?: string;
        } = {},
    ): Promise<Ended> {
        this.stopping.throwIfAborted();
        const child = execa(file, [...args], { cwd, env: { ...env }, stdin: "ignore", reject: false });
        const { pid } = child;
        if (pid === undefined) {
            throw new Error(`${file} cannot be run: ${(await child).message}`);
        }
        started(pid);
        // With all that it has started, each by its id: none of them would end by the end of a shell.
        const end = () => {
            const family = descendantsOf(pid);
            child.kill("SIGKILL");
            endAll(family);
        };
        let hung = false;
        const timer = setTimeout(() => {
            hung = true;
            end();
        }, seconds * 1000);
        this.stopping.addEventListener("abort", end);
        const { exitCode, stdout, stderr } = await child;
        clearTimeout(timer);
        this.stopping.removeEventListener("abort", end);
        this.stopping.throwIfAborted();
        return { exitCode, stdout, stderr, hung };
    }

    async close(): Promise<void> {
        this.#proxy?.stop();
        this.#agent.destroy();
        await this.sandbox.stop();
    }
}
