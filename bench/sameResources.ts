const mostShown = 10;

/** What two programs asked of AWS. A comparison of programs that deploy different things would say nothing. */
export function requireSameResources(stack: string, plain: readonly string[], ours: readonly string[]): void {
    requireSame(
        `The plain program does not deploy what the program does in the stack ${stack}. Make bench/plain the same:`,
        plain,
        ours,
    );
}

/** Fails where two lists differ, but for their order, with what one of them has alone. */
export function requireSame(message: string, plain: readonly string[], ours: readonly string[]): void {
    const differing = [
        ...without(plain, ours).map((one) => `plain only: ${one}`),
        ...without(ours, plain).map((one) => `program only: ${one}`),
    ];
    if (differing.length > 0) {
        throw new Error([message, ...differing.slice(0, mostShown)].join("\n"));
    }
}

/** Each counts as often as it is there. */
function without(list: readonly string[], others: readonly string[]): string[] {
    const left = new Map<string, number>();
    for (const other of others) {
        left.set(other, (left.get(other) ?? 0) + 1);
    }
    return list.filter((one) => {
        const count = left.get(one) ?? 0;
        left.set(one, count - 1);
        return count <= 0;
    });
}
