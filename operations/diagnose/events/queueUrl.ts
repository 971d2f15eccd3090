/** The URL of a queue, and what it says of it. */
export interface QueueUrl {
    readonly url: string;
    readonly accountId: string;
    /** Absent where the host is none of AWS's. */
    readonly region?: string;
}

/** Undefined of what is no such URL: `https://sqs.<region>.amazonaws.com/<account>/<name>`. */
export function queueUrlIn(url: string): QueueUrl | undefined {
    const [, accountId] = /^https?:\/\/[\w.:[\]-]+\/(\d{12})\/[\w-]{1,80}(?:\.fifo)?$/.exec(url) ?? [];
    const [, region] = /^https:\/\/sqs\.([\w-]+)\./.exec(url) ?? [];
    return accountId === undefined ? undefined : { url, accountId, ...(region && { region }) };
}
