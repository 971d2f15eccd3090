import * as assert from "node:assert/strict";
import type { Deployment, Settings } from "../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import { inSandbox } from "../support/inSandbox";
import { deployPair } from "./deployPair";
import { diagnosesEach } from "./diagnosing";
import { describeRefusals } from "./diagnosisRefusals";
import type { FaultByHand } from "./faultsByHand/fault";
import { Hand } from "./faultsByHand/hand";
import { faultsOfBuckets } from "./faultsByHand/ofBuckets";
import { faultsOfKeys } from "./faultsByHand/ofKeys";
import { faultsOfRole } from "./faultsByHand/ofRole";

const pairs: readonly (readonly [
    title: string,
    name: string,
    settings: Settings,
    faults: readonly FaultByHand[],
])[] = [
    [
        "two buckets by their names",
        "named",
        { deleteMarkerReplication: true },
        [...faultsOfRole, ...faultsOfBuckets],
    ],
    ["two buckets under KMS keys", "keyed", { encryption: { createKmsKey: true } }, faultsOfKeys],
];

describe("the diagnosis without a stack", function () {
    this.timeout(180_000);
    const world = inSandbox();
    inEnvironmentOf(world);

    for (const [title, name, settings, faults] of pairs) {
        describe(`of ${title}`, () => {
            const buckets = { source: `${name}-source`, destination: `${name}-destination` };
            const report = () => reportOn({ buckets }, "/");
            let deployed: readonly Deployment[];

            before(async () => {
                const { destination, source } = await deployPair(world(), name, {
                    destination: settings,
                    source: settings,
                });
                deployed = [destination.stack, source.stack];
            });

            it("is that it works", async () => {
                assert.deepEqual(seenIn(await report()), works);
            });

            if (name === "keyed") {
                describeRefusals(world);
            }

            diagnosesEach(world, faults, () => ({
                hand: new Hand(world(), { ...buckets, role: `${name}-replication` }),
                report,
                restore: async () => {
                    for (const stack of deployed) {
                        await stack.up({ refresh: true });
                    }
                },
            }));
        });
    }
});
