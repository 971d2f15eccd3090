import { setTimeout as sleep } from "node:timers/promises";

/** Whether it comes true within the time. */
export async function becomesTrue(
    condition: () => boolean | Promise<boolean>,
    milliseconds = 5000,
): Promise<boolean> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
        if (await condition()) {
            return true;
        }
        await sleep(20);
    }
    return condition();
}
