import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { rolePermissions } from "../../../components/policies/sourcePolicies";
import { givenTargets } from "../../../components/target/given";
import { check } from "./check";
import { component } from "./inputs/render";

const runs = 500;
const target = { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" };
const names = fc.uniqueArray(fc.stringMatching(/^[Aa][Bb1]{0,2}$/), { minLength: 1, maxLength: 4 });

/** The later of two names that are alike but for case, and the earlier. */
function alike(all: readonly string[]): readonly [string, string] | undefined {
    return all.flatMap((name, index) =>
        all
            .slice(0, index)
            .filter((earlier) => earlier.toLowerCase() === name.toLowerCase())
            .map((earlier) => [name, earlier] as const),
    )[0];
}

describe("the names of destinations", () => {
    it("differ not by case alone, so that the role's policy has each statement's name once", async () => {
        const verdicts = { accepted: 0, refused: 0 };
        await check(runs, names, (all) => {
            const destinations = Object.fromEntries(all.map((name) => [name, target]));
            const pair = alike(all);
            verdicts[pair ? "refused" : "accepted"] += 1;
            if (pair) {
                const [name, earlier] = pair;
                assert.throws(() => givenTargets(component, { destinations }), {
                    message:
                        `${component}: a name of destinations is "${name}"; allowed: a name that differs from ${earlier} ` +
                        "not by case alone.",
                });
                assert.throws(() => givenTargets(component, { destinations }), pulumi.RunError);
                return;
            }
            const given = [...givenTargets(component, { destinations }).keys()];
            assert.deepEqual(given, all);
            const { Statement } = rolePermissions("minimal", {
                sourceBucketArn: "arn:aws:s3:::originals",
                objectLock: false,
                destinations: given.map((name) => ({
                    name,
                    bucketArn: target.bucketArn,
                    deleteMarkerReplication: false,
                })),
            });
            assert.equal(new Set(Statement.map(({ Sid }) => Sid)).size, Statement.length);
        });
        assert.ok(verdicts.accepted > 20 && verdicts.refused > 20, JSON.stringify(verdicts));
    });
});
