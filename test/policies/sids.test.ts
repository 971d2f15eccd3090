import assert from "node:assert/strict";
import { rolePermissions, type PermittedDestination } from "../../components/policies/sourcePolicies";
import { givenTargets } from "../../components/target/given";
import { lint } from "./support/lint";

const destinations = (names: readonly string[]): readonly PermittedDestination[] =>
    names.map((name, index) => ({
        name,
        bucketArn: `arn:aws:s3:::bucket-${index}`,
        deleteMarkerReplication: false,
        key: {
            keyArn: `arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-${String(index).padStart(12, "0")}`,
            region: "eu-west-1",
            bucketArn: `arn:aws:s3:::bucket-${index}`,
            bucketKey: "either",
            dnsSuffix: "amazonaws.com",
        },
    }));
const roleFor = (names: readonly string[]) =>
    rolePermissions("minimal", {
        sourceBucketArn: "arn:aws:s3:::bucket",
        objectLock: false,
        destinations: destinations(names),
    });

describe("A role's policy for destinations of any names", () => {
    it("has each Sid once, whatever the destinations are called", async () => {
        const names = ["a", "aa", "to", "toA", "Replicas", "ReplicasTo", "1", "11"];
        const document = roleFor(names);
        assert.deepEqual(await lint(document, "rolePermissions", "aws"), []);
        assert.equal(
            document.Statement.filter(({ Sid }) => /^(Write|Encrypt)ReplicasTo/.test(Sid)).length,
            16,
        );
    });

    it("would have one Sid twice for names that differ by case alone, so that a source takes no such names", async () => {
        const problems = await lint(roleFor(["standby", "Standby"]), "rolePermissions", "aws");
        assert.deepEqual(
            problems.toSorted(),
            [2, 3, 4, 5].map((index) => `Statement[${index}].Sid: Statement Ids (Sid) must be unique`),
        );
        const target = { bucketArn: "arn:aws:s3:::bucket", accountId: "222222222222" };
        assert.throws(
            () => givenTargets("the source", { destinations: { standby: target, Standby: target } }),
            {
                message:
                    'the source: a name of destinations is "Standby"; allowed: a name that differs from standby not by case ' +
                    "alone.",
            },
        );
    });
});
