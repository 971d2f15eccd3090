import type { Backfill, BackfillReport, SampleCheck } from "./outcome";
import { many, number } from "./print/amounts";
import type { Job } from "./job/jobs";

/** What a job that has ended comes to. */
type Verdict = Pick<Backfill, "result" | "message">;

/** S3's words where a manifest would be empty: then the job fails. Other words may be about the manifest itself. */
const foundNothing = /no keys matching/i;

/**
 * The verdict on a job that has ended. What failed is told before what is not known, and nothing is taken for well that was
 * not read.
 */
export function verdictOn(
    job: Job,
    report: Pick<BackfillReport, "tasks" | "failed" | "problems"> | undefined,
    check: SampleCheck | undefined,
): Verdict {
    const why = job.reasons.length === 0 ? "AWS does not say why" : job.reasons.join("; ").replace(/\.$/, "");
    if (job.state === "Failed" && job.reasons.some((reason) => foundNothing.test(reason))) {
        return {
            result: "nothing",
            message:
                `Nothing to replicate: S3 found no version of this selection that a rule takes (${why}). Objects of Glacier ` +
                "classes are never among them.",
        };
    }
    if (job.state === "Failed") {
        return { result: "failed", message: `Batch Operations failed the job: ${why}.${progress(job)}` };
    }
    if (job.state === "Cancelled") {
        return { result: "failed", message: `The job was cancelled: ${why}.${progress(job)}` };
    }
    const failed = Math.max(job.failed, report?.failed ?? 0);
    if (failed > 0) {
        return {
            result: "failed",
            message: `The job is complete, and ${number(failed)} of its ${many(job.tasks, "version")} failed.`,
        };
    }
    if (check !== undefined && check.differing.length > 0) {
        return {
            result: "failed",
            message: `The job is complete, and the comparison found a difference in ${check.differing.length} of ${many(check.checked, "object")}.`,
        };
    }
    if (job.tasks === 0 && (report?.tasks ?? 0) === 0) {
        return { result: "nothing", message: "Nothing to replicate: the job was of no version." };
    }
    const ran = job.succeeded + job.failed;
    const open = [
        ...(ran === job.tasks
            ? []
            : [`of its ${number(job.tasks)} versions the job tells the end of ${number(ran)}`]),
        ...(report === undefined ? ["its report was not read"] : []),
        ...(report !== undefined && report.problems.length > 0 ? ["its report is not whole"] : []),
        ...(check !== undefined && check.unread.length > 0 ? ["not all that was to be compared was"] : []),
    ];
    if (open.length > 0) {
        return {
            result: "unknown",
            message: `The job is complete, and whether everything is replicated is not known: ${open.join(", and ")}.`,
        };
    }
    return { result: "replicated", message: `Replicated: all of the job, ${many(job.tasks, "version")}.` };
}

function progress({ tasks, succeeded }: Job): string {
    return tasks === 0 ? "" : ` Replicated: ${number(succeeded)} of ${many(tasks, "version")}.`;
}
