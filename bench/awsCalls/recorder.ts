import { setTimeout as sleep } from "node:timers/promises";
import { startProxy, type Proxy } from "../../sandbox/proxy/proxy";
import type { Sandbox } from "../../sandbox/sandbox";

export interface AwsCall {
    readonly name: string;
    readonly status: number;
    /** When the request came and when its answer had been given, in milliseconds since the recording began. */
    readonly start: number;
    readonly end: number;
}

/**
 * How long each answer is held back. The emulator answers so fast that of two calls made at once one may be over before
 * the other has its connection, and would look like the first of a chain. With AWS's own distance they overlap.
 */
const distance = 200;

/** A proxy before the emulator which notes every call that passes. */
export interface Recorder extends Pick<Proxy, "env" | "stop"> {
    /** What was called since the last time that this was asked. */
    take(): AwsCall[];
}

export async function startRecorder(sandbox: Sandbox): Promise<Recorder> {
    let calls: AwsCall[] = [];
    let origin: number | undefined;
    const proxy = await startProxy(sandbox, async (call) => {
        const began = performance.now();
        origin ??= began;
        const answer = await call.pass();
        await sleep(distance);
        const end = performance.now() - origin;
        calls.push({ name: call.name, status: answer.status, start: began - origin, end });
        call.answer(answer);
    });
    return {
        ...proxy,
        take: () => {
            const taken = calls;
            calls = [];
            origin = undefined;
            return taken.sort((one, other) => one.start - other.start);
        },
    };
}
