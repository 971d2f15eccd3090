import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import { startPlugin } from "../../sandbox/pluginRunner";
import { peakOf } from "../processMemory";
import { rotated, type Tell } from "../rounds";

/** The package as it ships, and the same components with a schema that the SDK infers at each start. */
const folders = {
    inferred: path.join(__dirname, "inferred"),
    ours: path.join(projectRoot, "components"),
} as const;
export type PluginProgram = keyof typeof folders;
export const pluginPrograms: readonly PluginProgram[] = ["inferred", "ours"];

/** From the start of the SDK's runner until the schema is there: what each run of a program in another language begins with. */
export interface PluginSample {
    readonly round: number;
    readonly program: PluginProgram;
    readonly seconds: number;
    /** Peak memory of the plug-in in MB; on Linux alone. */
    readonly memory?: number;
}

export async function measurePluginRound(
    round: number,
    stop: AbortSignal,
    tell: Tell,
): Promise<PluginSample[]> {
    const samples: PluginSample[] = [];
    const elsewhere = await mkdtemp(path.join(tmpdir(), "bench-"));
    try {
        for (const program of rotated(pluginPrograms, round)) {
            stop.throwIfAborted();
            tell(`schema, ${program}`);
            samples.push({ round, program, ...(await measure(folders[program], elsewhere)) });
        }
    } finally {
        await rm(elsewhere, { recursive: true, force: true });
    }
    return samples;
}

async function measure(
    packageFolder: string,
    workingFolder: string,
): Promise<Pick<PluginSample, "seconds" | "memory">> {
    const start = performance.now();
    const plugin = await startPlugin(packageFolder, workingFolder);
    try {
        await plugin.schema();
        return { seconds: (performance.now() - start) / 1000, memory: peakOf(plugin.pid) };
    } finally {
        await plugin.stop();
    }
}
