import * as assert from "node:assert/strict";
import { diagnose } from "../../../../../operations/diagnose/judge";
import { requestFacts } from "./requestFacts";
import { requestFindings } from "./requestFindings";

describe("the diagnosis of documents, with the commands that mend them", () => {
    it("is told of every pair", () => {
        assert.deepEqual(Object.keys(requestFindings), Object.keys(requestFacts));
    });

    for (const [what, facts] of Object.entries(requestFacts)) {
        it(`says ${requestFindings[what]?.map(({ id }) => id).join(" and ")} of ${what}`, () => {
            assert.deepEqual(
                diagnose(facts).filter(
                    ({ id, severity }) => severity !== "ok" && id !== "organization-policies",
                ),
                requestFindings[what],
            );
        });
    }
});
