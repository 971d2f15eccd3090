import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { trust } from "./cases/case";
import { refusal, UNKNOWN, type Properties } from "./answers";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { ALARM, BUCKET, KEY, ROLE, TOPIC } from "./types";

describe("the stand-in AWS plug-in: its arguments", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const unsupported =
        "is not supported by the stand-in AWS plug-in, which takes: region, allowedAccountIds, " +
        "forbiddenAccountIds, profile, accessKey, secretKey, token, assumeRoles, defaultTags, endpoints, s3UsePathStyle, " +
        "skipCredentialsValidation, skipRequestingAccountId, skipMetadataApiCheck, skipRegionValidation; " +
        "to use it, install the official plug-in";
    const cases: { name: string; args: Properties; failures: { property: string; reason: string }[] }[] = [
        {
            name: "lists and booleans as JSON text, and the engine's own version",
            args: {
                region: REGION,
                allowedAccountIds: `["${ACCOUNT}"]`,
                s3UsePathStyle: "true",
                version: "7.48.0",
            },
            failures: [],
        },
        {
            name: "endpoints of services that it never calls",
            args: {
                region: REGION,
                endpoints: '[{"s3":"https://127.0.0.1","s3control":"https://127.0.0.1"}]',
            },
            failures: [],
        },
        {
            name: "values that are not known yet",
            args: { region: UNKNOWN, allowedAccountIds: UNKNOWN },
            failures: [],
        },
        {
            name: "an argument it does not know",
            args: { ignoreTags: '{"keys":["a"]}' },
            failures: [{ property: "ignoreTags", reason: `provider argument "ignoreTags" ${unsupported}` }],
        },
        {
            name: "a text where a list belongs",
            args: { allowedAccountIds: ACCOUNT },
            failures: [
                {
                    property: "allowedAccountIds",
                    reason: `provider argument "allowedAccountIds" must be a list, got ${ACCOUNT}`,
                },
            ],
        },
        {
            name: "a setting of a role to assume that it does not know",
            args: { assumeRoles: '[{"roleArn":"arn:aws:iam::111111111111:role/x","policy":"{}"}]' },
            failures: [
                {
                    property: "assumeRoles[0].policy",
                    reason:
                        'provider argument "assumeRoles[0].policy" is not a property that the stand-in ' +
                        "supports; it supports: roleArn, externalId, sessionName",
                },
            ],
        },
    ];
    for (const { name, args, failures } of cases) {
        it(`${failures.length === 0 ? "takes" : "refuses"} ${name}`, async () => {
            assert.deepEqual(await here.plugin.checkConfig(args), { inputs: args, failures });
        });
    }

    describe("validates credentials before its endpoints count", () => {
        const noOne = { AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_STS: "" };
        const lines = (...texts: readonly string[]) => `${texts.join("\n")}\n`;
        const invalid = "unable to validate AWS credentials.";
        const roleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/none`;
        const notAsked =
            "the stand-in AWS plug-in does not ask sts.ap-northeast-2.amazonaws.com. Credentials are validated before " +
            'the provider\'s "endpoints" count: set AWS_ENDPOINT_URL in the environment, or "skipCredentialsValidation"';
        const credentials: {
            name: string;
            environment?: Record<string, string>;
            args: Properties;
            reasons: string[];
        }[] = [
            { name: "takes good ones", args: {}, reasons: [] },
            {
                name: "refuses those that nobody has",
                environment: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" },
                args: {},
                reasons: [
                    lines(
                        invalid,
                        "Details: retrieving caller identity from STS: InvalidClientTokenId: The security token " +
                            "included in the request is invalid.",
                    ),
                ],
            },
            {
                name: "refuses those of a role that cannot be assumed",
                args: { assumeRoles: JSON.stringify([{ roleArn }]) },
                reasons: [
                    lines(
                        invalid,
                        `Details: Cannot assume IAM Role. IAM Role (${roleArn}) cannot be assumed.`,
                        "",
                        `Error: AccessDenied: User: is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
                    ),
                ],
            },
            {
                name: "does not ask AWS itself where only the arguments have an endpoint",
                environment: noOne,
                args: { endpoints: '[{"sts":"https://127.0.0.1:1"}]' },
                reasons: [lines(invalid, `Details: retrieving caller identity from STS: ${notAsked}`)],
            },
            {
                name: "does not ask AWS itself for a role",
                environment: noOne,
                args: { assumeRoles: JSON.stringify([{ roleArn }]) },
                reasons: [
                    lines(
                        invalid,
                        `Details: Cannot assume IAM Role. IAM Role (${roleArn}) cannot be assumed.`,
                        "",
                        `Error: ${notAsked}`,
                    ),
                ],
            },
            {
                name: "asks nobody where it is told to skip that",
                environment: noOne,
                args: { skipCredentialsValidation: "true" },
                reasons: [],
            },
            {
                name: "asks nobody where an argument is not known yet",
                environment: noOne,
                args: { allowedAccountIds: UNKNOWN },
                reasons: [],
            },
        ];
        for (const { name, environment, args, reasons } of credentials) {
            it(name, async () => {
                const other = await here.surroundings.plugin(ACCOUNT, environment);
                const { failures } = await other.checkConfig({ region: REGION, ...args });
                assert.deepEqual(
                    failures,
                    reasons.map((reason) => ({ property: "", reason })),
                );
            });
        }
    });

    it("refuses the credentials of an account that is not allowed", async () => {
        const other = await here.surroundings.plugin("333333333333");
        const args = { region: REGION, allowedAccountIds: `["${ACCOUNT}","${OTHER_ACCOUNT}"]` };
        assert.equal(
            await refusal(other.configure(args)),
            "AWS account ID not allowed: 333333333333 (allowed: 111111111111, 222222222222)",
        );
        assert.equal(
            await refusal(other.create(BUCKET, { bucket: "never" })),
            "the AWS provider is not configured yet",
        );
        assert.deepEqual(await here.bucketNames(), []);
    });

    it("refuses the credentials of an account that is forbidden", async () => {
        const other = await here.surroundings.plugin();
        assert.equal(
            await refusal(other.configure({ region: REGION, forbiddenAccountIds: `["${ACCOUNT}"]` })),
            "AWS account ID not allowed: 111111111111 (forbidden: 111111111111)",
        );
    });

    it("cannot check an account that it must not ask for", async () => {
        const other = await here.surroundings.plugin();
        const args = {
            region: REGION,
            allowedAccountIds: `["${ACCOUNT}"]`,
            skipRequestingAccountId: "true",
        };
        assert.equal(
            await refusal(other.configure(args)),
            'provider argument "skipRequestingAccountId" leaves the account unknown, so that ' +
                '"allowedAccountIds" and "forbiddenAccountIds" cannot be checked: leave it out',
        );
    });

    it("wants both halves of an access key", async () => {
        const other = await here.surroundings.plugin();
        assert.equal(
            await refusal(other.configure({ region: REGION, accessKey: ACCOUNT })),
            'provider argument "secretKey" is missing: accessKey and secretKey go together',
        );
    });

    it("wants a region", async () => {
        const other = await here.surroundings.plugin();
        assert.match(
            await refusal(other.configure({})),
            /^provider argument "region" is not set, nor are AWS_REGION and the profile's region: /,
        );
    });

    it("takes the region from the environment, and the key, wrapped as a secret, from its arguments", async () => {
        const other = await here.surroundings.plugin("333333333333", { AWS_REGION: "us-west-2" });
        const secret = (value: string) => ({
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            value,
        });
        await other.configure({
            accessKey: secret(ACCOUNT),
            secretKey: secret("any"),
            allowedAccountIds: secret(`["${ACCOUNT}"]`),
        });
        assert.equal((await other.invoke("aws:index/getRegion:getRegion", {})).region, "us-west-2");
    });

    it("goes to the endpoints of its arguments before those of the environment", async () => {
        const other = await here.surroundings.plugin(ACCOUNT, { AWS_ENDPOINT_URL: "https://127.0.0.1:1" });
        const { endpoint } = here.surroundings.emulator;
        const services = ["s3", "iam", "sts", "kms", "cloudwatch", "sns"];
        await other.configure({
            region: REGION,
            endpoints: JSON.stringify([Object.fromEntries(services.map((service) => [service, endpoint]))]),
            s3UsePathStyle: "true",
        });
        assert.equal((await other.create(BUCKET, { bucket: "by-argument" })).id, "by-argument");
        assert.deepEqual(await here.bucketNames(), ["by-argument"]);
        const named = { name: "by-argument" };
        const assumeRolePolicy = trust("s3.amazonaws.com");
        assert.equal((await other.create(ROLE, { ...named, assumeRolePolicy })).id, "by-argument");
        assert.equal((await other.create(ALARM, named)).id, "by-argument");
        assert.equal((await other.create(TOPIC, named)).id, `arn:aws:sns:${REGION}:${ACCOUNT}:by-argument`);
        const { id } = await other.create(KEY, {});
        assert.deepEqual(
            (await here.aws.kms.listKeys({})).Keys?.map(({ KeyId }) => KeyId),
            [id],
        );
    });

    it("takes key and region from a profile", async () => {
        const file = path.join(here.surroundings.directory, "aws-config");
        const profile = `[profile there]\nregion = eu-west-1\naws_access_key_id = ${OTHER_ACCOUNT}\n`;
        await writeFile(file, `${profile}aws_secret_access_key = any\n`);
        const other = await here.surroundings.plugin(ACCOUNT, { AWS_CONFIG_FILE: file });
        await other.configure({ profile: "there", allowedAccountIds: `["${OTHER_ACCOUNT}"]` });
        assert.equal((await other.invoke("aws:index/getRegion:getRegion", {})).region, "eu-west-1");
    });

    it("says which profile gives no credentials", async () => {
        const other = await here.surroundings.plugin();
        assert.match(
            await refusal(other.configure({ region: REGION, profile: "nowhere" })),
            /^cannot find out the AWS account of the profile "nowhere": CredentialsProviderError: /,
        );
    });

    it("assumes a role, and is then in that role's account", async () => {
        const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
        const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
        await here.surroundings.byHand(OTHER_ACCOUNT).iam.createRole({
            RoleName: "deployer",
            AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
        });
        const roleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/deployer`;
        const other = await here.surroundings.configured({
            assumeRoles: JSON.stringify([{ roleArn, externalId: "x-1", sessionName: "preview" }]),
            allowedAccountIds: `["${OTHER_ACCOUNT}"]`,
        });
        const identity = await other.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
        assert.equal(identity.accountId, OTHER_ACCOUNT);
        assert.equal(identity.arn, `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/deployer/preview`);
    });

    it("names the role that it cannot assume", async () => {
        const other = await here.surroundings.plugin();
        const roleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/none`;
        assert.match(
            await refusal(other.configure({ region: REGION, assumeRoles: JSON.stringify([{ roleArn }]) })),
            /^cannot assume the IAM role arn:aws:iam::222222222222:role\/none: /,
        );
    });
});
