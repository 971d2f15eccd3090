/*
 * Where reports lie. S3 puts a slash between the prefix of a request and `job-<id>`, so that a prefix that ends with one
 * would have two: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobReport.html
 */

/** The prefix of reports, which is empty or ends with a slash, as CreateJob takes it in Report.Prefix. */
export function requestedPrefix(prefix: string): string | undefined {
    return prefix === "" ? undefined : prefix.replace(/\/$/, "");
}

/** The key of the file that names all others of a report. */
export function manifestKeyOf({
    prefix,
    jobId,
}: {
    readonly prefix: string;
    readonly jobId: string;
}): string {
    return `${prefix}job-${jobId}/manifest.json`;
}
