import assert from "node:assert/strict";
import { readArticle } from "./support/article";
import { deploy } from "./support/deploy";

/** The article's replication.json is in the schema's first version; what AWS does with it is what has to stay. */
describe("The replication configuration of the 2018 article", function () {
    this.timeout(30_000);

    it("is deployed in the current version of the schema, with the same meaning", async () => {
        const deployed = await deploy({
            grant: "article",
            policies: "article",
            deleteMarkers: true,
            partition: "aws",
        });
        assert.deepEqual(readArticle("replication"), {
            Role: "arn:aws:iam::111111111111:role/sre-bucket-replication",
            Rules: [
                {
                    Prefix: "",
                    Status: "Enabled",
                    Destination: {
                        Bucket: "arn:aws:s3:::sre-bucket-destination",
                        Account: "222222222222",
                        AccessControlTranslation: { Owner: "Destination" },
                    },
                },
            ],
        });
        const { role, rules } = deployed.resource("source-replication").inputs;
        assert.equal(role, "arn:aws:iam::111111111111:role/sre-bucket-replication");
        assert.deepEqual(rules, [
            {
                // Every rule of this version has these two; the article's gets an id from AWS, and has no priority.
                id: "replication",
                priority: 1,
                // A prefix stands in a filter now.
                filter: { prefix: "" },
                status: "Enabled",
                // The first version always replicates delete markers, this one only when it is told to.
                deleteMarkerReplication: { status: "Enabled" },
                destination: {
                    bucket: "arn:aws:s3:::sre-bucket-destination",
                    account: "222222222222",
                    accessControlTranslation: { owner: "Destination" },
                    // Metrics are on here by default; the article's schema had none.
                    metrics: { status: "Enabled" },
                },
            },
        ]);
    });
});
