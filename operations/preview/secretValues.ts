import type { ConfigMap, Stack } from "@pulumi/pulumi/automation";

/** The values of settings that are, or were, marked secret. */
export interface SecretValues {
    readonly values: readonly string[];
    /** Whether those of earlier updates are among them. */
    readonly complete: boolean;
}

/** More updates back, a state hardly holds a value. */
const updates = 100;

/**
 * Reads the settings that are secret, those of earlier updates too: the state does not know them for secrets, since the
 * program takes the values of its settings as they are. They stay in memory.
 */
export async function readSecretValues(stack: Stack): Promise<SecretValues> {
    const read = Promise.all([
        stack.workspace.getAllConfig(stack.name),
        fileOf(stack),
        earlierSettings(stack),
    ]);
    return read.then(
        ([config, file, earlier]) => ({ values: secretValues(config, file, earlier), complete: true }),
        // Where they cannot be decrypted, the preview cannot either, and says so.
        () => ({ values: [], complete: false }),
    );
}

/** The stack file as it is: it tells which parts of an object are secret. */
async function fileOf({ workspace, name }: Stack): Promise<unknown> {
    try {
        return (await workspace.stackSettings(name)).config;
    } catch {
        return undefined;
    }
}

/** The settings at earlier updates, where any was secret. */
async function earlierSettings(stack: Stack): Promise<readonly ConfigMap[]> {
    const blinded = await stack.history(updates, 1, false);
    const secret = blinded.some(({ config }) => Object.values(config).some((setting) => setting.secret));
    return secret ? (await stack.history(updates, 1, true)).map(({ config }) => config) : [];
}

/**
 * Which values are secret. Of an earlier object Pulumi tells only that a part of it was secret, so each of its parts counts
 * that is not plain now.
 */
export function secretValues(
    config: ConfigMap,
    file: unknown,
    earlier: readonly ConfigMap[],
): readonly string[] {
    const settings = Object.entries(config).map(([key, { value, secret }]) => ({
        value: parsed(value),
        // What is not in the file is of an environment, of which the parts are not told either.
        marks: secret ? (member(file, key) ?? encrypted) : undefined,
    }));
    const now = settings.flatMap(({ value, marks }) => leaves(value, marks, true));
    const plain = new Set(settings.flatMap(({ value, marks }) => leaves(value, marks, false)));
    const before = earlier
        .flatMap((of) => Object.values(of))
        .flatMap(({ value, secret }) => (secret ? leaves(parsed(value), encrypted, true) : []))
        .filter((value) => !plain.has(value));
    return [...new Set([...now, ...before])];
}

/** How a stack file marks a value that it holds encrypted. */
const encrypted = { secure: "" };

/** The texts in a value: those that the stack file marks as encrypted, or the others. */
function leaves(value: unknown, marks: unknown, secret: boolean): readonly string[] {
    const isSecret = typeof member(marks, "secure") === "string";
    if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, item]) =>
            leaves(item, isSecret ? marks : member(marks, key), secret),
        );
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return isSecret === secret && text !== "" ? [text] : [];
}

/** Pulumi tells an object as its JSON. */
function parsed(value: string): unknown {
    try {
        return /^[{[]/.test(value) ? JSON.parse(value) : value;
    } catch {
        return value;
    }
}

function member(of: unknown, name: string): unknown {
    return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}
