const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
] as const;

/** How long something has lasted, in its largest unit: `3 hours`. */
export function lasted(since: Date, now: Date): string {
    const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
    const [name, length] = units.find(([, unit]) => seconds >= unit) ?? ["second", 1];
    const count = Math.floor(seconds / length);
    return `${count} ${name}${count === 1 ? "" : "s"}`;
}
