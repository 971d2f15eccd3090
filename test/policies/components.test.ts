import assert from "node:assert/strict";
import { DestinationGrant, SourcePolicies } from "../../components/index";
import { deploy, inputsOf } from "./support/deploy";
import { scenarios, scenariosElsewhere, type DocumentName } from "./support/scenarios";

/** What the other tests of this folder prove are documents; this one proves that the components deploy these. */
describe("The IAM documents that the components deploy", function () {
    // The first resource loads Pulumi's AWS SDK.
    this.timeout(30_000);

    for (const scenario of [...scenarios, ...scenariosElsewhere]) {
        it(`are those proven here, to the letter: ${scenario.name}`, async () => {
            const text = (name: DocumentName) => JSON.stringify(scenario.documents[name]);
            const deployed = await deploy(scenario);
            assert.deepEqual(inputsOf(deployed, "aws:iam/role:Role", "assumeRolePolicy"), [
                text("roleTrust"),
            ]);
            assert.deepEqual(inputsOf(deployed, "aws:iam/rolePolicy:RolePolicy", "policy"), [
                text("rolePermissions"),
            ]);
            assert.deepEqual(inputsOf(deployed, "aws:s3/bucketPolicy:BucketPolicy", "policy"), [
                text("destinationBucket"),
                text("sourceBucket"),
            ]);
        });
    }

    it("are proven for every grant and every choice of source policies", () => {
        assert.deepEqual(
            new Set(scenarios.map(({ grant }) => grant)),
            new Set(Object.values(DestinationGrant)),
        );
        assert.deepEqual(
            new Set(scenarios.map(({ policies }) => policies)),
            new Set(Object.values(SourcePolicies)),
        );
    });
});
