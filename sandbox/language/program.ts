import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import * as path from "node:path";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import * as v from "valibot";

/** The SDK's exit code for "failed, and has told the user why" (nodeJSProcessExitedAfterLogging…). */
const alreadyReported = 32;

const runtimeOptions = v.object({
    typescript: v.optional(v.boolean(), true),
    tsconfig: v.optional(v.string()),
    nodeargs: v.optional(v.string(), ""),
});

/** Runs a program's process and answers how it ended. */
export class Program {
    private child: ChildProcess | undefined;

    constructor(private readonly engine: string) {}

    async run(request: RunRequest): Promise<RunResponse> {
        const info = request.getInfo();
        const runner = findRunner(directoryOf(info, request.getPwd()), "run");
        if (runner === undefined) {
            return new RunResponse().setError(
                "The program has no @pulumi/pulumi in its node_modules. Run `npm install` in its folder.",
            );
        }
        const options = readOptions(info, "Pulumi.yaml");
        this.child = spawn(node, [...splitWords(options.nodeargs), runner, ...this.flags(request)], {
            cwd: request.getPwd() || undefined,
            stdio: ["ignore", "inherit", "inherit"],
            env: {
                ...process.env,
                // The launcher's, for this host alone: the program is to run as it does elsewhere.
                NODE_COMPILE_CACHE: undefined,
                PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
                PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
                PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
                ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
            },
        });
        return toResponse(await ended(this.child));
    }

    stop(): void {
        this.child?.kill("SIGTERM");
    }

    private flags(request: RunRequest): string[] {
        const flags: Record<string, string> = {
            monitor: request.getMonitorAddress(),
            engine: this.engine,
            organization: request.getOrganization(),
            project: request.getProject(),
            "root-directory": request.getInfo()?.getRootDirectory() ?? "",
            stack: request.getStack(),
            pwd: request.getPwd(),
            parallel: String(request.getParallel()),
        };
        return [
            ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
            ...(request.getDryrun() ? ["--dry-run"] : []),
            [request.getInfo()?.getEntryPoint(), request.getProgram()].find(Boolean) ?? ".",
            ...request.getArgsList(),
        ];
    }
}

/** Where the program is. Protocol buffers have empty texts for what is not given. */
export function directoryOf(info: ProgramInfo | undefined, otherwise: string): string {
    const directory = info?.getProgramDirectory() ?? "";
    return directory === "" ? otherwise : directory;
}

/** That of PATH, as for a program that is started by hand; this host's own may be another. */
export const node = "node";

export function readOptions(
    info: ProgramInfo | undefined,
    file: "Pulumi.yaml" | "PulumiPlugin.yaml",
): v.InferOutput<typeof runtimeOptions> {
    const result = v.safeParse(runtimeOptions, info?.getOptions()?.toJavaScript() ?? {});
    if (!result.success) {
        const [issue] = result.issues;
        throw new Error(`${file}, runtime.options.${v.getDotPath(issue) ?? ""}: ${issue.message}`);
    }
    return result.output;
}

/** The SDK's own entry point, of the copy that the program itself would load. */
export function findRunner(programDirectory: string, name: "run" | "run-plugin"): string | undefined {
    try {
        return createRequire(path.join(programDirectory, "program.js")).resolve(`@pulumi/pulumi/cmd/${name}`);
    } catch {
        return undefined;
    }
}

/** Words as a shell splits them: `--max-old-space-size=512 -r "./a b.js"`. */
export function splitWords(text: string): string[] {
    return (text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
        word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"),
    );
}

/** The exit code; for a program that a signal ended, the shell's 128 + its number. */
export function ended(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code, signal) => {
            resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
        });
    });
}

function toResponse(code: number): RunResponse {
    if (code === alreadyReported) {
        return new RunResponse().setBail(true);
    }
    return code === 0
        ? new RunResponse()
        : new RunResponse().setError(`Program exited with non-zero exit code: ${code}`);
}
