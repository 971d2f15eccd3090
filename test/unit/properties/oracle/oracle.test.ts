import * as assert from "node:assert/strict";
import { malformed, oracleCases } from "./cases";
import { readConfiguration } from "./configuration";
import { brokenRequirements, requirements } from "./oracle";
import { requestBody } from "./requestBody";

const sides = {
    sourceAccountId: "111111111111",
    sourceObjectLock: false,
    destinations: new Map([["arn:aws:s3:::replicas", { region: "eu-west-1" }]]),
};

describe("the oracle of replication configurations", () => {
    it("has a case for each requirement, and a page", () => {
        const tried = new Set(oracleCases.map(({ breaks }) => breaks));
        assert.deepEqual([...tried].sort(), requirements.map(({ name }) => name).sort());
        for (const { page } of requirements) {
            assert.match(page, /^https:\/\/(docs\.aws\.amazon\.com|www\.w3\.org)\//);
        }
    });

    for (const [index, { breaks, wrong, right, sides: own }] of oracleCases.entries()) {
        it(`${breaks}, ${index}: is told from what it is next to`, async () => {
            assert.deepEqual(
                await brokenRequirements(readConfiguration(wrong), { ...sides, ...own?.wrong }),
                [breaks],
            );
            assert.deepEqual(
                await brokenRequirements(readConfiguration(right), { ...sides, ...own?.right }),
                [],
            );
        });
    }

    for (const rule of malformed) {
        it(`cannot read ${JSON.stringify(rule).slice(0, 90)}`, () => {
            assert.throws(() => readConfiguration([rule]), { name: "ValiError" });
        });
    }

    it("measures what the SDK sends, in the words of the API", async () => {
        const body = await requestBody(
            readConfiguration([
                {
                    id: "a&b",
                    priority: 7,
                    status: "Enabled",
                    filter: { and: { prefix: "logs/", tags: { team: "sre" } } },
                    deleteMarkerReplication: { status: "Disabled" },
                    destination: { bucket: "arn:aws:s3:::replicas", account: "222222222222" },
                },
            ]),
        );
        const [, rule] = /<Rule>(.*)<\/Rule>/.exec(body) ?? [];
        assert.equal(
            rule,
            "<Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::replicas</Bucket>" +
                "<Account>222222222222</Account></Destination><ID>a&amp;b</ID><Priority>7</Priority><Filter><And>" +
                "<Prefix>logs/</Prefix><Tag><Key>team</Key><Value>sre</Value></Tag></And></Filter>" +
                "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>",
        );
    });
});
