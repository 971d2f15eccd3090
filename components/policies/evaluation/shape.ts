/** A value that IAM takes alone or in a list, as a list. None where it is missing. */
export function listOf(value: unknown): readonly unknown[] | undefined {
    return value === undefined || value === null ? undefined : Array.isArray(value) ? value : [value];
}

/** The texts of such a value; none where one of them is no text. */
export function textsOf(value: unknown): readonly string[] | undefined {
    const list = listOf(value);
    return list?.every((each) => typeof each === "string") ? list : undefined;
}

/** The members of an object; none where it is something else. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value)
        : undefined;
}

/** A member of an object. */
export function memberOf(value: object, member: string): unknown {
    return Reflect.get(value, member);
}
