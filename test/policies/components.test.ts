import assert from "node:assert/strict";
import { DestinationGrant, SourcePolicies, type ReplicationRule } from "../../components/index";
import type { Choices } from "./support/choices";
import { deploy } from "./support/deploy";
import {
    documentNames,
    documentsFor,
    statementsOf,
    type DocumentName,
    type Documents,
} from "./support/documents";
import { scenarios, scenariosElsewhere } from "./support/scenarios";
import { buckets, replicationRole } from "./support/setting";

type Deployed = Awaited<ReturnType<typeof deploy>>;

/** The resource that carries each document. */
const carriers: Readonly<Record<DocumentName, string>> = {
    roleTrust: "source-role",
    rolePermissions: "source-role-policy",
    sourceBucket: "source-policy",
    destinationBucket: "destination-policy",
    secondDestinationBucket: "second destination-policy",
    sourceKey: "source-key",
    destinationKey: "destination-key",
    secondDestinationKey: "second destination-key",
    failuresTopic: "source-failures",
    latencyTopic: "source-latency",
    returningTrust: "returning-role",
    returningPermissions: "returning-role-policy",
    backfillTrust: "source-backfill-role",
    backfillPermissions: "source-backfill-role-policy",
    backfillBucket: "source-backfill-policy",
};

/** A bucket that is a destination too is made as one, and its key with it. */
const carriersBothWays: typeof carriers = {
    ...carriers,
    sourceBucket: "source bucket-policy",
    sourceKey: "source bucket-key",
};

/** The input that is a document, of every type that has one. */
const inputs: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "assumeRolePolicy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:kms/key:Key": "policy",
    "aws:sns/topic:Topic": "policy",
};

/** Every document that was deployed, as text, by its resource. */
function textsIn({ resources }: Deployed): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        resources.flatMap(({ type, name, inputs: own }) => {
            const input = inputs[type];
            return input === undefined ? [] : [[name, own[input]] as const];
        }),
    );
}

function textsOf(documents: Documents, { twoWay }: Choices): Readonly<Record<string, string>> {
    const own = twoWay ? carriersBothWays : carriers;
    return Object.fromEntries(
        documentNames.flatMap((name) => {
            const document = documents[name];
            return document === undefined ? [] : [[own[name], JSON.stringify(document)] as const];
        }),
    );
}

function keyStatements({ sourceKey }: Documents): string | undefined {
    return sourceKey && JSON.stringify(sourceKey.Statement);
}

/** What the other tests of this folder prove are documents; this one proves that the components deploy these. */
describe("The IAM documents that the components deploy", function () {
    // The first resource loads Pulumi's AWS SDK.
    this.timeout(30_000);
    const everyScenario = [...scenarios, ...scenariosElsewhere];

    for (const scenario of everyScenario) {
        it(`are those proven here, to the letter: ${scenario.name}`, async () => {
            const { documents, givenSourceKey, twoWay } = scenario;
            const deployed = await deploy(scenario);
            assert.deepEqual(
                textsIn(deployed),
                textsOf(givenSourceKey ? { ...documents, sourceKey: undefined } : documents, scenario),
            );
            // What a given key's policy has to hold is put out, for whoever manages it.
            const given = documentsFor({ ...scenario, givenSourceKey: true });
            assert.equal(
                deployed.outputs.sourceKeyPolicyStatements,
                (givenSourceKey ?? twoWay) ? keyStatements(given) : undefined,
            );
        });
    }

    // What tells of failures and what jobs have is made in any case, and an existing bucket's own statements are where its policy is. The article's statements
    // on the source bucket cannot be left to somebody else.
    for (const scenario of everyScenario.filter(
        ({ backfill, existing, monitoring, policies, twoWay }) =>
            !backfill && !existing && !monitoring && policies === "minimal" && !twoWay,
    )) {
        it(`are put out, and nothing is deployed, where they are managed elsewhere: ${scenario.name}`, async () => {
            const deployed = await deploy(scenario, { managedElsewhere: true });
            assert.deepEqual(textsIn(deployed), {});
            const { documents } = scenario;
            const [tlsOnly, ...grant] = statementsOf(documents, "destinationBucket");
            assert.equal(tlsOnly?.Sid, "DenyInsecureTransport");
            const [accountGoverns, ...keyGrant] = statementsOf(documents, "destinationKey");
            assert.equal(accountGoverns?.Sid, scenario.keys && "AccountGovernsTheKey");
            const secondKeyGrant = documents.secondDestinationKey?.Statement.slice(1);
            const given = documentsFor({ ...scenario, givenSourceKey: true });
            assert.deepEqual(deployed.outputs, {
                rolePolicy: JSON.stringify(documents.rolePermissions),
                sourceKeyPolicyStatements: keyStatements(given),
                destinationPolicyStatements: JSON.stringify(grant),
                destinationKeyPolicyStatements: scenario.keys && JSON.stringify(keyGrant),
                secondDestinationKeyPolicyStatements: secondKeyGrant && JSON.stringify(secondKeyGrant),
            });
        });
    }

    for (const scenario of scenarios.filter(
        // Beside a role that exists the trust of the role of jobs cannot be confined.
        ({ backfill, confinedTrust, policies, existing }) =>
            policies === "minimal" && !existing && !(backfill && confinedTrust),
    )) {
        it(`are put into a role that exists, by a name that is the bucket's own: ${scenario.name}`, async () => {
            const deployed = await deploy(scenario, { existingRole: true });
            const { documents, givenSourceKey } = scenario;
            const { [carriers.roleTrust]: trust, ...others } = textsOf(
                givenSourceKey ? { ...documents, sourceKey: undefined } : documents,
                scenario,
            );
            assert.ok(trust);
            assert.deepEqual(textsIn(deployed), others);
            const { name, role } = deployed.resource(carriers.rolePermissions).inputs;
            assert.deepEqual(
                { name, role },
                { name: `replication-${buckets.source}`, role: replicationRole },
            );
        });
    }

    it("are the same whatever the rules select, and however they write it", async () => {
        const plain = scenarios.find(({ name }) => name === "pinnedRole, minimal, no delete markers");
        assert.ok(plain);
        const rules: ReplicationRule[] = [
            { id: "tags", priority: 1, tags: { keep: "yes", class: "gold" } },
            { id: "prefix-and-tag", priority: 2, prefix: "reports/", tags: { keep: "yes" } },
            { id: "paused", priority: 3, prefix: "old/", enabled: false },
            { id: "cheap", priority: 4, prefix: "logs/", storageClass: "GLACIER", metrics: false },
            { id: "in-time", priority: 5, prefix: "orders/", replicationTimeControl: true },
            { id: "both-ways", priority: 6, prefix: "shared/", replicaModificationSync: true },
        ];
        const deployed = await deploy(plain, { rules });
        assert.deepEqual(textsIn(deployed), textsOf(plain.documents, plain));
        const { rules: rendered } = deployed.resource("source-replication").inputs;
        assert.ok(Array.isArray(rendered));
        assert.equal(rendered.length, rules.length);
    });

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
