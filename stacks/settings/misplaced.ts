import { edited, valueAt, type Edit, type RawSettings } from "./edit";
import { stepsOf } from "./propertyPath";

/**
 * What `pulumi config set tags.team sre` was meant for: without --path, Pulumi takes the whole of `tags.team` for a name. The
 * value in its place, as each type that its text may stand for, and then the name removed. None where the place has a value.
 */
export function movesOf(name: string, settings: RawSettings): readonly (readonly Edit[])[] {
    const [path, text] = [stepsOf(name), settings[name]];
    if (path.length < 2 || text === undefined || valueAt(settings, path) !== undefined) {
        return [];
    }
    const typed = /^(true|false)$/.test(text)
        ? [text === "true"]
        : /^-?\d+$/.test(text)
          ? [Number(text)]
          : [];
    return [...typed, text].map((value) => [{ path, value }, { path: [name] }]);
}

/** The settings after each move but that of one name: some settings are right only beside others. */
export function withOthersMoved(name: string, settings: RawSettings): RawSettings {
    return Object.keys(settings)
        .filter((other) => other !== name)
        .reduce((now, other) => applied(movesOf(other, now)[0] ?? [], now) ?? now, settings);
}

/** The settings after several edits; undefined where Pulumi refuses one. */
export function applied(edits: readonly Edit[], settings: RawSettings): RawSettings | undefined {
    return edits.reduce<RawSettings | undefined>((now, edit) => now && edited(now, edit), settings);
}
