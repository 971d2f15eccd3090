import { projectDirectory } from "../project";

export interface DiagnoseOptions {
    readonly projectDirectory: string;
    readonly json: boolean;
    readonly html?: string;
}

/** The exit code where the diagnosis could not run. */
export const couldNotRun = 3;

export function parseCommandLine(argv: readonly string[]): DiagnoseOptions {
    return { projectDirectory, json: argv.includes("--json") };
}
