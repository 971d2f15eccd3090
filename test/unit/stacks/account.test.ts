import * as assert from "node:assert/strict";
import program from "../../../index";
import { services } from "../../../sandbox/plugin/providerArguments";
import { run, runToFailure, type World } from "../../support/recorder";
import { destinationSettings } from "../../support/settings";

/** The inputs of the destination's provider. */
async function provider(settings: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    const world: World = {
        stack: "destination",
        accounts: { destination: "222222222222" },
        settings: { ...destinationSettings, ...settings },
    };
    const { resources } = await run(world, program);
    const [only, ...others] = resources.filter(({ type }) => type === "pulumi:providers:aws");
    assert.deepEqual(others, []);
    return only?.inputs ?? {};
}

const always = {
    region: "ap-northeast-1",
    allowedAccountIds: '["222222222222"]',
    // Presets of @pulumi/aws.
    skipCredentialsValidation: "false",
    skipRegionValidation: "true",
};

describe("the provider of a stack's account", () => {
    let endpoint: string | undefined;
    beforeEach(() => {
        endpoint = process.env.AWS_ENDPOINT_URL;
        delete process.env.AWS_ENDPOINT_URL;
    });
    afterEach(() => {
        delete process.env.AWS_ENDPOINT_URL;
        if (endpoint !== undefined) {
            process.env.AWS_ENDPOINT_URL = endpoint;
        }
    });

    it("takes the ambient credentials, and no account but its own", async () => {
        assert.deepEqual(await provider({}), always);
    });

    it("tells whose credentials it needs where those at hand cannot be used", async () => {
        const world = { stack: "destination", settings: destinationSettings, accounts: {} };
        assert.deepEqual(await runToFailure(world, program), {
            message:
                "The credentials of the destination cannot be used: the mocks know no account of the provider destination\n" +
                "They have to be of account 222222222222: by the settings profile or assumeRole, or by the environment, " +
                "as AWS_PROFILE.",
            registered: ["pulumi:providers:aws destination"],
        });
    });

    it("is not the default provider, and says so where that is configured", async () => {
        const settings = { ...destinationSettings, "aws:region": "us-east-1", "aws:profile": "tokyo" };
        const world = { stack: "destination", accounts: { destination: "222222222222" }, settings };
        assert.deepEqual((await run(world, program)).told, [
            "warn: aws:region, aws:profile: not used, since every resource here goes through a provider of its own. The " +
                "settings region, profile, assumeRole and tags stand for them. [aws-settings-ignored]",
        ]);
    });

    it("takes a profile", async () => {
        assert.deepEqual(await provider({ profile: "tokyo" }), { ...always, profile: "tokyo" });
    });

    it("assumes a role", async () => {
        const role = {
            roleArn: "arn:aws:iam::222222222222:role/deploy",
            externalId: "an-external-id",
            sessionName: "pulumi",
        };
        assert.deepEqual(await provider({ assumeRole: JSON.stringify(role) }), {
            ...always,
            assumeRoles: JSON.stringify([role]),
        });
    });

    /** What the stand-in plug-in calls for this program, and what the official one calls besides, of an existing bucket and its tags. */
    const called = [...services, "cloudcontrol", "s3control"].sort();
    const oneAddress = {
        ...always,
        s3UsePathStyle: "true",
        skipCredentialsValidation: "true",
        endpoints: JSON.stringify([
            Object.fromEntries(called.map((service) => [service, "http://localhost:4566"])),
        ]),
    };

    it("asks every service at the endpoint of the setting", async () => {
        assert.deepEqual(await provider({ endpoint: "http://localhost:4566" }), oneAddress);
    });

    it("asks every service at the endpoint of the environment, as the AWS CLI does", async () => {
        process.env.AWS_ENDPOINT_URL = "http://localhost:4566";
        assert.deepEqual(await provider({}), oneAddress);
    });

    it("prefers the setting's endpoint to the environment's", async () => {
        process.env.AWS_ENDPOINT_URL = "http://localhost:1";
        assert.deepEqual(await provider({ endpoint: "http://localhost:4566" }), oneAddress);
    });
});
