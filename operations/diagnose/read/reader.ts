import { AwsCallError, type AwsCall } from "../../aws/awsCallError";
import { served, type CallOptions } from "../../aws/served";
import type { Side } from "../../aws/side";
import { OperationError } from "../../operationError";
import { none, type Read } from "../facts";

/** Counts calls, so that a person sees how far the reading is. */
export interface Progress {
    asked(): void;
    answered(): void;
}

/** Asks AWS with the credentials of a side. What it refuses is part of the answer, and ends nothing. */
export class Reader {
    /** Why something could not be read, each reason once. */
    readonly unread = new Set<string>();

    constructor(
        readonly side: Side,
        private readonly progress: Progress,
    ) {}

    /**
     * What AWS answers. `absent` are its codes for that there is none of what is asked for. An interruption, and a defect of
     * ours, end the reading.
     */
    async ask<T>(
        call: Omit<AwsCall, "side">,
        attempt: (options: CallOptions) => Promise<Read<T>>,
        absent: readonly string[] = [],
    ): Promise<Read<T>> {
        this.progress.asked();
        try {
            return await served({ side: this.side, ...call }, attempt);
        } catch (error) {
            if (error instanceof AwsCallError && absent.includes(error.code)) {
                return none;
            }
            if (error instanceof OperationError) {
                return this.cannot(error.message);
            }
            throw error;
        } finally {
            this.progress.answered();
        }
    }

    /** Notes that something is not known, and why. */
    cannot(reason: string): { readonly unread: string } {
        this.unread.add(reason);
        return { unread: reason };
    }

    /** What is not known since an answer does not say it. */
    garbled({ operation, target }: Pick<AwsCall, "operation" | "target">, expected: string) {
        return this.cannot(`${operation} on ${target}, the ${this.side}, did not answer with ${expected}.`);
    }

    /** A document of JSON in an answer. */
    parsed(call: Pick<AwsCall, "operation" | "target">, text: string | undefined): Read<unknown> {
        try {
            const value: unknown = JSON.parse(text ?? "");
            return typeof value === "object" && value !== null ? { value } : this.garbled(call, "a policy");
        } catch {
            return this.garbled(call, "a policy");
        }
    }
}

/** What another answer makes of an answer; where there is none, or it is not known, that is all. */
export async function mapRead<T, U>(
    read: Read<T>,
    next: (value: T) => Promise<Read<U>> | Read<U>,
): Promise<Read<U>> {
    return "value" in read ? next(read.value) : read;
}
