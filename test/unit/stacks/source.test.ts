import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { handShake, sourceSettings } from "../../support/settings";

const deployed = "acme/s3-cross-account-replication/destination";

function worldOf(settings: Readonly<Record<string, string>> = {}, world: World = {}): World {
    return {
        stack: "source",
        accounts: { source: "111111111111" },
        settings: { ...sourceSettings, ...settings },
        stacks: { [deployed]: { replicationDestination: handShake } },
        ...world,
    };
}

const rule = {
    id: "replication",
    priority: 1,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    destination: {
        bucket: "arn:aws:s3:::sre-bucket-destination",
        account: "222222222222",
        accessControlTranslation: { owner: "Destination" },
    },
};

describe("the source stack", () => {
    it("deploys the source, to the destination that its stack reference finds", async () => {
        const { resources, resource } = await run(worldOf(), program);
        assert.deepEqual(
            resources.map(({ name, provider }) => [name, provider]),
            [
                ["replication-role", "source"],
                ["replication-role-policy", "source"],
                ["replication-bucket", "source"],
                ["replication-ownership", "source"],
                ["replication-policy", "source"],
                ["replication-public-access", "source"],
                ["replication-replication", "source"],
                ["replication-encryption", "source"],
                ["replication-versioning", "source"],
                ["source", undefined],
                ["replication", undefined],
                ["replication", undefined],
            ],
        );
        assert.equal(resource("replication-bucket").inputs.bucket, "sre-bucket-source");
        assert.equal(resource("replication-role").inputs.name, "sre-bucket-replication");
        assert.deepEqual(resource("replication-replication").inputs.rules, [rule]);
    });

    it("puts out where the bucket and its destination are, and how to look at them", async () => {
        const { outputs } = await run(
            worldOf({ profile: "seoul", endpoint: "http://localhost:4566" }),
            program,
        );
        const common = "--region ap-northeast-2 --profile seoul --endpoint-url http://localhost:4566";
        assert.deepEqual(outputs, {
            bucketArn: "arn:aws:s3:::sre-bucket-source",
            bucketName: "sre-bucket-source",
            accountId: "111111111111",
            region: "eu-central-1",
            endpoint: "http://localhost:4566",
            roleArn: "arn:aws:iam::111111111111:role/sre-bucket-replication",
            destination: handShake,
            inspect: {
                replication: `aws s3api get-bucket-replication --bucket sre-bucket-source ${common}`,
                objects: `aws s3api list-object-versions --bucket sre-bucket-source ${common}`,
            },
        });
    });

    it("protects the bucket and all that it needs, unless a setting says otherwise", async () => {
        const { resources } = await run(worldOf(), program);
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ name }) => name),
            [
                "replication-bucket",
                "replication-ownership",
                "replication-policy",
                "replication-public-access",
                "replication-replication",
                "replication-encryption",
                "replication-versioning",
            ],
        );
        const bare = await run(worldOf({ protectBucket: "false" }), program);
        assert.deepEqual(
            bare.resources.filter(({ protect }) => protect),
            [],
        );
    });

    it("replicates delete markers where the setting says so, unless a rule says otherwise", async () => {
        const stacks = {
            [deployed]: { replicationDestination: { ...handShake, deleteMarkerReplication: true } },
        };
        const on = await run(worldOf({ deleteMarkerReplication: "true" }, { stacks }), program);
        assert.deepEqual(on.resource("replication-replication").inputs.rules, [
            { ...rule, deleteMarkerReplication: { status: "Enabled" } },
        ]);
        const rules = JSON.stringify([
            { id: "a", priority: 2, prefix: "a/" },
            { id: "b", priority: 1, prefix: "b/", enabled: false, deleteMarkerReplication: false },
        ]);
        const both = await run(worldOf({ deleteMarkerReplication: "true", rules }, { stacks }), program);
        assert.deepEqual(both.resource("replication-replication").inputs.rules, [
            {
                ...rule,
                id: "a",
                priority: 2,
                filter: { prefix: "a/" },
                deleteMarkerReplication: { status: "Enabled" },
            },
            { ...rule, id: "b", filter: { prefix: "b/" }, status: "Disabled" },
        ]);
    });

    it("carries the article's documents where they are chosen", async () => {
        const { resource } = await run(worldOf({ policies: "article" }), program);
        assert.match(String(resource("replication-policy").inputs.policy), /Stmt123/);
    });

    for (const [title, world] of Object.entries<World>({
        "by its own name": {
            stack: "prod-source",
            stacks: { "acme/s3-cross-account-replication/prod-destination": {} },
        },
        "by a stack's name": {
            settings: { ...sourceSettings, destinationStack: "tokyo" },
            stacks: { "acme/s3-cross-account-replication/tokyo": {} },
        },
        "by organization and stack": {
            settings: { ...sourceSettings, destinationStack: "other/tokyo" },
            stacks: { "other/s3-cross-account-replication/tokyo": {} },
        },
        "by its full name": {
            settings: { ...sourceSettings, destinationStack: "other/replicas/tokyo" },
            stacks: { "other/replicas/tokyo": {} },
        },
        "on a backend without organizations": {
            organization: "organization",
            stacks: { "organization/s3-cross-account-replication/destination": {} },
        },
    })) {
        it(`finds the destination ${title}`, async () => {
            const stacks = Object.fromEntries(
                Object.keys(world.stacks ?? {}).map((name) => [name, { replicationDestination: handShake }]),
            );
            const { outputs } = await run(worldOf({}, { ...world, stacks }), program);
            assert.deepEqual(outputs.destination, handShake);
        });
    }
});

describe("the source's hand-shake with the destination", () => {
    const deployIt =
        `Deploy the destination first: pulumi up --stack ${deployed}\n` +
        "If the destination is another stack, name it: pulumi config set --stack source destinationStack <stack>";
    const changeIt = `After a change there: pulumi up --stack ${deployed}`;

    /** The program fails with that message, and has made nothing but, maybe, the provider that tries its credentials. */
    async function refused(world: World, problem: string, advice: string): Promise<void> {
        const { message, registered } = await runToFailure(world, program);
        assert.equal(
            message,
            `The output replicationDestination of stack ${deployed}: ${problem}.\n${advice}`,
        );
        assert.deepEqual(
            registered.filter((resource) => resource !== "pulumi:providers:aws source"),
            [],
        );
    }
    const told = (members: Readonly<Record<string, unknown>>): World => ({
        stacks: { [deployed]: { replicationDestination: { ...handShake, ...members } } },
    });

    it("says what to deploy where the stack is not there", () =>
        refused(
            worldOf({}, { stacks: {} }),
            'unknown stack "acme/s3-cross-account-replication/destination"',
            deployIt,
        ));

    it("says what to deploy where the output is not there", () =>
        refused(
            worldOf({}, { stacks: { [deployed]: { bucketArn: "arn:aws:s3:::x" } } }),
            "there is no such output: it is not a destination, or was not deployed to the end",
            deployIt,
        ));

    it("takes an output that the other stack keeps secret", async () => {
        const stacks = { [deployed]: { replicationDestination: handShake } };
        const secretOutputs = { [deployed]: ["replicationDestination"] };
        const { outputs } = await run(worldOf({}, { stacks, secretOutputs }), program);
        assert.deepEqual(outputs.destination, handShake);
    });

    for (const [members, problem] of [
        [
            { bucketArn: "sre-bucket-destination" },
            'it has bucketArn "sre-bucket-destination"; allowed: the ARN of a bucket, arn:<partition>:s3:::<bucket name>, ' +
                "without a path",
        ],
        [
            { accountId: 222222222222 },
            "it has accountId 222222222222; allowed: the 12 digits of an AWS account id, in quotes so that a leading zero stays",
        ],
        [{ deleteMarkerReplication: null }, "it has deleteMarkerReplication null; allowed: true or false"],
    ] as const) {
        it(`refuses an output with ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, deployIt));
    }

    it("refuses an output of another shape", () =>
        refused(
            worldOf({}, { stacks: { [deployed]: { replicationDestination: "arn:aws:s3:::x" } } }),
            'it has "arn:aws:s3:::x"; allowed: an object',
            deployIt,
        ));

    for (const [members, problem, advice] of [
        [
            { sourceAccountId: "333333333333" },
            'it has sourceAccountId "333333333333"; allowed: the source\'s account, 111111111111',
            "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        ],
        [
            { replicationRoleName: "another-role" },
            'it has replicationRoleName "another-role"; allowed: the role made here, sre-bucket-replication',
            "The destination's bucket policy lets in another role: give both sides the same name.",
        ],
        [
            { accountId: "111111111111" },
            'it has accountId "111111111111"; allowed: another account than the source\'s',
            "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
        ],
    ] as const) {
        it(`refuses a destination made for another source: ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, `${advice} ${changeIt}`));
    }

    it("refuses delete markers that the destination does not let in", () =>
        refused(
            worldOf({ deleteMarkerReplication: "true" }, told({ deleteMarkerReplication: false })),
            "it has deleteMarkerReplication false; allowed: true, since a rule replicates delete markers",
            `The destination's bucket policy refuses them: turn it on there, or off here. ${changeIt}`,
        ));
});
