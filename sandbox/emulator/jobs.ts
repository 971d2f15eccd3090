import { readFile } from "node:fs/promises";
import { request } from "node:https";
import type { JobStatus } from "@aws-sdk/client-s3-control";
import { runPaths } from "../paths";
import type { Sandbox } from "../sandbox";

/** How the emulator's jobs of S3 Batch Operations behave, for a test. */
export interface JobsSteering {
    /** Seconds in each state, 0.3 by default. In Active it is the time for all tasks together. */
    readonly seconds?: number | Partial<Record<JobStatus, number>>;
    /** Has jobs fail while they are prepared. */
    readonly failure?: { readonly code: string; readonly reason: string };
    /** Has tasks fail, though nothing is wrong: the first that matches an object. */
    readonly failures?: readonly TaskFailure[];
    readonly report?: ReportFaults;
}

interface TaskFailure {
    /** `*` stands for any text. */
    readonly key: string;
    /** A reason of AWS's, or one that nobody knows. */
    readonly code: string;
    readonly http?: number;
    readonly message?: string;
}

/** What is unusual, or wrong, about completion reports. */
interface ReportFaults {
    /** Every so many rows one lacks the version id. */
    readonly shortRows?: number;
    /** Error code before HTTP status, as the schema in the report says. AWS's examples have it the other way round. */
    readonly order?: "schema";
    /** A space in a key is `+`, and not `%20`. */
    readonly plusForSpace?: boolean;
    readonly manifest?: "missing" | "truncated";
    /** The lists of tasks: not there, cut in half, or of another MD5 than the manifest says. */
    readonly file?: "missing" | "truncated" | "md5";
}

/** Steers the jobs from now on. What was asked for before is forgotten. */
export async function steerJobs(
    { endpoint, directory }: Pick<Sandbox, "endpoint" | "directory">,
    steering: JobsSteering,
): Promise<void> {
    const ca = await readFile(runPaths(directory).ca, "utf8");
    await new Promise<void>((resolve, reject) => {
        const call = request(`${endpoint}/_sandbox/jobs`, { method: "PUT", ca, agent: false }, (response) => {
            response.resume();
            if (response.statusCode === 204) {
                resolve();
            } else {
                reject(new Error(`The emulator answers ${response.statusCode} to ${call.path}.`));
            }
        });
        call.on("error", reject);
        call.end(JSON.stringify(steering));
    });
}
