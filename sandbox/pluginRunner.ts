import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";

/** A package of components that serves as a plug-in, in a process of its own. */
export interface RunningPlugin {
    readonly pid: number;
    readonly port: number;
    /** The package's schema, as the plug-in answers it. */
    schema(): Promise<string>;
    stop(): Promise<void>;
}

/**
 * Starts a package of components as the language host of Node does: by the runner of the SDK that the package finds, with
 * the program's folder as working directory, whatever that is, and not the package's.
 */
export async function startPlugin(packageFolder: string, workingFolder: string): Promise<RunningPlugin> {
    const folder = path.resolve(packageFolder);
    const runner = createRequire(path.join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-plugin");
    // The runner wants an engine's address, and asks nothing of it before the first resource.
    const child = spawn(process.execPath, [runner, folder, "127.0.0.1:1"], {
        cwd: workingFolder,
        stdio: ["ignore", "pipe", "pipe"],
    });
    try {
        const port = await portOf(child);
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        return {
            pid: child.pid ?? 0,
            port,
            schema: () =>
                new Promise((resolve, reject) => {
                    client.getSchema(new GetSchemaRequest(), (error, response) => {
                        if (error) {
                            reject(error);
                        } else {
                            resolve(response.getSchema());
                        }
                    });
                }),
            stop: async () => {
                client.close();
                await end(child);
            },
        };
    } catch (error) {
        await end(child);
        throw error;
    }
}

/** The first line of its output. A plug-in that ends before says why on the other one. */
async function portOf(child: ChildProcess): Promise<number> {
    const said: string[] = [];
    child.stderr?.on("data", (data: Buffer) => said.push(data.toString()));
    const closed = once(child, "close").then(() => {
        throw new Error(`The plug-in has ended: ${said.join("")}`);
    });
    if (child.stdout === null) {
        throw new Error("The plug-in has no output to read its port from.");
    }
    const line: unknown[] = await Promise.race([once(createInterface(child.stdout), "line"), closed]);
    closed.catch(() => undefined);
    return Number(line[0]);
}

async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, "close");
        child.kill();
        await closed;
    }
}
