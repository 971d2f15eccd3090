import { setTimeout as wait } from "node:timers/promises";
import { startProxy, type Answer, type PassingCall, type Proxy } from "../../sandbox/proxy/proxy";
import type { Sandbox } from "../../sandbox/sandbox";

/** How long an answer takes: about that of S3 and IAM to who asks from a region nearby. */
const milliseconds = 20;

/**
 * Asks the emulator once, and from then on gives the same answers, each after the same time. The emulator needs up to a
 * quarter of a second to write out 1,000 rules, which says nothing of a diagnosis.
 */
export function rememberAnswers(sandbox: Sandbox): Promise<Proxy> {
    const known = new Map<string, Promise<Answer>>();
    return startProxy(sandbox, async (call) => {
        const asked = questionOf(call);
        const answer = known.get(asked) ?? call.pass();
        known.set(asked, answer);
        call.answer((await Promise.all([answer, wait(milliseconds)]))[0]);
    });
}

function questionOf({ account, region, name, method, url, body }: PassingCall): string {
    return [account, region, name, method, url, body].join(" ");
}
