/** Configuration as Pulumi hands it over, as text, without what is not set. */
export type RawSettings = Readonly<Record<string, string>>;

/** A change that a command can make to the settings. */
export interface Edit {
    readonly path: readonly (string | number)[];
    /** Absent where the place is removed. */
    readonly value?: string | number | boolean;
    /** Whether the command asks for the value, which only the user knows. */
    readonly asked?: "plain" | "secret";
}

/** The settings after an edit, as `pulumi config set` and `pulumi config rm` make it; undefined where they refuse it. */
export function edited(settings: RawSettings, { path, value }: Edit): RawSettings | undefined {
    const [setting, ...rest] = path;
    if (typeof setting !== "string") {
        return undefined;
    }
    const { [setting]: present, ...others } = settings;
    if (rest.length === 0) {
        return value === undefined ? others : { ...others, [setting]: `${value}` };
    }
    const whole = parsed(present ?? (typeof rest[0] === "number" ? "[]" : "{}"));
    return changeIn(whole, rest, value) ? { ...others, [setting]: JSON.stringify(whole) } : undefined;
}

/** Changes a place in a list or an object. */
function changeIn(within: unknown, [step, ...rest]: Edit["path"], value: Edit["value"]): boolean {
    if (typeof within !== "object" || within === null || step === undefined) {
        return false;
    }
    if (Array.isArray(within) && (typeof step !== "number" || step > within.length)) {
        return false;
    }
    if (rest.length > 0) {
        const next: unknown =
            Reflect.get(within, step) ??
            (value === undefined ? undefined : typeof rest[0] === "number" ? [] : {});
        return changeIn(next, rest, value) && Reflect.set(within, step, next);
    }
    if (value !== undefined) {
        return Reflect.set(within, step, value);
    }
    return Array.isArray(within)
        ? within.splice(Number(step), 1).length === 1
        : Reflect.deleteProperty(within, step);
}

/** What the settings have at a place. */
export function valueAt(settings: RawSettings, [setting = "", ...rest]: Edit["path"]): unknown {
    return rest.reduce<unknown>(
        (within, step) =>
            typeof within === "object" && within !== null ? Reflect.get(within, step) : undefined,
        parsed(settings[setting] ?? "{}"),
    );
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
