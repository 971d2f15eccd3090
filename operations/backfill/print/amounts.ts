/*
 * Amounts as people read them.
 */

export function number(value: number): string {
    return value.toLocaleString("en-US");
}

/** `1 version`, `2,000 versions`. */
export function many(count: number, what: string): string {
    return `${number(count)} ${what}${count === 1 ? "" : "s"}`;
}

export function bytes(value: number): string {
    const units = ["", "KiB", "MiB", "GiB", "TiB", "PiB"];
    const power = Math.min(units.length - 1, value < 1024 ? 0 : Math.floor(Math.log2(value) / 10));
    return power === 0 ? many(value, "byte") : `${(value / 1024 ** power).toFixed(1)} ${units[power]}`;
}

export function duration(seconds: number): string {
    if (seconds < 60) {
        return `${Math.ceil(seconds)} s`;
    }
    if (seconds < 3600) {
        return `${Math.round(seconds / 60)} min`;
    }
    return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : many(Math.round(seconds / 86_400), "day");
}
