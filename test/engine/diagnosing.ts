import * as assert from "node:assert/strict";
import { execa } from "execa";
import type { Report } from "../../operations/diagnose/report";
import type { StacksToRead } from "../../operations/diagnose/read/found";
import { projectRoot } from "../../sandbox/paths";
import { bystander } from "../support/diagnosing";
import type { inSandbox } from "../support/inSandbox";
import type { FaultByHand } from "./faultsByHand/fault";
import type { Hand } from "./faultsByHand/hand";

/** Stacks that are read once: what they deployed stays the same, whatever is done by hand. */
export function readOnce(stacks: StacksToRead): StacksToRead {
    const known = new Map<string, Promise<unknown>>();
    const once =
        <T>(what: string, read: (stack: string) => Promise<T>) =>
        (stack: string): Promise<T> => {
            const key = `${what} ${stack}`;
            const answer = (known.get(key) as Promise<T> | undefined) ?? read(stack);
            known.set(key, answer);
            return answer;
        };
    return {
        outputs: once("outputs", (stack) => stacks.outputs(stack)),
        settings: once("settings", (stack) => stacks.settings(stack)),
        resources: once("resources", (stack) => stacks.resources(stack)),
    };
}

/** Pastes commands into a shell, as they were printed. */
async function paste(world: ReturnType<typeof inSandbox>, commands: string): Promise<void> {
    assert.notEqual(commands, "");
    await execa("bash", ["-e", "-c", commands], {
        cwd: projectRoot,
        // Pulumi asks before it changes something: somebody says yes.
        env: { ...world().sandbox.env(bystander), PULUMI_SKIP_CONFIRMATIONS: "true" },
    });
}

/** Tests that each fault is what the diagnosis says first, and that what it prints to mend it does. */
export function diagnosesEach(
    world: ReturnType<typeof inSandbox>,
    faults: readonly FaultByHand[],
    pair: () => {
        readonly hand: Hand;
        readonly report: () => Promise<Report>;
        readonly restore: () => Promise<void>;
    },
): void {
    afterEach(async function () {
        if (this.currentTest?.state === "failed") {
            await pair().restore();
        }
    });

    for (const { title, put, cause, result = "broken", prepare, undo } of faults) {
        it(`${cause}, and ${undo ? "when it is undone" : "by what is printed"} it works: ${title}`, async () => {
            const { hand, report } = pair();
            await put(hand);
            const found = await report();
            const [first] = found.findings;
            assert.deepEqual([found.result, first?.id], [result, cause], JSON.stringify(found, undefined, 2));
            await prepare?.(hand);
            await (undo ? undo(hand) : paste(world, first?.fix ?? ""));
            const mended = await report();
            assert.deepEqual(
                [
                    mended.result,
                    mended.findings.filter(({ id, severity }) => severity === "wrong" || id === cause),
                ],
                ["works", []],
                JSON.stringify({ fix: first?.fix, mended }, undefined, 2),
            );
        });
    }
}
