import { setFlagsFromString } from "node:v8";

/**
 * Has V8 tidy up when a fifth of what is in use has come to it. By itself it lets garbage grow to several times of it, so that
 * a look at many versions would take more memory than one at few, of which nothing is kept either.
 */
export function keepHeapSmall(): void {
    setFlagsFromString("--heap-growing-percent=20");
}
