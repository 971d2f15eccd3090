import { Listr } from "listr2";
import { progressOnStderr } from "../terminal";

/** Something that takes a while, and tells what it is at. */
interface Part<T> {
    readonly title: string;
    readonly run: (tell: (at: string) => void) => Promise<T>;
}

/** Does it, with its progress on stderr, so that stdout has the result alone. */
export async function withProgress<T>({ title, run }: Part<T>): Promise<T> {
    const done = Promise.withResolvers<T>();
    const task = {
        title,
        task: async (_: unknown, shown: { output: string; skip(message: string): void }) => {
            try {
                done.resolve(await run((at) => (shown.output = at)));
            } catch (error) {
                // The command says why, once.
                shown.skip(`${title}: it did not come to an end`);
                done.reject(error);
            }
        },
    };
    // The command itself hears of an interruption.
    await Promise.all([
        new Listr([task], { registerSignalListeners: false, ...progressOnStderr() }).run(),
        done.promise,
    ]);
    return done.promise;
}
