import * as assert from "node:assert/strict";
import { bucketControls, otherControls, type Made } from "./controls";
import { deployPair } from "./deployPair";
import { blocks, rowsOfTables } from "./markdown";
import { declaredSettings, readProjectFile, settingsIn } from "./stackFiles";

const table = rowsOfTables("security.md", "Control", "FSBP");
const [auditedDestination = {}, auditedSource = {}] = blocks("security.md", "yaml").map(({ text }) =>
    settingsIn(text),
);

/** As the table says it. */
function judged(controls: Readonly<Record<string, (made: Made) => boolean>>, made: Made) {
    return Object.fromEntries(
        Object.entries(controls).map(([control, passes]) => [control, passes(made) ? "passes" : "fails"]),
    );
}

describe("docs/security.md", () => {
    it("has S3.1 to S3.24, each once and in order", () => {
        assert.deepEqual(
            table.map(([control]) => control),
            Array.from({ length: 24 }, (_, index) => `S3.${index + 1}`),
        );
    });

    it("says of each control whose it is, and of each that AWS has whether the standard has it", () => {
        const verdict = /^(passes|fails|account|none)$/;
        for (const [control, standard = "", asks = "", source = "", destination = "", why = ""] of table) {
            assert.match(source, verdict, control);
            assert.match(destination, verdict, control);
            assert.ok(why.endsWith("."), control);
            assert.equal(asks === "", standard === "–", control);
        }
        assert.deepEqual(
            table.filter(([, standard]) => standard === "yes").map(([control]) => control),
            // https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
            [1, 2, 3, 5, 6, 8, 9, 12, 13, 19, 24].map((number) => `S3.${number}`),
        );
    });

    it("says what the stack files that ship make of the controls of a bucket", async () => {
        const made = await deployPair({
            source: settingsIn(readProjectFile("Pulumi.source.yaml")),
            destination: settingsIn(readProjectFile("Pulumi.destination.yaml")),
        });
        const said = (column: number) =>
            Object.fromEntries(
                table
                    .filter((row) => row[column] === "passes" || row[column] === "fails")
                    .map((row) => [row[0] ?? "", row[column] ?? ""]),
            );
        assert.deepEqual(said(3), judged(bucketControls, made.source));
        assert.deepEqual(said(4), judged(bucketControls, made.destination));
    });

    it("has settings for an audited pair that pass all that it says", async () => {
        const made = await deployPair({ source: auditedSource, destination: auditedDestination });
        const failing = (side: "source" | "destination") =>
            Object.entries(judged(bucketControls, made[side]))
                .filter(([, verdict]) => verdict === "fails")
                .map(([control]) => control);
        // With a lifecycle there is no finding of S3.20.
        assert.deepEqual(failing("source"), ["S3.20"]);
        assert.deepEqual(failing("destination"), ["S3.7", "S3.11", "S3.20"]);
        assert.deepEqual(judged(otherControls, made.source), {
            "KMS.2": "passes",
            "KMS.4": "passes",
            "SNS.1": "passes",
            "SNS.4": "passes",
        });
        assert.equal(
            made.source.run.resource("replication-role").inputs.permissionsBoundary,
            auditedSource.permissionsBoundary,
        );
    });

    it("says what those that are made here make of theirs", async () => {
        const { source } = await deployPair({
            source: { ...auditedSource, monitoring: JSON.stringify({ events: {} }) },
            destination: auditedDestination,
        });
        // The types that the controls look at, and how many of each there are.
        for (const [type, count] of Object.entries({ "aws:kms/key:Key": 1, "aws:sns/topic:Topic": 2 })) {
            assert.equal(source.run.resources.filter((one) => one.type === type).length, count, type);
        }
        assert.deepEqual(
            Object.fromEntries(
                rowsOfTables("security.md", "Control", "What it asks", "Made here").map(
                    ([control = "", , verdict]) => [control, verdict],
                ),
            ),
            judged(otherControls, source),
        );
    });

    it("is right in that the grant of the article passes S3.6 and lets versioning be suspended", async () => {
        const { destination } = await deployPair({
            source: settingsIn(readProjectFile("Pulumi.source.yaml")),
            destination: {
                ...settingsIn(readProjectFile("Pulumi.destination.yaml")),
                grant: "article",
            },
        });
        assert.equal(judged(bucketControls, destination)["S3.6"], "passes");
        assert.match(
            String(destination.run.resource("replication-policy").inputs.policy),
            /"s3:PutBucketVersioning"/,
        );
    });

    it("names settings that there are", () => {
        const named = [auditedDestination, auditedSource].flatMap((settings) => Object.keys(settings));
        assert.ok(named.length > 15);
        const declared = declaredSettings();
        assert.ok(declared.length > 20);
        assert.deepEqual(
            named.filter((setting) => !declared.includes(setting)),
            [],
        );
        assert.equal(blocks("security.md", "yaml").length, 2);
    });
});
