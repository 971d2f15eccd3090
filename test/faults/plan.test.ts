import * as assert from "node:assert/strict";
import {
    backfilled,
    breakages,
    causes,
    extents,
    faultKinds,
    planBackfill,
    plannedCalls,
    planDiagnose,
    planFault,
    planKill,
    planVerify,
    questions,
    victims,
} from "./plan";

const calls = plannedCalls(["PutObject of 1", "CreateBucket of 1", "PutObject of 1", "PutObject of 2"]);
const callsOf = { pair: calls, key: calls.slice(0, 1), sample: calls.slice(1, 2) };
const ofJob = {
    all: { all: calls, ofJob: calls.slice(1) },
    failing: { all: calls, ofJob: calls.slice(2) },
    retry: { all: calls, ofJob: calls.slice(3) },
};
const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

describe("the plan of a seed", () => {
    it("names each call by its operation, its account and which of them it is", () => {
        assert.deepEqual(calls, [
            { name: "CreateBucket of 1", nth: 1 },
            { name: "PutObject of 1", nth: 1 },
            { name: "PutObject of 1", nth: 2 },
            { name: "PutObject of 2", nth: 1 },
        ]);
    });

    it("is the same each time", () => {
        assert.deepEqual(
            seeds.map((seed) => planDiagnose(seed, callsOf)),
            seeds.map((seed) => planDiagnose(seed, { ...callsOf })),
        );
        assert.deepEqual(
            seeds.map((seed) => planBackfill(seed, ofJob)),
            seeds.map((seed) => planBackfill(seed, { ...ofJob })),
        );
        for (const plan of [planFault, planVerify, planKill]) {
            assert.deepEqual(
                seeds.map((seed) => plan(seed, calls)),
                seeds.map((seed) => plan(seed, [...calls])),
            );
        }
    });

    it("is of every kind within as many seeds as there are runs", () => {
        const count = (values: readonly unknown[]) => new Set(values).size;
        const faults = seeds.map((seed) => planFault(seed, calls));
        assert.equal(count(faults.map(({ kind }) => kind)), faultKinds.length);
        const kills = seeds.map((seed) => planKill(seed, calls));
        assert.equal(count(kills.map(({ victim, moment }) => `${victim} ${moment}`)), 2 * victims.length);
        const proofs = Array.from({ length: 200 }, (_, index) => planVerify(index + 1, calls));
        assert.equal(count(proofs.map(({ broken }) => broken)), breakages.length + 1);
        const pairs = proofs.map(({ kind, extent }) => `${kind} ${extent}`);
        assert.equal(count(pairs), faultKinds.length * extents.length);
        const diagnoses = Array.from({ length: 100 }, (_, index) => planDiagnose(index + 1, callsOf));
        assert.equal(count(diagnoses.map(({ broken }) => broken)), causes.length + 1);
        assert.equal(count(diagnoses.map(({ kind }) => kind)), faultKinds.length);
        assert.equal(count(diagnoses.map(({ extent }) => extent)), extents.length + 1);
        assert.equal(count(diagnoses.map(({ question }) => question)), questions.length);
        const backfills = Array.from({ length: 200 }, (_, index) => planBackfill(index + 1, ofJob));
        const unkilled = backfills.filter(({ killed }) => killed === undefined);
        const faultsOf = unkilled.map(({ kind, extent }) => `${kind} ${extent}`);
        assert.equal(count(faultsOf), faultKinds.length * extents.length);
        assert.equal(count(backfills.map(({ killed, of }) => `${killed} ${of}`)), 3 * backfilled.length);
        assert.equal(count(backfills.map(({ call }) => call.name)), 3);
    });
});
