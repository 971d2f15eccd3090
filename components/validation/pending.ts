import * as pulumi from "@pulumi/pulumi";

/** A value that is not known yet. Pulumi takes a promise as it takes an output. */
export type Pending = pulumi.Output<unknown> | Promise<unknown>;

/** A value as it is once all of it is known. */
export type Known<T> = T extends Pending
    ? never
    : T extends object
      ? { [Member in keyof T]: Known<T[Member]> }
      : T;

/** A checked value. It is plain where the argument was, since outputs are most of what running a program costs. */
export type Checked<T> = T | pulumi.Output<T>;

export function isPending(value: unknown): value is Pending {
    return isOutput(value) || value instanceof Promise;
}

/** Whether a value holds no output and no promise at any depth. */
export function isPlain<T>(value: T): value is T & Known<T> {
    return holdsNothingPending(value, new Set());
}

/** A value may hold itself, which is for the schemas to refuse. */
function holdsNothingPending(value: unknown, around: ReadonlySet<unknown>): boolean {
    if (isPending(value)) {
        return false;
    }
    if (typeof value !== "object" || value === null || around.has(value)) {
        return true;
    }
    const within = new Set([...around, value]);
    return Object.values(value).every((member) => holdsNothingPending(member, within));
}

/** Pulumi knows an output by a member of it alone, which the data of another stack may have too. No data has a function. */
export function isOutput<T>(value: Checked<T>): value is pulumi.Output<T> {
    return pulumi.Output.isInstance(value) && typeof Reflect.get(value, "apply") === "function";
}

/** Makes a value from a checked one: now where that is plain, else once it is known. */
export function mapChecked<T, R>(value: Checked<T>, next: (known: T) => R): Checked<R> {
    return isOutput(value) ? value.apply(next) : next(value);
}

/**
 * Makes a value from several, once all of them are known. `pulumi.all` makes two outputs more of each, and outputs are most of
 * what running a program costs.
 */
export function whenAll<T extends readonly unknown[], R>(
    values: readonly [...T],
    next: (...known: { [Index in keyof T]: pulumi.Unwrap<T[Index]> }) => R | pulumi.Output<R>,
): pulumi.Output<R>;
export function whenAll(
    values: readonly unknown[],
    next: (...known: readonly unknown[]) => unknown,
): pulumi.Output<unknown> {
    const from = (index: number, known: readonly unknown[]): unknown => {
        if (index === values.length) {
            return next(...known);
        }
        const value = values[index];
        const plain: boolean = isPlain(value);
        return plain
            ? from(index + 1, [...known, value])
            : asOutput(value).apply((found) => from(index + 1, [...known, found]));
    };
    return asOutput(from(0, []));
}

/** A checked value as an output. Of an output `pulumi.output` would make two more. */
export function asOutput<T>(value: Checked<T>): pulumi.Output<T>;
export function asOutput(value: unknown): pulumi.Output<unknown> {
    return isOutput(value) ? value : pulumi.output(value);
}
