/** Does something with each of many, so many at a time, none of which is kept. Ends with the first failure. */
export async function sideBySide<T>(
    items: AsyncIterator<T> | Iterator<T>,
    width: number,
    work: (item: T) => Promise<void>,
): Promise<void> {
    let failed = false;
    const lane = async () => {
        while (!failed) {
            // A generator answers one call after the other.
            const next = await items.next();
            if (next.done === true) {
                return;
            }
            await work(next.value);
        }
    };
    const lanes = Array.from({ length: width }, () =>
        lane().catch((error: unknown) => {
            failed = true;
            throw error;
        }),
    );
    // What was begun comes to its end, so that nothing goes on behind what is told.
    for (const outcome of await Promise.allSettled(lanes)) {
        if (outcome.status === "rejected") {
            throw outcome.reason;
        }
    }
}
