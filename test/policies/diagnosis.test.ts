import assert from "node:assert/strict";
import { diagnose } from "../../operations/diagnose/judge";
import { legOf, resultOf, type Diagnosed } from "../../operations/diagnose/finding";
import { readKnownActions } from "./support/actions";
import { factsOf } from "./support/deployedFacts";
import type { DocumentName, Documents } from "./support/documents";
import { matrixOf } from "./support/matrix";
import { mutantsOf } from "./support/mutants/mutants";
import { holds, involves, requestsOf, worldOf, type Requests } from "./support/requests";
import { scenarios, scenariosElsewhere, type Scenario } from "./support/scenarios";

/** Documents of who hears of failures, and of jobs for what was there before: nothing of replication itself needs them. */
const aboutOthers: readonly DocumentName[] = [
    "failuresTopic",
    "latencyTopic",
    "backfillTrust",
    "backfillPermissions",
    "backfillBucket",
];

/**
 * The diagnosis of a pair with the documents of a setting, each made wrong in one place: it says broken, and which document it
 * is, where the simulation says that something needed is refused; and nowhere else.
 */
describe("The diagnosis of mistakes in the IAM documents", function () {
    this.timeout(120_000);
    const counted = { healthy: 0, broken: 0, harmless: 0, suspect: 0, unknown: 0 };

    for (const scenario of [...scenarios, ...scenariosElsewhere]) {
        it(`is that of the simulation: ${scenario.name}`, async () => {
            const known = await readKnownActions();
            const needed = requestsOf(matrixOf(scenario), scenario, known).filter(
                ({ row }) => row.verdict === "needed",
            );
            assert.deepEqual(wrongOf(scenario.documents, scenario), []);
            counted.healthy += 1;

            for (const { name, document, documents } of mutantsOf(scenario, known)) {
                const world = worldOf(documents, scenario);
                const refused = needed
                    .filter((some) => involves(some, document) && !aboutOthers.includes(document))
                    .flatMap((some) =>
                        some.actions
                            .filter((action) => !holds(some, action, world))
                            .map((action) => ({ some, action })),
                    );
                const wrong = wrongOf(documents, scenario);
                const result = wrong.length > 0 ? "broken" : "not broken";
                if (refused.length === 0) {
                    assert.equal(result, "not broken", `${scenario.name}: ${name}: ${JSON.stringify(wrong)}`);
                    counted.harmless += 1;
                } else if (
                    refused.every(({ some, action }) => isSuspect(some, document, action)) &&
                    // What is denied fails for certain.
                    !wrong.some(({ id }) => id === "statement-denies")
                ) {
                    assert.equal(result, "not broken", `${scenario.name}: ${name}`);
                    assert.ok(
                        findingsOf(documents, scenario).some(
                            (finding) => finding.severity === "suspect" && isAbout(finding, document),
                        ),
                        name,
                    );
                    counted.suspect += 1;
                } else if (wrong.length === 0 && isOpen(findingsOf(documents, scenario))) {
                    counted.unknown += 1;
                } else {
                    assert.equal(
                        result,
                        "broken",
                        `${scenario.name}: ${name}: ${refused.map(({ action }) => action).join()}`,
                    );
                    assert.deepEqual(
                        wrong.filter((finding) => !isAbout(finding, document)),
                        [],
                        `${scenario.name}: ${name}`,
                    );
                    counted.broken += 1;
                }
            }
        });
    }

    after(() => {
        assert.ok(
            Object.values(counted).every((count) => count > 0),
            JSON.stringify(counted),
        );
        console.log(
            `Diagnosed: ${counted.healthy} settings as they are, ${counted.broken} mistakes that break replication, ` +
                `${counted.harmless} that do not, ${counted.suspect} where only what AWS does not ask for everywhere is missing, ${counted.unknown} of ` +
                "which AWS does not say what comes of them.",
        );
    });
});

function findingsOf(documents: Documents, scenario: Scenario): readonly Diagnosed[] {
    const ways = scenario.twoWay ? (["there", "back"] as const) : (["there"] as const);
    return ways.flatMap((way) => diagnose(factsOf(documents, scenario, way)));
}

function wrongOf(documents: Documents, scenario: Scenario): readonly Diagnosed[] {
    const findings = findingsOf(documents, scenario);
    const wrong = findings.filter(({ severity }) => severity === "wrong");
    assert.equal(resultOf(findings) === "broken", wrong.length > 0);
    return wrong;
}

/** What AWS does not say: what comes of comparing an ARN with something else, and what S3 sends as it assumes a role. */
const unsaid = / are not both ARNs|it depends on aws:Source(Account|Arn)/;

/** Whether all that is open is so because AWS does not say it, and the result says so. */
function isOpen(findings: readonly Diagnosed[]): boolean {
    assert.equal(resultOf(findings), "unknown");
    return findings
        .filter(({ id, severity }) => severity === "unknown" && id !== "organization-policies")
        .every(({ id, message }) => id === "statement-may-deny" && unsaid.test(message));
}

/**
 * What AWS documents as needed, and replicates without, or does not ask for everywhere: a data key without an S3 Bucket Key, and
 * the tags in the policy of a destination.
 * https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1144
 */
function isSuspect({ place, circumstance }: Requests, document: DocumentName, action: string): boolean {
    return (
        (action === "kms:GenerateDataKey" &&
            place.endsWith("destination's key") &&
            circumstance.name.includes("/")) ||
        (action === "s3:ReplicateTags" && document.endsWith("Bucket"))
    );
}

/** Whether a finding names the document that the mistake is in. */
function isAbout(finding: Diagnosed, document: DocumentName): boolean {
    switch (document) {
        case "roleTrust":
        case "returningTrust":
            return finding.where.startsWith("trust policy of the role");
        case "rolePermissions":
        case "returningPermissions":
            return (
                finding.where.startsWith("policies of the role") || finding.where.startsWith("inline policy")
            );
        case "sourceKey":
        case "destinationKey":
        case "secondDestinationKey":
            return finding.where.startsWith("policy of the key") && legOf(finding) === "key";
        default:
            return finding.where.startsWith("policy of the bucket");
    }
}
