/*
 * Where a backfill keeps what it reads and writes, beside one another under one prefix: for the role's policy, and for whoever
 * makes the job. A prefix is empty, or ends with a slash.
 */

/** Lists of objects that Amazon S3 makes itself. */
export function manifestPrefix(prefix: string): string {
    return `${prefix}manifests/`;
}

/** Reports of jobs. */
export function reportPrefix(prefix: string): string {
    return `${prefix}reports/`;
}

/** Lists of the objects that failed, to be tried again. */
export function retryPrefix(prefix: string): string {
    return `${prefix}retries/`;
}
