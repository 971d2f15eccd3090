import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { display } from "../../../../components/validation/error";
import { check } from "../check";
import type { Corruption } from "./corruption";
import { noRules, corruptionsOfCompany, ruleAllowed } from "./ofCompany";
import { corruptionsOfValues } from "./ofValues";
import { requireRefusal, replaced, spots } from "./spots";

const runsOfEach = 20;

/** What a message shows of a corrupted rule: of tags the part that is wrong, a key or the value of k. */
function shown(corruption: Corruption, rule: Readonly<Record<string, unknown>>): unknown {
    const { member, value, at = member } = corruption;
    if (at.startsWith("tags.")) {
        const key = at.slice("tags.".length);
        return key === "k" ? valueOfK(value) : key;
    }
    return at === member ? value : rule[at];
}

function valueOfK(tags: unknown): unknown {
    return typeof tags === "object" && tags !== null && "k" in tags ? tags.k : undefined;
}

describe("a corruption of rules that are accepted", () => {
    const corruptions = [...corruptionsOfValues, ...corruptionsOfCompany];

    it("is tried in more than 200 kinds", () => {
        assert.ok(corruptions.length > 200, `${corruptions.length}`);
    });

    for (const corruption of corruptions) {
        const { member, value, beside, sourceKey, at = member, allowed } = corruption;
        it(`${member}: ${display(value).slice(0, 50)} is refused there`, async () => {
            const keys = sourceKey === undefined ? fc.boolean() : fc.constant(sourceKey);
            await check(runsOfEach, spots(1, keys), ({ around, rules, index }) => {
                const harmless = member === "tags" ? { deleteMarkerReplication: false } : {};
                const rule = { ...rules[index], ...harmless, ...beside };
                const wrong = { ...rule, [member]: value };
                requireRefusal(
                    { ...around, rules: replaced(rules, index, rule) },
                    { ...around, rules: replaced(rules, index, wrong) },
                    `rules[${index}].${at}`,
                    shown(corruption, wrong),
                    allowed,
                );
            });
        });
    }

    for (const value of noRules) {
        it(`${display(value)} in place of a rule is refused there`, async () => {
            await check(runsOfEach, spots(1), ({ around, rules, index }) => {
                const bad = { ...around, rules: replaced(rules, index, value) };
                requireRefusal({ ...around, rules }, bad, `rules[${index}]`, value, ruleAllowed);
            });
        });
    }
});
