/** Numbers from 0 up to 1 that follow from a seed: mulberry32, a generator of one 32-bit state. */
export class Random {
    #state: number;

    constructor(seed: number) {
        this.#state = seed >>> 0;
    }

    next(): number {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let mixed = this.#state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    /** One of them, each as likely as any other. */
    one<T>(of: readonly T[]): T {
        const found = of[Math.floor(this.next() * of.length)];
        if (found === undefined) {
            throw new Error("there is nothing to choose from");
        }
        return found;
    }
}
