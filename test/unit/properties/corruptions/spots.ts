import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { display } from "../../../../components/validation/error";
import { visible } from "../../../../components/validation/visible";
import { goodRules, type GoodRule } from "../inputs/goodRules";
import { surroundings, type Input, type Surroundings } from "../inputs/input";
import { checkedRules, component } from "../inputs/render";

/** Rules that are accepted, and the place of one of them. */
export interface Spot {
    readonly around: Surroundings;
    readonly rules: readonly GoodRule[];
    readonly index: number;
}

/** As many rules as said at least, and a place among them. */
export function spots(
    minLength: number,
    sourceKey: fc.Arbitrary<boolean> = fc.boolean(),
): fc.Arbitrary<Spot> {
    return fc
        .tuple(surroundings(3), sourceKey)
        .map(([around, key]) => ({ ...around, sourceKey: key }))
        .chain((around) =>
            fc
                .tuple(goodRules(around, minLength, 6), fc.nat())
                .map(([rules, nth]) => ({ around, rules, index: nth % rules.length })),
        );
}

/** The rules with another one in that place. */
export function replaced(rules: readonly GoodRule[], at: number, rule: unknown): readonly unknown[] {
    return rules.map((own, index) => (index === at ? rule : own));
}

/** Accepts one input and refuses the other, with a message that begins so and asks for this. */
export function requireRefusal(
    good: Input,
    bad: Input,
    place: string,
    value: unknown,
    allowed: string,
): void {
    checkedRules(good);
    assert.throws(
        () => checkedRules(bad),
        (error: unknown) => {
            assert.ok(error instanceof pulumi.RunError, `${String(error)} is no RunError`);
            const asked = allowed.startsWith("leave it out") ? allowed : `allowed: ${allowed}`;
            const start = `${component}: ${visible(place)} is ${display(value)}; ${asked}.`;
            assert.equal(error.message.slice(0, start.length), start);
            return true;
        },
    );
}
