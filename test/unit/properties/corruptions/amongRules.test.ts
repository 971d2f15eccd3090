import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { check } from "../check";
import type { GoodRule } from "../inputs/goodRules";
import { checkedRules, component } from "../inputs/render";
import { requireRefusal, replaced, spots, type Spot } from "./spots";

const runs = 50;
const needed = {
    id: "1 to 255 characters, needed where there are several rules",
    priority: "a whole number from 0 to 2147483647, needed where there are several rules",
};
const lists = "a list of 1 to 1000 rules; left out, every object is replicated";

/** The place of a rule and of the next, the last one's next being the first. */
function neighbours({ rules, index }: Spot): readonly [number, number] {
    const next = (index + 1) % rules.length;
    return index < next ? [index, next] : [next, index];
}

function namesOf({ around }: Spot): readonly string[] {
    return around.destinations.map(({ name }) => name);
}

describe("a corruption of rules that are accepted, beside the others", () => {
    for (const member of ["id", "priority"] as const) {
        it(`${member}: one that another rule has is refused at the later of the two`, async () => {
            await check(runs, spots(2), (spot) => {
                const { around, rules } = spot;
                const [earlier, later] = neighbours(spot);
                const value = rules[earlier]?.[member];
                const bad = replaced(rules, later, { ...rules[later], [member]: value });
                const allowed = `a value that no other rule has; rules[${earlier}] has it`;
                requireRefusal(
                    { ...around, rules },
                    { ...around, rules: bad },
                    `rules[${later}].${member}`,
                    value,
                    allowed,
                );
            });
        });

        it(`${member}: none among several is refused`, async () => {
            await check(runs, spots(2), ({ around, rules, index }) => {
                const rest = Object.fromEntries(
                    Object.entries(rules[index] ?? {}).filter(([name]) => name !== member),
                );
                for (const rule of [rest, { ...rest, [member]: undefined }]) {
                    requireRefusal(
                        { ...around, rules },
                        { ...around, rules: replaced(rules, index, rule) },
                        `rules[${index}].${member}`,
                        undefined,
                        needed[member],
                    );
                }
            });
        });
    }

    it("destination: one that is not among several is refused, and none too", async () => {
        await check(runs, several, (spot) => {
            const { around, rules, index } = spot;
            for (const destination of ["elsewhere", "TOKYO", undefined]) {
                requireRefusal(
                    { ...around, rules },
                    { ...around, rules: replaced(rules, index, { ...rules[index], destination }) },
                    `rules[${index}].destination`,
                    destination,
                    `one of ${namesOf(spot).join(", ")}`,
                );
            }
        });
    });

    it("destination: another than the only one is refused, and any where that has no name", async () => {
        await check(runs, sole, (spot) => {
            const { around, rules, index } = spot;
            const [name = ""] = namesOf(spot);
            requireRefusal(
                { ...around, rules },
                { ...around, rules: replaced(rules, index, { ...rules[index], destination: "elsewhere" }) },
                `rules[${index}].destination`,
                "elsewhere",
                name === "" ? "leave it out where there is one destination" : `one of ${name}`,
            );
        });
    });

    it("destination: what is no name of one is refused", async () => {
        await check(runs, spots(1), ({ around, rules, index }) => {
            for (const destination of [
                "",
                "1a",
                "a-b",
                "arn:aws:s3:::replicas",
                "a".repeat(33),
                null,
                1,
                true,
            ]) {
                requireRefusal(
                    { ...around, rules },
                    { ...around, rules: replaced(rules, index, { ...rules[index], destination }) },
                    `rules[${index}].destination`,
                    destination,
                    "a name of 1 to 32 letters and digits, a letter first",
                );
            }
        });
    });

    it("destination: one that no rule goes to is refused, and so is no list of rules for several", async () => {
        await check(runs, several, (spot) => {
            const { around, rules } = spot;
            const [name = "", other = ""] = namesOf(spot);
            const bad: readonly GoodRule[] = rules.map((rule) =>
                rule.destination === other ? { ...rule, destination: name } : rule,
            );
            const atAll = `rules of which one at least goes to each destination, ${other} too`;
            checkedRules({ ...around, rules });
            assert.throws(
                () => checkedRules({ ...around, rules: bad }),
                (error: unknown) =>
                    error instanceof pulumi.RunError &&
                    error.message.startsWith(`${component}: rules is `) &&
                    error.message.includes(`; allowed: ${atAll}. The role`),
            );
            const none = { ...around, rules: undefined };
            const each = "a list of rules, each with its destination";
            requireRefusal({ ...around, rules }, none, "rules", undefined, each);
        });
    });

    it("rules: no list, an empty one, and one rule more than a thousand are refused", async () => {
        await check(10, spots(1), (spot) => {
            const { around, rules, index } = spot;
            const names = namesOf(spot);
            const oneMore = Array.from({ length: 1001 }, (_, nth) => ({
                id: `rule ${nth}`,
                priority: nth,
                ...(names.length > 1 && { destination: names[nth % names.length] }),
            }));
            const good = { ...around, rules: oneMore.slice(0, 1000) };
            for (const bad of [oneMore, [], null, {}, "", 1, true, rules[index]]) {
                requireRefusal(good, { ...around, rules: bad }, "rules", bad, lists);
            }
        });
    });
});

const several = spots(1).filter((spot) => namesOf(spot).length > 1);
const sole = spots(1).filter((spot) => namesOf(spot).length === 1);
