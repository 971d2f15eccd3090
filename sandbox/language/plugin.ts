import { spawn, type ChildProcess } from "node:child_process";
import { status, type ServerWritableStream } from "@grpc/grpc-js";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { directoryOf, ended, findRunner, node, readOptions, splitWords } from "./program";

/** Runs plug-ins that are written in Node, as a package of components is. */
export class Plugins {
    private readonly children = new Set<ChildProcess>();

    /**
     * By the SDK of the plug-in's own packages, in the folder of whoever uses it. So the only tsconfig that counts is one of
     * that folder, and without one TypeScript is read by the SDK's own settings.
     */
    run(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
        const { request } = call;
        const info = request.getInfo();
        const folder = directoryOf(info, request.getProgram());
        const runner = findRunner(folder, "run-plugin");
        if (runner === undefined) {
            const details = `The plug-in has no @pulumi/pulumi in its node_modules. Run \`npm install\` in ${folder}.`;
            call.emit("error", { code: status.FAILED_PRECONDITION, details });
            return;
        }
        const { nodeargs, tsconfig } = readOptions(info, "PulumiPlugin.yaml");
        const given = request.getEnvList().map((entry): [string, string] => {
            const [name = "", ...value] = entry.split("=");
            return [name, value.join("=")];
        });
        const child = spawn(node, [...splitWords(nodeargs), runner, folder, ...request.getArgsList()], {
            cwd: request.getPwd() || undefined,
            stdio: ["ignore", "pipe", "pipe"],
            env: {
                ...process.env,
                ...Object.fromEntries(given),
                NODE_COMPILE_CACHE: undefined,
                ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
            },
        });
        this.children.add(child);
        child.stdout.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStdout(data)));
        child.stderr.on("data", (data: Buffer) => call.write(new RunPluginResponse().setStderr(data)));
        // The engine ends a plug-in by hanging up.
        call.once("cancelled", () => child.kill("SIGTERM"));
        ended(child).then(
            (code) => {
                this.children.delete(child);
                call.write(new RunPluginResponse().setExitcode(code));
                call.end();
            },
            (error: unknown) => call.emit("error", { code: status.UNKNOWN, details: String(error) }),
        );
    }

    stop(): void {
        for (const child of this.children) {
            child.kill("SIGTERM");
        }
    }
}
