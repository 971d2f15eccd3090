import assert from "node:assert/strict";
import { policyDocument, type PolicyStatement } from "../../components/policies/document";
import { lint } from "./support/lint";
import { documentsFor, namesIn, statementsOf } from "./support/documents";
import { scenarios } from "./support/scenarios";
import { asList, partitions } from "./support/setting";

/** As long as AWS allows: the documents are largest then. */
const longestNames = {
    sourceBucket: "s".repeat(63),
    destinationBucket: "d".repeat(63),
    role: "r".repeat(64),
};

describe("Each IAM document by itself", () => {
    for (const scenario of scenarios) {
        for (const partition of partitions) {
            it(`is sound: ${scenario.name}, in ${partition}`, async () => {
                for (const documents of [
                    documentsFor({ ...scenario, partition }),
                    documentsFor({ ...scenario, partition }, longestNames),
                ]) {
                    for (const name of namesIn(documents)) {
                        const document = policyDocument(...statementsOf(documents, name));
                        assert.deepEqual(await lint(document, name, partition), [], name);
                    }
                }
            });
        }
    }

    it("has the actions on buckets and those on objects apart, except in two statements", () => {
        const ofBoth = ({ Resource }: PolicyStatement) =>
            new Set(asList(Resource).map((resource) => resource.endsWith("/*"))).size === 2;
        const mixed = scenarios.flatMap(({ documents }) =>
            namesIn(documents).flatMap((name) =>
                statementsOf(documents, name)
                    .filter(ofBoth)
                    .map(({ Sid }) => Sid),
            ),
        );
        assert.deepEqual([...new Set(mixed)].sort(), ["DenyInsecureTransport", "S3ReplicationPolicyStmt1"]);
    });
});
