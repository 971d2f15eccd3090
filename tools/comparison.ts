/**
 * What other tools grant to replication, set beside what this project grants, with what a simulation shows of each. Run as a
 * program it writes docs/comparison.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { describeDocument } from "../test/policies/peers/describe";
import { needsOf, unjudged, type Need } from "../test/policies/peers/needs";
import { readActions } from "../test/policies/peers/patterns";
import type { Grants, Peer } from "../test/policies/peers/peer";
import { peers } from "../test/policies/peers/peers";
import { comparedScenarios, type ComparedScenario } from "../test/policies/peers/scenario";
import { judge, type Verdict } from "../test/policies/peers/verdict";

export const comparisonFile = join(__dirname, "..", "docs", "comparison.md");

/** The whole document, in the project's style. */
export async function renderComparison(): Promise<string> {
    const known = await readActions();
    const verdicts = (scenario: ComparedScenario): readonly Verdict[] =>
        peers.map((peer) => judge(peer.grants(scenario), scenario, known));
    const text = [
        introduction,
        "## At a glance",
        "What is missing can be added by the user, as the chapter on what each leaves says.",
        table(
            ["", ...peers.map(({ name }) => name)],
            comparedScenarios.map((scenario) => [scenario.name, ...verdicts(scenario).map(atAGlance)]),
        ),
        ...comparedScenarios.flatMap((scenario) => chapter(scenario, verdicts(scenario))),
        "## What each leaves to its user",
        table(
            ["", "Role", "Destination's bucket policy", "Destination's key policy"],
            peers.map(({ name, leftToTheUser: left }) => [
                name,
                left.role ?? "",
                left.destinationBucket ?? "",
                left.destinationKey ?? "",
            ]),
        ),
        "## What AWS asks for",
        "The requests that the simulation sends as needed, and where AWS documents them.",
        needsTable(),
        "Neither needed nor too wide, for anybody:",
        bullets(unjudged.map(({ action, at, because }) => `\`${action}\` on ${at}: ${because}.`)),
        runAndInferred,
    ].join("\n\n");
    const options = await prettier.resolveConfig(comparisonFile);
    return prettier.format(text, { ...options, filepath: comparisonFile });
}

const introduction = `<!-- Written by \`npm run comparison\` from test/policies/peers/; do not edit. -->

# What other tools grant

Replication from one account to another takes three documents: the role's policy, the policy of the destination's bucket and, under SSE-KMS, the policy of the destination's key. Here they are side by side, with what a simulation of them shows. Their statements are facts read from the sources named below, or made by the tool itself; a tool can be told more than is shown, and what it leaves to its user is said.

${table(
    ["", "Source", "Version", "Files", "How"],
    peers.map(({ name, source }) => [
        name,
        source.repository,
        source.version,
        source.files.map(code).join("<br>"),
        source.how,
    ]),
)}

- **Missing**: AWS documents the request as needed, and the documents refuse it.
- **Wider**: the documents allow it, and it is not among the needed requests, which are listed below. "The role" is what the role can do with both sides' documents in force. "The role, if its account allowed it" is what the destination has granted though the role's policy does not use it. "Another identity" is anybody else whom the source's account allows everything. A pattern such as \`s3:Get*\` stands for those of its actions that are not needed.
- A document that is left to the user is taken to let everyone in, so that nothing is held against a tool that it does not write. The source's key is taken to have KMS's default policy.
- In each, Amazon S3 may assume the role, and nobody else. Plain HTTP is left out.`;

const runAndInferred = `## What was run, and what is inferred

Run, by a test, each time:

- the simulation of every document above (\`@cloud-copilot/iam-simulate\`): each needed request, and each action of S3 and KMS on the buckets, objects and keys of both sides, on buckets whose names begin alike, on another key of the source's account and on a key of a third account; keys also for another bucket and without S3;
- this project's documents, made by the functions that its components call.

Run once, when this was written: the CDK's documents. aws-cdk-lib 2.276.0 synthesised every scenario, with a role that it makes and with a given one, and the statements were equal to those compared. The CDK is no dependency of this project, so that a later version may differ.

Read, not run: the documents of the two Terraform modules. They were compared with the HCL of the commits named above; Terraform did not render them.

Inferred:

- That AWS decides as the simulator does. Nothing here was sent to AWS.
- That what AWS's guide calls needed is needed, and that nothing else is. The guide asks for \`kms:GenerateDataKey\` only where objects without a KMS key are replicated to a bucket that encrypts with one; every scenario with keys has such objects.
- That requests of replication carry \`aws:PrincipalArn\`, \`kms:ViaService\` and the encryption context as AWS's general pages say. This project's conditions rest on that. The other tools have no conditions, which is wider, and would not be harmed if it were otherwise.
- What no simulation shows: a bucket or key policy that names a role as its principal is accepted only once the role exists. The CDK and cloudposse name the role; this project names the account and pins the role by a condition.

Wider is not always worse: \`s3:PutBucketVersioning\` at the destination is part of AWS's own example for two accounts, whose text does not say what for, and one policy that suits every rule needs no change when a rule does.
`;

function chapter(scenario: ComparedScenario, verdicts: readonly Verdict[]): readonly string[] {
    const remarks = peers.flatMap(({ name, remarks: all }) => {
        const remark = all[scenario.name];
        return remark === undefined ? [] : [`${name}: ${remark}`];
    });
    const documents: readonly (readonly [string, keyof Grants])[] = [
        ["Role", "role"],
        ["Destination's bucket policy", "destinationBucket"],
        ...(scenario.kms ? ([["Destination's key policy", "destinationKey"]] as const) : []),
    ];
    return [
        `## ${scenario.name.charAt(0).toUpperCase()}${scenario.name.slice(1)}`,
        scenario.what,
        table(
            ["Granted", ...documents.map(([title]) => title)],
            peers.map((peer) => [peer.name, ...documents.map(([, name]) => granted(peer, name, scenario))]),
        ),
        table(
            ["Simulated", "Missing", "Wider"],
            peers.map(({ name }, index) => [
                name,
                lines(verdicts[index]?.missing ?? []),
                lines(verdicts[index]?.tooWide ?? []),
            ]),
        ),
        ...(remarks.length > 0 ? [bullets(remarks)] : []),
    ];
}

function granted(peer: Peer, name: keyof Grants, scenario: ComparedScenario): string {
    const text = peer.grants(scenario)[name];
    if (text === undefined) {
        return "left to the user";
    }
    const first = comparedScenarios.find(
        (other) => JSON.stringify(peer.grants(other)[name]) === JSON.stringify(text),
    );
    return first === undefined || first === scenario
        ? describeDocument(text).join("<br>")
        : `as in ${first.name}`;
}

function atAGlance({ missing, tooWide }: Verdict): string {
    return [
        missing.length === 0 ? "enough" : "not enough",
        tooWide.length === 0 ? "nothing wider" : "wider",
    ].join(", ");
}

/** Each need once, with the scenarios that have it. */
function needsTable(): string {
    const found = new Map<string, { need: Need; scenarios: string[] }>();
    for (const scenario of comparedScenarios) {
        for (const need of needsOf(scenario)) {
            const key = `${need.action} ${need.or ?? ""} ${need.at}`;
            const entry = found.get(key) ?? { need, scenarios: [] };
            entry.scenarios.push(scenario.name);
            found.set(key, entry);
        }
    }
    return table(
        ["Request", "On", "Why", "When", "AWS's page"],
        [...found.values()].map(({ need, scenarios }) => [
            need.or === undefined ? code(need.action) : `${code(need.action)} or ${code(need.or)}`,
            need.at,
            need.because,
            scenarios.length === comparedScenarios.length ? "always" : scenarios.join(", "),
            `[${need.page.replace(/^.*\/(.*?)\.html.*$/, "$1")}](${need.page})`,
        ]),
    );
}

function lines(all: readonly string[]): string {
    return all.length === 0
        ? "nothing"
        : all.map((line) => line.replace(/\b(s3|kms):[A-Za-z]+\*?/g, code)).join("<br>");
}

function code(text: string): string {
    return `\`${text}\``;
}

function bullets(all: readonly string[]): string {
    return all.map((line) => `- ${line}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

if (require.main === module) {
    void renderComparison().then((text) => {
        writeFileSync(comparisonFile, text);
    });
}
