/** One of the two ends of the replication. */
export type Side = "source" | "destination";

/** How a user gives a side other credentials; ends every error that those could cure. */
export function credentialFlags(side: Side): string {
    return `--${side}-profile <profile> or --${side}-role <role ARN>`;
}
