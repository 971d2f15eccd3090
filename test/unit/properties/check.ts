import * as fc from "fast-check";

/**
 * Tries a property as often as said, no run left out. A failure's message has the seed and the path to the smallest
 * counter-example: PROPERTY_SEED=<seed> tries the same inputs again.
 */
export async function check<T>(
    runs: number,
    inputs: fc.Arbitrary<T>,
    holds: (input: T) => void | Promise<void>,
): Promise<void> {
    const seed = process.env.PROPERTY_SEED;
    const property = fc.asyncProperty(inputs, async (input) => {
        await holds(input);
    });
    const details = await fc.check(property, {
        numRuns: runs,
        ...(seed !== undefined && { seed: Number(seed) }),
    });
    if (details.failed) {
        throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    }
    if (details.numRuns !== runs || details.numSkips > 0) {
        throw new Error(`${details.numRuns} runs in place of ${runs}, seed ${details.seed}`);
    }
}
