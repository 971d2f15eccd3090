/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((one, other) => one - other);
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Decimal megabytes, from the KiB in which the kernel counts. */
export function megabytes(kibibytes: number): number {
    return (kibibytes * 1024) / 1e6;
}
