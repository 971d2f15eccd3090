import assert from "node:assert/strict";
import { readKnownActions, type KnownActions } from "./support/actions";
import { encryptionContext, viaService } from "./support/circumstances";
import { matrixOf } from "./support/matrix";
import {
    describeRequest,
    holds,
    requestOf,
    requestsOf,
    worldOf,
    type Requests,
    type World,
} from "./support/requests";
import { scenarios, scenariosElsewhere } from "./support/scenarios";
import { answerTo, simulateChecked } from "./support/simulate";

/**
 * What the documents of each setting come to together: the trust of the roles, their permissions, and the policies of buckets,
 * keys and topics. The requests, 3,000 to 19,000 a setting, are data: support/matrix.ts.
 */
describe("The IAM documents in force together", function () {
    this.timeout(30_000);
    let known: KnownActions;
    before(async () => {
        known = await readKnownActions();
    });

    for (const scenario of [...scenarios, ...scenariosElsewhere]) {
        describe(scenario.name, () => {
            const rows = matrixOf(scenario);
            const world = worldOf(scenario.documents, scenario);
            let requests: readonly Requests[];
            before(() => {
                requests = requestsOf(rows, scenario, known);
            });

            for (const row of rows) {
                it(`${row.verdict}: ${row.because}`, () => {
                    const own = requests.filter((some) => some.row === row);
                    assert.deepEqual(
                        [...new Set(own.map((some) => `${some.caller} at ${some.place}`))],
                        row.callers.flatMap((caller) => row.at.map((place) => `${caller} at ${place}`)),
                        "somebody of the row asks for nothing",
                    );
                    if (row.actions !== "every other") {
                        const asked = new Set(own.flatMap((some) => some.actions));
                        assert.deepEqual(
                            [...row.actions].sort(),
                            [...asked].sort(),
                            "an action is not asked for",
                        );
                    }
                    const wrong = own.flatMap((some) =>
                        some.actions
                            .filter((action) => !holds(some, action, world))
                            .map((action) => describeRequest(some, action)),
                    );
                    assert.deepEqual(wrong, []);
                });
            }

            it("asks only what the simulator takes whole, with the same answer under all of its checks", async () => {
                const samples = sample(requests);
                const asked = new Set(samples.map(([some, action]) => `${action} ${some.type}`));
                const types = new Set(requests.map(({ type }) => type));
                assert.equal(asked.size, [...types].flatMap((type) => known.on[type]).length);
                for (const [some, action] of samples) {
                    await agrees(some, action, world);
                }
            });
        });
    }
});

/** Requests that have between them each action, on each kind of thing, and each caller at each place over each transport. */
function sample(requests: readonly Requests[]): readonly (readonly [Requests, string])[] {
    const seen = new Set<string>();
    return requests.flatMap((some) =>
        some.actions
            .filter((action) => {
                const signs = [
                    `${action} ${some.type}`,
                    `${some.caller} ${some.place} ${some.circumstance.name}`,
                ];
                const isNew = signs.some((sign) => !seen.has(sign));
                signs.forEach((sign) => seen.add(sign));
                return isNew;
            })
            .map((action) => [some, action] as const),
    );
}

/**
 * The simulator's checked form drops context keys that it thinks foreign to a request, and says so only here. Of KMS it drops
 * the encryption context always: it looks for the key's name as the Service Authorization Reference has it, with a variable in
 * it. `kms:ViaService` it drops where the reference does not have it for an action. So for keys its answer must be the one
 * to the same request without what it dropped, and the encryption context is what only the unchecked form knows.
 */
async function agrees(some: Requests, action: string, world: World): Promise<void> {
    const request = requestOf(some, action, world);
    const checked = await simulateChecked(request);
    const what = describeRequest(some, action);
    if (checked.resultType !== "single") {
        assert.fail(`${what}: ${JSON.stringify(checked)}`);
    }
    const dropped = checked.result.ignoredContextKeys ?? [];
    const mayDrop = some.type === "key" ? [viaService, encryptionContext] : [];
    assert.deepEqual(
        dropped.filter((key) => !mayDrop.includes(key)),
        [],
        what,
    );
    const left = Object.entries(request.circumstance.context).filter(([key]) => !dropped.includes(key));
    const circumstance = {
        name: [request.circumstance.name, ...dropped].join(" without "),
        context: Object.fromEntries(left),
    };
    assert.equal(checked.overallResult, answerTo({ ...request, circumstance }), what);
}
