import { S3Client } from "@aws-sdk/client-s3";

/** The part of the SDK's clients that all of them have. */
interface AnyClient {
    readonly config: { readonly serviceId: string };
    send: (this: AnyClient, command: AnyCommand, ...rest: readonly unknown[]) => Promise<unknown>;
}

interface AnyCommand {
    readonly input: object;
}

/** The calls of some work, sorted: `S3 HeadBucketCommand {"Bucket":"logs"}`. */
export async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
    const calls: string[] = [];
    const shared = Object.getPrototypeOf(S3Client.prototype) as AnyClient;
    const { send } = shared;
    shared.send = function (command, ...rest) {
        calls.push(`${this.config.serviceId} ${command.constructor.name} ${JSON.stringify(command.input)}`);
        return send.call(this, command, ...rest);
    };
    try {
        await work();
    } finally {
        shared.send = send;
    }
    return calls.sort();
}
