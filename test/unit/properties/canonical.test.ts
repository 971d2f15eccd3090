import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse } from "../../../components/validation/check";
import { bucketPolicy } from "../../../components/policies/bucketPolicy";
import type { BucketKeyUse } from "../../../components/policies/keyUse";
import { userPolicySchema, withUserStatements } from "../../../components/policies/userStatements";
import { rolePermissions, type PermittedDestination } from "../../../components/policies/sourcePolicies";
import { check } from "./check";
import { goodRules, type GoodRule } from "./inputs/goodRules";
import { surroundings, type Input } from "./inputs/input";
import { checkedRules, renderUnchecked } from "./inputs/render";

const runs = 500;

/** The same things in another order. */
function shuffled<T>(things: readonly T[]): fc.Arbitrary<T[]> {
    return fc.shuffledSubarray([...things], { minLength: things.length, maxLength: things.length });
}

/** The same members in another order, as far as JavaScript keeps one. */
function reordered(value: object): fc.Arbitrary<Readonly<Record<string, unknown>>> {
    const members: [string, unknown][] = Object.entries(value);
    return shuffled(members).map((entries) => Object.fromEntries(entries));
}

const inputs = surroundings(4).chain((around) =>
    goodRules(around, 1, 8).map((rules) => ({ ...around, rules })),
);

/** What reaches the provider, as text: there the order of members shows too. */
function textOf(input: Input): string {
    return JSON.stringify(renderUnchecked(input, checkedRules(input)));
}

function sameText<T extends Input>(other: (input: T) => fc.Arbitrary<Input>, from: fc.Arbitrary<T>) {
    const pairs = from.chain((input) => fc.tuple(fc.constant(input), other(input)));
    return check(runs, pairs, ([input, again]) => {
        assert.equal(textOf(again), textOf(input));
    });
}

describe("a rendered configuration does not depend on", () => {
    it("the order of the rules", () =>
        sameText((input) => shuffled(input.rules).map((rules) => ({ ...input, rules })), inputs));

    it("the order of the destinations", () =>
        sameText(
            (input) => shuffled(input.destinations).map((destinations) => ({ ...input, destinations })),
            inputs,
        ));

    it("the order of a rule's tags", () =>
        sameText(
            ({ rules, ...around }) =>
                fc.tuple(...rules.map(({ tags }) => reordered(tags ?? {}))).map((tagsOf) => ({
                    ...around,
                    rules: rules.map((rule, index) => (rule.tags ? { ...rule, tags: tagsOf[index] } : rule)),
                })),
            inputs,
        ));

    it("the order of a rule's members", () =>
        sameText(
            ({ rules, ...around }) =>
                fc.tuple(...rules.map(reordered)).map((again) => ({ ...around, rules: again })),
            inputs,
        ));

    it("whether a member is left out or undefined", () =>
        sameText(
            ({ rules, ...around }) => fc.constant({ ...around, rules: rules.map(withoutUndefined) }),
            inputs,
        ));

    it("the rules beside one: each is rendered as it is alone", () =>
        check(runs, inputs, (input) => {
            for (const rule of input.rules) {
                const destinations = input.destinations.filter(({ name }) => goesTo(rule, input, name));
                const alone = textOf({ ...input, destinations, rules: [rule] });
                assert.ok(textOf(input).includes(alone.slice(1, -1)), alone);
            }
        }));
});

function withoutUndefined(rule: GoodRule): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
}

function goesTo(rule: GoodRule, { destinations }: Input, name: string): boolean {
    return destinations.length === 1 || rule.destination === name;
}

describe("a policy document does not depend on the order of", () => {
    const names = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,31}$/);
    const uses = fc.uniqueArray(
        fc.record({
            name: names,
            deleteMarkerReplication: fc.boolean(),
            bucketKey: fc.constantFrom<BucketKeyUse>("on", "off", "either"),
            key: fc.boolean(),
        }),
        { minLength: 1, maxLength: 8, selector: ({ name }) => name.toLowerCase() },
    );

    it("the destinations, and names each statement once", () =>
        check(
            runs,
            uses.chain((each) => fc.tuple(fc.constant(each), shuffled(each), fc.boolean())),
            ([one, other, objectLock]) => {
                const made = [one, other].map((each) => {
                    const destinations = each.map(destinationOf);
                    const input = { sourceBucketArn: "arn:aws:s3:::originals", objectLock, destinations };
                    return rolePermissions("minimal", input);
                });
                assert.equal(JSON.stringify(made[1]), JSON.stringify(made[0]));
                const sids = made[0]?.Statement.map(({ Sid }) => Sid) ?? [];
                assert.deepEqual(sids, [...new Set(sids)]);
                assert.equal(sids.length, 2 + one.length + one.filter(({ key }) => key).length);
            },
        ));

    it("statements of one's own, of which none is lost", () => {
        const one = fc.constantFrom("", "Not");
        const statement = fc
            .tuple(
                fc.record(
                    { Sid: fc.stringMatching(/^[A-Za-z0-9]{1,12}$/), Condition: fc.constant({ Bool: {} }) },
                    { requiredKeys: [] },
                ),
                fc.constantFrom("Allow", "Deny"),
                fc.tuple(one, fc.constantFrom<unknown>("*", { AWS: "111111111111" })),
                fc.tuple(one, fc.oneof(fc.constant("s3:GetObject"), fc.array(fc.string(), { maxLength: 3 }))),
                fc.tuple(one, fc.string()),
            )
            .map(([more, Effect, [whom, Principal], [what, Action], [on, Resource]]) => ({
                ...more,
                Effect,
                [`${whom}Principal`]: Principal,
                [`${what}Action`]: Action,
                [`${on}Resource`]: Resource,
            }));
        const own = fc.uniqueArray(statement, {
            maxLength: 8,
            selector: ({ Sid }) => Sid,
            comparator: (known, Sid) => known !== undefined && known === Sid,
        });
        return check(
            runs,
            own.chain((each) => fc.tuple(fc.constant(each), shuffled(each))),
            ([given, other]) => {
                const read = (Statement: readonly unknown[]) =>
                    parse(
                        { component: "a bucket", argument: "bucketPolicy" },
                        JSON.stringify({ Version: "2012-10-17", Statement }),
                        userPolicySchema,
                    );
                const ours = bucketPolicy("arn:aws:s3:::replicas", []);
                const whole = JSON.stringify(withUserStatements(ours, read(given)));
                assert.equal(JSON.stringify(withUserStatements(ours, read(other))), whole);
                // Which member of a statement comes first, the schema says.
                const texts = (statements: readonly object[]) =>
                    statements.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
                assert.deepEqual(texts(read(given)), texts(given));
            },
        );
    });
});

function destinationOf(use: {
    readonly name: string;
    readonly deleteMarkerReplication: boolean;
    readonly bucketKey: BucketKeyUse;
    readonly key: boolean;
}): PermittedDestination {
    const bucketArn = `arn:aws:s3:::${use.name.toLowerCase()}-replicas`;
    const keyArn = `arn:aws:kms:eu-west-1:222222222222:key/${use.name}`;
    const key = {
        keyArn,
        bucketArn,
        region: "eu-west-1",
        bucketKey: use.bucketKey,
        dnsSuffix: "amazonaws.com",
    };
    const { name, deleteMarkerReplication } = use;
    return { name, bucketArn, deleteMarkerReplication, ...(use.key && { key }) };
}
