import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const good = pairSettings("bad").destination;

/** What the program itself says, in its frame, with the advice that ends in the stack's name. */
const program = (problem: string, advice: string) =>
    [
        "Settings of stack bad-destination that cannot be deployed:",
        `  ${problem}`,
        `    ${advice} --stack bad-destination`,
        "They are in Pulumi.bad-destination.yaml. What no command can write, such as an empty object, is written there.",
    ].join("\n");
/** What the engine says by the schema in Pulumi.yaml, before it runs the program. */
const engine = (problem: string) => `validating stack config: Stack 'bad-destination' ${problem}`;

const cases = {
    "a switch that is a text": {
        settings: { ...good, protectBucket: "yes" },
        message: engine("with configuration key 'protectBucket' must be of type 'boolean'"),
    },
    "an object that is a list": {
        settings: { ...good, tags: ["team"] },
        message: engine("with configuration key 'tags' must be of type 'object'"),
    },
    "a required key that is missing": {
        settings: { ...good, bucketName: undefined },
        message: engine("is missing configuration value 'bucketName'"),
    },
    "a required key that is empty": {
        settings: { ...good, region: "" },
        message: program(
            "region is not set; allowed: the code of an AWS region, such as ap-northeast-2.",
            "For example: pulumi config set region ap-northeast-2",
        ),
    },
    "a key that is none": {
        settings: { ...good, bucketname: "bad-destination" },
        message: program(
            "bucketname is not a setting; allowed: the settings of the destination, side, accountId, region, " +
                "bucketName, existingBucket, manageVersioning, bucketPolicy, encryption, objectLock, lifecycle, " +
                "accessLogging, replicationRoleName, replicationRolePath, deleteMarkerReplication, objectAnnotations, protectBucket, " +
                "forceDestroy, tags, profile, assumeRole, endpoint, sourceAccountId, grant, replicaModificationSync.",
            "Run: pulumi config rm bucketname",
        ),
    },
};

describe("settings that cannot be deployed, on the engine", function () {
    this.timeout(120_000);
    const world = inSandbox();

    for (const [title, { settings, message }] of Object.entries(cases)) {
        it(`are refused before anything is made: ${title}`, async () => {
            const stack = await world().stack("bad-destination", settings);
            assert.deepEqual((await stack.refused("up")).diagnostics, [message]);
            assert.deepEqual(await world().everything(), []);
        });
    }

    it("are refused before anything is made: an account id without quotes, which YAML reads as an octal number", async () => {
        const stack = await world().stack("bad-destination");
        const lines = Object.entries({ ...good, accountId: "011111111111" }).map(
            ([key, value]) =>
                `  s3-cross-account-replication:${key}: ${key === "accountId" ? value : `"${value}"`}`,
        );
        await stack.stackFile(["config:", ...lines, ""].join("\n"));
        assert.deepEqual((await stack.refused("up")).diagnostics, [
            program(
                'accountId is "1227133513"; allowed: the 12 digits of an AWS account id, in quotes so that a leading ' +
                    "zero stays.",
                "For example: pulumi config set accountId 011111111111",
            ),
        ]);
        assert.deepEqual(await world().everything(), []);
    });
});
