import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { comparisonFile, renderComparison } from "../../tools/comparison";
import { expected } from "./peers/expected";
import { needsOf, unjudged } from "./peers/needs";
import { readActions, type KnownActions } from "./peers/patterns";
import { document, type Grants, type PeerDocument } from "./peers/peer";
import { ours } from "./peers/ours";
import { peers } from "./peers/peers";
import { placesOf } from "./peers/places";
import { comparedScenarios } from "./peers/scenario";
import { judge } from "./peers/verdict";
import { asList } from "./support/setting";

/** What this project's documents and other tools' documents allow, as docs/comparison.md shows it. */
describe("The comparison with other tools", function () {
    this.timeout(30_000);
    let known: KnownActions;
    before(async () => {
        known = await readActions();
    });

    it("is in docs/comparison.md as it is now", async () => {
        const written = existsSync(comparisonFile) ? readFileSync(comparisonFile, "utf8") : "";
        assert.equal(written, await renderComparison(), "docs/comparison.md is stale: npm run comparison");
    });

    it("names every source with its version and files", () => {
        const written = readFileSync(comparisonFile, "utf8");
        for (const { name, source } of peers) {
            for (const fact of [name, source.repository, source.version, source.how, ...source.files]) {
                assert.ok(written.includes(fact), `${name}: ${fact} is not named`);
            }
        }
    });

    for (const scenario of comparedScenarios) {
        describe(scenario.name, () => {
            it("finds this project's documents enough, and nothing in them too wide", () => {
                assert.deepEqual(judge(ours.grants(scenario), scenario, known), {
                    missing: [],
                    tooWide: [],
                });
            });

            it("has the known verdict on each tool", () => {
                const verdicts = peers.map(
                    (peer) => [peer.name, judge(peer.grants(scenario), scenario, known)] as const,
                );
                assert.deepEqual(Object.fromEntries(verdicts), expected[scenario.name]);
            });

            it("asks for actions that exist where they are asked for", () => {
                const places = placesOf(ours.grants(scenario), scenario);
                for (const { action, or, at } of needsOf(scenario)) {
                    const type = places.find(({ name }) => name === at)?.type;
                    assert.ok(type, `there is no place called ${at}`);
                    for (const one of [action, ...(or === undefined ? [] : [or])]) {
                        assert.ok(known[type].includes(one), `${one} is not an action on a ${type}`);
                    }
                }
            });

            it("misses each action that is taken out of this project's documents", () => {
                const grants = ours.grants(scenario);
                const unneeded = new Set(unjudged.map(({ action }) => action));
                needsOf(scenario).forEach(({ action }) => unneeded.delete(action));
                const unnoticed = thinnedOut(grants)
                    .filter(({ action }) => !unneeded.has(action))
                    .filter(({ thinned }) => judge(thinned, scenario, known).missing.length !== 1)
                    .map(({ action, name }) => `${action} of ${name}`);
                assert.deepEqual(unnoticed, []);
            });

            it("finds too much at every place, where everybody may do everything", () => {
                const everything = { Effect: "Allow", Action: ["s3:*", "kms:*"], Resource: "*" } as const;
                const grants: Grants = {
                    role: document(everything),
                    destinationBucket: document({ ...everything, Principal: "*" }),
                    destinationKey: document({ ...everything, Principal: "*" }),
                };
                const { missing, tooWide } = judge(grants, scenario, known);
                assert.deepEqual(missing, []);
                const found = tooWide.join("\n");
                const unnoticed = placesOf(grants, scenario).filter(({ name }) => !found.includes(name));
                assert.deepEqual(unnoticed, []);
                assert.match(found, /^another identity of the source's account: s3:\*/m);
            });
        });
    }
});

/** The documents again and again, each time without one action of one Allow statement for the role. */
function thinnedOut(
    grants: Grants,
): readonly { readonly action: string; readonly name: string; readonly thinned: Grants }[] {
    return (["role", "destinationBucket", "destinationKey"] as const).flatMap((name) => {
        const text = grants[name];
        return (text?.Statement ?? []).flatMap((statement, index) =>
            statement.Effect === "Deny" || statement.Action === "kms:*"
                ? []
                : asList(statement.Action).map((action) => ({
                      action,
                      name,
                      thinned: { ...grants, [name]: without(text, index, action) },
                  })),
        );
    });
}

function without(text: PeerDocument | undefined, index: number, action: string): PeerDocument {
    const statements = (text?.Statement ?? []).map((statement, at) =>
        at === index
            ? { ...statement, Action: asList(statement.Action).filter((one) => one !== action) }
            : statement,
    );
    return document(...statements.filter(({ Action }) => asList(Action).length > 0));
}
