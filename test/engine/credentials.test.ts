import * as assert from "node:assert/strict";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { projectRoot, runPaths } from "../../sandbox/paths";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const roleArn = "arn:aws:iam::222222222222:role/deploy-replication";
const externalId = "as agreed";
/** What a state holds without anything in AWS: the stack, its provider, the components. */
const bookkeeping = /^(Stack|aws|Replication(Destination|Bucket)) /;

describe("the credentials of a stack", function () {
    this.timeout(120_000);
    const world = inSandbox();
    /** As on AWS itself, where each service has an address of its own: what the sandbox sets for all of them is gone. */
    const env = { AWS_ENDPOINT_URL: "" };

    /** An operation does not get as far as a resource. That a preview does not either is shown once: the engine does the same. */
    async function refused(
        stack: Deployment,
        reason: RegExp,
        operations: readonly ("preview" | "up")[] = ["up"],
    ): Promise<void> {
        const earlier = await world().everything();
        for (const operation of operations) {
            const { diagnostics } = await stack.refused(operation);
            assert.match(diagnostics.join("\n"), reason, operation);
        }
        assert.deepEqual(await world().everything(), earlier);
        assert.deepEqual(
            (await stack.resources()).filter((resource) => !bookkeeping.test(resource)),
            [],
        );
    }

    it("are refused where they are those of another account, and nothing is made in any", async () => {
        const { destination } = pairSettings("ambient");
        await refused(
            await world().stack("ambient-destination", destination, { side: "source", env }),
            /AWS account ID not allowed: 111111111111/,
            ["preview", "up"],
        );
    });

    it("are refused where the setting names the other account's profile", async () => {
        const { destination } = pairSettings("profile");
        await refused(
            await world().stack("profile-destination", { ...destination, profile: "source" }, { env }),
            /AWS account ID not allowed: 111111111111/,
        );
    });

    it("are those of the setting's profile, whatever the shell has", async () => {
        const { destination } = pairSettings("named");
        const settings = { ...destination, profile: "destination", protectBucket: false };
        const stack = await world().stack("named-destination", settings, { side: "outsider", env });
        await stack.up();
        assert.ok((await world().everything()).includes("destination: bucket named-destination"));
    });

    it("are refused before anything else is asked, where nobody has them", async () => {
        await appendFile(
            runPaths(world().sandbox.directory).awsCredentials,
            "\n[rotated]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = old\n",
        );
        const settings = { ...pairSettings("rotated").destination, profile: "rotated" };
        await refused(
            await world().stack("rotated-destination", settings, { env }),
            /resource 'destination' has a problem: unable to validate AWS credentials\.\nDetails: .*: InvalidClientTokenId: /,
        );
    });

    it("are tried at the endpoint of the setting alone, where the environment has none", async () => {
        const services = ["STS", "S3", "S3_CONTROL", "IAM", "KMS", "SNS", "CLOUDWATCH"];
        const nowhere = Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, ""]));
        const settings = {
            ...pairSettings("endpoint").destination,
            endpoint: world().sandbox.endpoint,
            protectBucket: false,
        };
        const stack = await world().stack("endpoint-destination", settings, { env: { ...env, ...nowhere } });
        await stack.up();
        assert.ok((await world().everything()).includes("destination: bucket endpoint-destination"));
    });

    describe("of a role to assume", () => {
        before(async () => {
            const { iam } = world().as("outsider");
            const user = { UserName: "deployer" };
            await iam.createUser(user);
            await iam.putUserPolicy({
                ...user,
                PolicyName: "assume",
                PolicyDocument: allow("sts:AssumeRole", { Resource: roleArn }),
            });
            const { AccessKey } = await iam.createAccessKey(user);
            await appendFile(
                runPaths(world().sandbox.directory).awsCredentials,
                `\n[deployer]\naws_access_key_id = ${AccessKey?.AccessKeyId}\n` +
                    `aws_secret_access_key = ${AccessKey?.SecretAccessKey}\n`,
            );
            const there = world().as("destination").iam;
            await there.createRole({
                RoleName: "deploy-replication",
                AssumeRolePolicyDocument: allow("sts:AssumeRole", {
                    Principal: { AWS: "arn:aws:iam::333333333333:user/deployer" },
                    Condition: { StringEquals: { "sts:ExternalId": externalId } },
                }),
            });
            await there.putRolePolicy({
                RoleName: "deploy-replication",
                PolicyName: "deploy",
                PolicyDocument: allow("s3:*", { Resource: "*" }),
            });
        });

        it("deploy as that role, with the external id that it demands", async () => {
            const settings = {
                ...pairSettings("role").destination,
                profile: "deployer",
                assumeRole: { roleArn, externalId, sessionName: "pulumi" },
            };
            const stack = await world().stack("role-destination", settings, { env });
            await stack.up();
            assert.ok((await world().everything()).includes("destination: bucket role-destination"));
        });

        it("are refused without the external id, and with another", async () => {
            for (const assumeRole of [{ roleArn }, { roleArn, externalId: "another" }]) {
                const settings = {
                    ...pairSettings("refused").destination,
                    profile: "deployer",
                    assumeRole,
                };
                await refused(
                    await world().stack("refused-destination", settings, { env }),
                    /resource 'destination' has a problem: unable to validate AWS credentials\.\nDetails: Cannot assume IAM Role\. IAM Role \(arn:aws:iam::222222222222:role\/deploy-replication\) cannot be assumed\.\n\nError: AccessDenied: /,
                );
            }
        });
    });

    it("are never ambient by oversight: a resource without the stack's provider is refused", async () => {
        const workDir = path.join(world().sandbox.directory, "unowned");
        const program = path.join(__dirname, "programs", "noProvider", "index.ts");
        const shipped = await readFile(path.join(projectRoot, "Pulumi.yaml"), "utf8");
        await mkdir(workDir, { recursive: true });
        await writeFile(
            path.join(workDir, "Pulumi.yaml"),
            shipped
                .replace("main: index.ts", `main: ${JSON.stringify(program)}`)
                .replace("tsconfig.pulumi.json", path.join(projectRoot, "tsconfig.pulumi.json")),
        );
        const { source } = pairSettings("unowned");
        await refused(
            await world().stack("unowned-source", source, { workDir }),
            /^Default provider for 'aws' disabled\. 'urn:[^']+::unowned' must use an explicit provider\.$/m,
        );
    });
});

function allow(action: string, rest: object): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: action, ...rest }],
    });
}
