import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, PassingCall } from "../../sandbox/proxy/proxy";
import { seldomFaults, type CallFault, type FaultKind } from "./plan";
import { Random } from "./random";

/** Does to a call what the kind of fault says. A connection that stalls is broken in the end. */
export async function injure(call: PassingCall, kind: FaultKind, stallSeconds: number): Promise<void> {
    switch (kind) {
        case "lost":
            await call.pass();
            call.reset();
            return;
        case "reset":
            call.reset();
            return;
        case "cut":
            call.cutShort(await call.pass());
            return;
        case "stall":
            await Promise.race([call.abandoned, sleep(stallSeconds * 1000, undefined, { ref: false })]);
            call.reset();
            return;
        case "error":
            call.answer(
                refusal(call, 500, "InternalError", "We encountered an internal error. Please try again."),
            );
            return;
        case "errorAfterEffect":
            await call.pass();
            call.answer(
                refusal(call, 500, "InternalError", "We encountered an internal error. Please try again."),
            );
            return;
        case "slowDown":
            call.answer(refusal(call, 503, "SlowDown", "Please reduce your request rate."));
            return;
        case "forbidden":
            call.answer(refusal(call, 403, "AccessDenied", "Access Denied"));
            return;
    }
}

/** As S3 writes its errors; IAM's and STS's clients take the code from there too, the status counts. */
function refusal({ isJson }: PassingCall, status: number, code: string, message: string): Answer {
    if (isJson) {
        const content = Buffer.from(JSON.stringify({ __type: code, message }));
        return { status, headers: ["content-type", "application/x-amz-json-1.0"], content };
    }
    const content = Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message>` +
            "</Error><RequestId>0</RequestId></ErrorResponse>",
    );
    return { status, headers: ["content-type", "application/xml"], content };
}

/** Which of the calls that pass are hit, and by what, from a plan. */
export class Injector {
    readonly #seen = new Map<string, number>();
    readonly #random: Random;
    #struck: { readonly key: string; left: number } | undefined;

    constructor(private readonly fault: CallFault) {
        this.#random = new Random(fault.seed);
    }

    /** What happens to this call, which is asked once of each. */
    kindFor(call: PassingCall): FaultKind | undefined {
        const { extent, kind } = this.fault;
        if (extent === "seldom") {
            return this.#random.next() < 0.1 ? this.#random.one(seldomFaults) : undefined;
        }
        if (extent === "everything") {
            return kind;
        }
        const name = nameOf(call);
        const key = `${name} ${call.url}`;
        const nth = (this.#seen.get(name) ?? 0) + 1;
        this.#seen.set(name, nth);
        if (this.#struck === undefined && name === this.fault.call.name && nth >= this.fault.call.nth) {
            this.#struck = { key, left: extent === "once" ? 1 : extent === "twice" ? 2 : Infinity };
        }
        const isHit =
            this.#struck !== undefined &&
            this.#struck.left > 0 &&
            // A lasting fault is of the operation, any other of this one call and what is tried again of it.
            (extent === "lasting" ? name === this.fault.call.name : key === this.#struck.key);
        if (!isHit || this.#struck === undefined) {
            return undefined;
        }
        this.#struck.left -= 1;
        return kind;
    }
}

/** `PutObject of 111111111111` */
export function nameOf({ name, account }: Pick<PassingCall, "name" | "account">): string {
    return `${name} of ${account ?? "nobody"}`;
}
