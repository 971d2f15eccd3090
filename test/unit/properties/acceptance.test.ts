import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { check } from "./check";
import { anyInput } from "./inputs/anyInput";
import { faultsOf } from "./inputs/faults";
import { feature, features } from "./inputs/features";
import type { GoodRule } from "./inputs/goodRules";
import type { Input } from "./inputs/input";
import { asked, configured } from "./inputs/meaning";
import { checkedRules, component, render, renderUnchecked } from "./inputs/render";
import { readConfiguration } from "./oracle/configuration";
import { brokenRequirements } from "./oracle/oracle";
import { requestBody } from "./oracle/requestBody";
import type { Sides } from "./oracle/requirement";

const runs = 10_000;

describe("rules of every kind", () => {
    /** How often each feature was accepted, and each member refused. */
    const accepted = new Map<string, number>();
    const refused = new Map<string, number>();

    it(`are accepted exactly where AWS takes them and does what they say: ${runs} runs`, async function () {
        this.timeout(60_000);
        await check(runs, anyInput, async (input) => {
            const faults = faultsOf(input);
            const verdict = verdictOf(input);
            if (typeof verdict === "string") {
                await requireReason(input, faults, verdict);
                count(refused, memberOf(verdict));
                return;
            }
            assert.deepEqual(faults, []);
            const configuration = readConfiguration(verdict);
            assert.deepEqual(await brokenRequirements(configuration, sidesOf(input)), []);
            const rules = rulesOf(input);
            assert.deepEqual(
                configuration.map(configured),
                rules.map((rule) => asked(rule, input)).sort((one, other) => other.priority - one.priority),
            );
            for (const each of [...new Set(rules.flatMap((rule) => feature(rule, input))), "accepted"]) {
                count(accepted, each);
            }
        });
    });

    it("were accepted in a third of the runs, each feature among them", () => {
        assert.ok(
            (accepted.get("accepted") ?? 0) >= runs * 0.3,
            `${accepted.get("accepted") ?? 0} of ${runs}`,
        );
        for (const each of features) {
            assert.ok((accepted.get(each) ?? 0) >= 20, `${each}: ${accepted.get(each) ?? 0}`);
        }
    });

    it("were refused for each member", () => {
        const members = [
            ...["rules", "rules[]", "id", "priority", "prefix", "tags", "enabled", "deleteMarkerReplication"],
            ...[
                "destination",
                "storageClass",
                "metrics",
                "replicationTimeControl",
                "replicaModificationSync",
            ],
            ...["kmsEncryptedObjects", "existingObjectReplication", "accountId", "objectLock"],
            ...["kmsKeyArn", "region", "bucketKey", "sourceBucketKey"],
        ];
        for (const member of members) {
            assert.ok((refused.get(member) ?? 0) >= 10, `${member}: ${refused.get(member) ?? 0}`);
        }
    });
});

/** The configuration that an input makes, or the message of its refusal. */
function verdictOf(input: Input): readonly object[] | string {
    try {
        return render(input);
    } catch (error) {
        if (error instanceof pulumi.RunError) {
            return error.message;
        }
        throw error;
    }
}

/** A refusal names a place where something is wrong indeed. */
async function requireReason(input: Input, faults: readonly string[], message: string): Promise<void> {
    if (message.startsWith(`${component}: the replication configuration that rules makes is `)) {
        // How close the estimate is, is tested by itself; a configuration of this size may be more than 2 MB.
        const body = await requestBody(readConfiguration(renderUnchecked(input, checkedRules(input))));
        assert.ok(Buffer.byteLength(body) > 1_500_000, `${Buffer.byteLength(body)} bytes are refused`);
        return;
    }
    assert.ok(
        faults.some((place) =>
            [" is ", "."].some((next) => message.startsWith(`${component}: ${place}${next}`)),
        ),
        `${message} is refused; wrong are ${faults.join(", ") || "none"}`,
    );
}

/** The member that a message is about; `rules[]` is a rule as a whole. */
function memberOf(message: string): string {
    const [, place = ""] = /: (\S+) is /.exec(message) ?? [];
    const [, member = place] =
        /^rules\[\d+\]\.(\w+)/.exec(place) ?? /^destinations?.*\.(\w+)$/.exec(place) ?? [];
    return member.replace(/\d+/, "");
}

/** What is true of the sides of an input, besides its rules. */
function sidesOf({ sourceAccountId, sourceObjectLock, destinations }: Input): Sides {
    return {
        sourceAccountId,
        sourceObjectLock,
        destinations: new Map(destinations.map((destination) => [destination.bucketArn, destination])),
    };
}

/** The rules of an input that was accepted, with none left out. */
function rulesOf({ rules = [{}] }: Input): readonly GoodRule[] {
    assert.ok(isList(rules));
    return rules;
}

function isList(rules: unknown): rules is readonly GoodRule[] {
    return Array.isArray(rules);
}

function count(counts: Map<string, number>, what: string): void {
    counts.set(what, (counts.get(what) ?? 0) + 1);
}
